import type { IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../../../profit/errors/profitError';
import type { UpdateConnectorInfo } from '../../../profit/metainfo/types';
import { attachFile } from '../../../profit/records/attachFile';
import { fieldsToRecord } from '../../../profit/records/fieldsToRecord';
import { itemToRecord } from '../../../profit/records/itemToRecord';
import { readRecord, type SimpleRecord } from '../../../profit/records/simpleRecord';
import { givenFor } from '../../../parameters/kinds/parameter';
import { isAskedAnew, outdated } from '../../../transport/knownMetainfo';
import { bodyProperty, dataMode, fields, recordProperty } from './dataProperties';
import { readAttachments } from './readAttachments';
import type { WriteRun } from './writeRun';
import { holdsZ } from './wrongZ';

/**
 * Reads the record of an item from the form, the input item or the simple JSON.
 * @param withFiles whether to add its attachments
 * @throws ProfitError `input`
 */
export async function readItemRecord(
	run: WriteRun,
	itemIndex: number,
	info: UpdateConnectorInfo,
	{ withFiles }: { withFiles: boolean },
): Promise<SimpleRecord> {
	const { context, hints, readsWrongZ } = run;
	const record =
		dataMode.read(context, itemIndex) === 'record'
			? readRecord(givenFor(context, itemIndex, recordProperty).value, 'Record')
			: await mappedRecord(run, itemIndex, info);
	if (readsWrongZ && holdsZ(record)) hints.addWrongZ(itemIndex);
	const files = withFiles ? await readAttachments(context, itemIndex) : [];
	return files.reduce((whole, file) => attachFile(whole, file, info), record);
}

async function mappedRecord(
	{ context, customers, hints }: WriteRun,
	itemIndex: number,
	info: UpdateConnectorInfo,
): Promise<SimpleRecord> {
	const filled = fields.read(context, itemIndex);
	if (filled !== 'fromItem') return fieldsToRecord(filled, info);
	const { record, ignored } = itemToRecord(context.getInputData()[itemIndex].json, info);
	// A field that was just added in Profit must not be ignored. docs/afas.md rule 12.
	const isSure = ignored.length === 0 || isAskedAnew(await customers.of(itemIndex), info);
	if (!isSure) throw outdated(info.id);
	hints.addIgnored(info.id, ignored);
	return record;
}

/** A body that the user wrote. */
export type WrittenBody =
	| { kind: 'json'; body: object | string; json: SimpleRecord; root: string }
	/** XML for SOAP. */
	| { kind: 'xml'; body: string; root: string };

/**
 * Reads the body of an item as the user wrote it.
 * @throws ProfitError `input` when it is empty, or neither a JSON object nor XML
 */
export function readWrittenBody(context: IExecuteFunctions, itemIndex: number): WrittenBody {
	const { value } = givenFor(context, itemIndex, bodyProperty);
	if (typeof value === 'string' && value.trimStart().startsWith('<')) {
		const root = /<([A-Za-z_][\w.-]*)/.exec(value)?.[1] ?? '';
		return { kind: 'xml', body: value.trim(), root };
	}
	const json = readRecord(value, 'Body');
	const root = Object.keys(json)[0] ?? '';
	if (root === '') {
		throw inputError("'Body' is empty", 'Write the body as the AFAS documentation shows it.');
	}
	return { kind: 'json', body: typeof value === 'string' ? value : json, json, root };
}
