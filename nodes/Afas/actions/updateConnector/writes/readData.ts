import type { IExecuteFunctions } from 'n8n-workflow';
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

/** A body that the user wrote, and the name of the root in it. */
export interface WrittenBody {
	body: object | string;
	/** The same as an object. */
	json: SimpleRecord;
	root: string;
}

/**
 * The body of an item as the user wrote it.
 * @throws ProfitError `input` when it is no JSON object
 */
export function readWrittenBody(context: IExecuteFunctions, itemIndex: number): WrittenBody {
	const { value } = givenFor(context, itemIndex, bodyProperty);
	const json = readRecord(value, 'Body');
	const body = typeof value === 'string' ? value : json;
	return { body, json, root: Object.keys(json)[0] ?? '' };
}
