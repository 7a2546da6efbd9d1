import type { IExecuteFunctions } from 'n8n-workflow';
import { inputError } from '../../../profit/errors/profitError';
import type { UpdateConnectorInfo } from '../../../profit/metainfo/types';
import { attachFile } from '../../../profit/records/attachFile';
import { fieldsToRecord, itemToRecord } from '../../../profit/records/fieldsToRecord';
import { readRecord, type SimpleRecord } from '../../../profit/records/simpleRecord';
import { givenFor } from '../../../parameters/kinds/parameter';
import { bodyProperty, dataMode, fields, recordProperty } from './dataProperties';
import { readAttachments } from './readAttachments';

/**
 * The record of an item from the form, the input item or the simple JSON, with its attachments.
 * @throws ProfitError `input`
 */
export async function readItemRecord(
	context: IExecuteFunctions,
	itemIndex: number,
	info: UpdateConnectorInfo,
): Promise<SimpleRecord> {
	let record =
		dataMode.read(context, itemIndex) === 'record'
			? readRecord(givenFor(context, itemIndex, recordProperty).value, 'Record')
			: mappedRecord(context, itemIndex, info);
	for (const file of await readAttachments(context, itemIndex)) record = attachFile(record, file);
	return record;
}

function mappedRecord(
	context: IExecuteFunctions,
	itemIndex: number,
	info: UpdateConnectorInfo,
): SimpleRecord {
	const filled = fields.read(context, itemIndex);
	return filled === 'fromItem'
		? itemToRecord(context.getInputData()[itemIndex].json, info)
		: fieldsToRecord(filled, info);
}

/** A body that the user wrote. */
export type WrittenBody =
	| { kind: 'json'; body: object | string; json: SimpleRecord; root: string }
	/** XML, as SOAP takes it. */
	| { kind: 'xml'; body: string; root: string };

/**
 * The body of an item as the user wrote it.
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
