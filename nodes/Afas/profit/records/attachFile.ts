import { inputError } from '../errors/profitError';
import { getOwn, setOwn } from '../values/ownProperty';
import { isSimpleRecord, type SimpleRecord } from './simpleRecord';

/** A file and the place of its name and content in a record. */
export interface FileToAttach {
	/** Sub-object that gets a row, e.g. `KnSubjectAttachment`; empty for fields of the record itself. */
	object: string;
	/** Field of the file's name, e.g. `FileName`; empty to leave it out. */
	nameField: string;
	/** Field of the content, e.g. `FileStream`. */
	dataField: string;
	fileName: string;
	/** Bare Base64, as AFAS takes it (docs/afas.md 6.2). */
	base64: string;
}

/**
 * The record with a file in it: as a further row of a sub-object, or in fields of the record itself.
 * @throws ProfitError `input` when the sub-object's place holds something else than rows
 */
export function attachFile(record: SimpleRecord, file: FileToAttach): SimpleRecord {
	if (file.dataField === '') {
		throw inputError(
			"An attachment has no 'File Content Field'",
			'Give the field of the content, e.g. FileStream.',
		);
	}
	const content: SimpleRecord = {};
	if (file.nameField !== '') setOwn(content, file.nameField, file.fileName);
	setOwn(content, file.dataField, file.base64);

	if (file.object === '') return { ...record, ...content };
	const present = getOwn(record, file.object) ?? [];
	const rows: unknown[] = Array.isArray(present) ? present : [present];
	if (!rows.every(isSimpleRecord)) {
		throw inputError(
			`'${file.object}' holds something else than rows, so no file can be added to it`,
			'Give the sub-object as an object or a list of objects, or leave it out.',
		);
	}
	const result: SimpleRecord = { ...record };
	setOwn(result, file.object, [...rows, content]);
	return result;
}
