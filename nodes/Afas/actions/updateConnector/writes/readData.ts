import type { IExecuteFunctions } from 'n8n-workflow';
import type { UpdateConnectorInfo } from '../../../profit/metainfo/types';
import { attachFile } from '../../../profit/records/attachFile';
import { fieldsToRecord, itemToRecord } from '../../../profit/records/fieldsToRecord';
import {
	isSimpleRecord,
	readRecord,
	type SimpleRecord,
} from '../../../profit/records/simpleRecord';
import { getOwn, setOwn } from '../../../profit/values/ownProperty';
import { readCollection } from '../../../parameters/collection';
import { readAttachments } from './readAttachments';

export type DataMode = 'fields' | 'record' | 'body';

/** In which of its forms an item gives what is to be written. */
export function dataMode(context: IExecuteFunctions, itemIndex: number): DataMode {
	return context.getNodeParameter('dataMode', itemIndex, 'fields') as DataMode;
}

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
		dataMode(context, itemIndex) === 'record'
			? readRecord(context.getNodeParameter('record', itemIndex, ''), 'Record')
			: mappedRecord(context, itemIndex, info);
	for (const file of await readAttachments(context, itemIndex)) record = attachFile(record, file);
	return record;
}

function mappedRecord(
	context: IExecuteFunctions,
	itemIndex: number,
	info: UpdateConnectorInfo,
): SimpleRecord {
	const mapper = readCollection(context, 'fields', itemIndex);
	if (mapper.mappingMode === 'autoMapInputData') {
		// `value` may hold what the form held before.
		return itemToRecord(context.getInputData()[itemIndex].json, info);
	}
	return fieldsToRecord(
		filledIn(context, 'fields', readRecord(mapper.value ?? {}, 'Fields')),
		info,
	);
}

/**
 * The values of a mapper without boxes that the user left empty. An expression that gives an empty text is kept: it
 * makes a field empty.
 */
export function filledIn(
	context: IExecuteFunctions,
	parameter: string,
	value: SimpleRecord,
): SimpleRecord {
	const asWritten = getOwn(context.getNode().parameters, parameter);
	const boxes = isSimpleRecord(asWritten) ? getOwn(asWritten, 'value') : undefined;
	const filled: SimpleRecord = {};
	for (const [name, content] of Object.entries(value)) {
		const isEmptyBox = isSimpleRecord(boxes) && getOwn(boxes, name) === '';
		if (!isEmptyBox) setOwn(filled, name, content);
	}
	return filled;
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
	const value = context.getNodeParameter('body', itemIndex, '');
	const json = readRecord(value, 'Body');
	const body = typeof value === 'string' ? value : json;
	return { body, json, root: Object.keys(json)[0] ?? '' };
}
