import { inputError } from '../errors/profitError';
import type { UpdateObject } from '../metainfo/types';
import { getOwn, setOwn } from '../values/ownProperty';
import { isSimpleRecord, type SimpleRecord } from './simpleRecord';

/** A file and the place of its name and content in a record. */
export interface FileToAttach {
	/** Sub-object that gets a row, e.g. `KnSubjectAttachment`; empty for the record itself, or the only one that takes files. */
	object: string;
	/** Field of the file's name, e.g. `FileName`; empty to leave it out. */
	nameField: string;
	/** Field of the content, e.g. `FileStream`. */
	dataField: string;
	fileName: string;
	/** Plain Base64, as AFAS accepts it (docs/afas.md 6.2). */
	base64: string;
}

/**
 * Adds a file to a record: as another row of a sub-object, or in fields of the record itself.
 * @throws ProfitError `input` when it is unclear where the file goes, or its place does not hold rows
 */
export function attachFile(
	record: SimpleRecord,
	given: FileToAttach,
	info: UpdateObject,
): SimpleRecord {
	const file = { ...given, object: placeOf(given, info) };
	const content: SimpleRecord = {};
	if (file.nameField !== '') setOwn(content, file.nameField, file.fileName);
	setOwn(content, file.dataField, file.base64);

	if (file.object === '') return { ...record, ...content };
	const present = getOwn(record, file.object) ?? [];
	const rows: unknown[] = Array.isArray(present) ? present : [present];
	if (!rows.every(isSimpleRecord)) {
		throw inputError(
			`'${file.object}' holds something other than rows, so no file can be added to it`,
			'Give the sub-object as an object or a list of objects, or leave it out.',
		);
	}
	const result: SimpleRecord = { ...record };
	setOwn(result, file.object, [...rows, content]);
	return result;
}

/** The sub-object for the file: the chosen one, or else the only one with a field for it if the record itself has none. */
function placeOf({ object, dataField }: FileToAttach, info: UpdateObject): string {
	const takesFile = ({ fields }: UpdateObject) =>
		fields.some(({ fieldId }) => fieldId === dataField);
	if (object !== '' || takesFile(info)) return object;
	const names = info.objects.filter(takesFile).map(({ name }) => name);
	// If no sub-object takes it, the checks report it.
	if (names.length < 2) return names[0] ?? '';
	throw inputError(
		`${info.name} has no field ${dataField}, but ${names.length} of its sub-objects have: ${names.join(', ')}`,
		"Choose one of them as 'Sub-Object' of the attachment.",
	);
}
