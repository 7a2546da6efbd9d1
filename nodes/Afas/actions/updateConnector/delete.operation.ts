import type { INodeProperties } from 'n8n-workflow';
import { findingsError } from '../../profit/records/finding';
import type { UpdateConnectorInfo } from '../../profit/metainfo/types';
import { pathLevels, type PathKey } from '../../profit/rest/paths';
import { readRecord } from '../../profit/records/simpleRecord';
import { isDateObject, isNoValue, toKeyText } from '../../profit/records/writeValue';
import { readUpdateConnectorInfo } from '../../transport/metainfo';
import type { Operation } from '../operation';
import { callOptions } from '../../parameters/callOptions';
import { readCollection, readEntries } from '../../parameters/collection';
import { connectorId, updateConnectorLocator } from '../../parameters/connectorLocator';
import { protocolProperty } from '../../parameters/protocol';
import { parameterText } from '../../parameters/textParameter';
import { fieldMapper } from './writes/fieldMapper';
import { filledIn } from './writes/readData';
import { runWrites } from './writes/runWrites';
import { dryRunOutput, type Write, type WriteSubject } from './writes/write';
import { writeOptions, writeOptionsCollection } from './writes/writeOptions';
import type { WriteRun } from './writes/writeRun';

const keysProperty = fieldMapper({
	displayName: 'Keys',
	name: 'keys',
	description: 'The fields that identify the record to delete. All of them are needed.',
	columns: 'getKeyColumns',
	heading: 'Keys',
	words: { singular: 'key', plural: 'keys' },
	fromItem: false,
});

const keyStyleOption: INodeProperties = {
	displayName: 'Key Style',
	name: 'keyStyle',
	type: 'options',
	default: 'attribute',
	description:
		'How AFAS wants the keys of this UpdateConnector. Change it when AFAS does not find a key.',
	options: [
		{ name: 'With @', value: 'attribute', description: 'For example @SbId' },
		{ name: 'Without @', value: 'plain', description: 'For example SbId' },
	],
};

const PATH = "'Row to Delete'";

const pathOption: INodeProperties = {
	displayName: 'Row to Delete',
	name: 'path',
	type: 'fixedCollection',
	placeholder: 'Add Key',
	typeOptions: { multipleValues: true, sortable: true },
	default: {},
	description:
		'Which row of a sub-object to delete instead of the whole record. Two keys with the same sub-object identify one row.',
	options: [
		{
			displayName: 'Key of a Row',
			name: 'level',
			values: [
				{
					displayName: 'Sub-Object Name or ID',
					name: 'object',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getNestedObjects',
						loadOptionsDependsOn: ['connector.value'],
					},
					default: '',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
				{
					displayName: 'Key Field',
					name: 'field',
					type: 'string',
					default: '',
					placeholder: 'e.g. GuLi',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. {1F0C2D3E-4B5A-4677-8899-AABBCCDDEEFF}',
				},
			],
		},
	],
};

/** Deletes a record, or a row in it, per input item. */
export const deleteRecord: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete record',
	description: 'Delete a record from Profit for good, or a row of one of its sub-objects',
	properties: [
		updateConnectorLocator,
		keysProperty,
		protocolProperty,
		writeOptionsCollection(keyStyleOption, pathOption),
	],
	executeAll: async (call) => await runWrites(call, prepareDelete),
};

async function prepareDelete(run: WriteRun, itemIndex: number): Promise<Write> {
	const { context } = run;
	const connector = connectorId(context, itemIndex, updateConnectorLocator);
	const client = await run.customers.of(itemIndex);
	const info = await readUpdateConnectorInfo(client, connector, callOptions(context, itemIndex));
	const keys = readKeys(run, itemIndex, info);
	const { path, keyStyle } = readCollection(context, 'options', itemIndex);
	const rows = readEntries(path, 'level').map(({ object, field, value }) => ({
		object: parameterText(object, PATH).trim(),
		field: parameterText(field, PATH).trim(),
		value: parameterText(value, PATH),
	}));

	const service = run.writesOf(client, itemIndex);
	const subject: WriteSubject = {
		connector,
		action: 'delete',
		key: Object.fromEntries(keys.map(([field, value]) => [field.replace(/^@/, ''), String(value)])),
	};
	const call = service.remove({
		connector,
		root: info.name,
		keys,
		levels: pathLevels(rows),
		keyStyle: keyStyle === 'plain' ? 'plain' : 'attribute',
	});
	const { dryRun } = writeOptions(context, itemIndex);
	return dryRun ? dryRunOutput(subject, call) : { kind: 'call', ...subject, service, call };
}

/** The keys in the order of the metainfo. */
function readKeys({ context }: WriteRun, itemIndex: number, info: UpdateConnectorInfo): PathKey[] {
	const { value } = readCollection(context, 'keys', itemIndex);
	const given = filledIn(context, 'keys', readRecord(value ?? {}, 'Keys'));
	const fieldOf = (name: string) =>
		info.fields.find(({ fieldId }) => fieldId === name.replace(/^@/, ''));
	const entries = Object.entries(given).filter(([, content]) => content !== undefined);
	const unfit = entries.filter(
		([, content]) =>
			isNoValue(content) ||
			(typeof content === 'object' && content !== null && !isDateObject(content)),
	);
	if (unfit.length > 0) {
		throw findingsError(
			unfit.map(([name]) => ({ path: name, message: 'takes one text, number or date' })),
		);
	}
	if (writeOptions(context, itemIndex).validate) {
		const names = new Set(
			entries
				.filter(([, content]) => content !== null && content !== '')
				.map(([name]) => name.replace(/^@/, '')),
		);
		const absent = info.fields.filter(
			({ primaryKey, fieldId }) => primaryKey && !names.has(fieldId),
		);
		if (absent.length > 0) {
			throw findingsError(
				absent.map(({ fieldId, label }) => ({
					path: label ? `${fieldId} (${label})` : fieldId,
					message: 'is a key of the record to delete: fill it in',
				})),
			);
		}
	}
	const place = (name: string) => {
		const index = info.fields.indexOf(fieldOf(name) ?? info.fields[0]);
		return fieldOf(name) ? index : info.fields.length;
	};
	return entries
		.sort(([a], [b]) => place(a) - place(b))
		.map(([name, content]) => [name, toKeyText(content, fieldOf(name))]);
}
