import { inputError } from '../../profit/errors/profitError';
import { findingsError } from '../../profit/records/finding';
import { bareKey, keyFieldsOf } from '../../profit/metainfo/keys';
import type { UpdateConnectorInfo } from '../../profit/metainfo/types';
import { deletedElement } from '../../profit/records/deletedElement';
import type { KeyRecord } from '../../profit/records/parseWriteResult';
import { isEmptyKey, type NamedKey } from '../../profit/records/rowKeys';
import { readRecord } from '../../profit/records/simpleRecord';
import { isDateObject, isNoValue, toKeyText } from '../../profit/records/writeValue';
import { readUpdateConnectorInfo } from '../../transport/metainfo';
import type { Operation } from '../operation';
import { callOptions } from '../../parameters/callOptions';
import { readCollection } from '../../parameters/collection';
import { connectorId, updateConnectorLocator } from '../../parameters/connectorLocator';
import { protocolProperty } from '../../parameters/protocol';
import { fieldMapper } from './writes/fieldMapper';
import { filledIn } from './writes/readData';
import { readRowToDelete, rowToDeleteOption } from './writes/rowToDelete';
import { runWrites } from './writes/runWrites';
import { dryRunOutput, type Write, type WriteSubject } from './writes/write';
import { keyStyleOption, writeOptions, writeOptionsCollection } from './writes/writeOptions';
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
		writeOptionsCollection(keyStyleOption, rowToDeleteOption),
	],
	executeAll: async (call) => await runWrites(call, prepareDelete),
};

async function prepareDelete(run: WriteRun, itemIndex: number): Promise<Write> {
	const { context } = run;
	const connector = connectorId(context, itemIndex, updateConnectorLocator);
	const client = await run.customers.of(itemIndex);
	const info = await readUpdateConnectorInfo(client, connector, callOptions(context, itemIndex));
	const keys = readKeys(run, itemIndex, info);
	const levels = readRowToDelete(context, itemIndex);
	const { dryRun, keyStyle } = writeOptions(context, itemIndex);

	const service = run.writesOf(client, itemIndex);
	const subject: WriteSubject = {
		connector,
		action: 'delete',
		key: keyRecord(keys),
		...(levels.length > 0
			? { row: levels.map(({ object, keys: own }) => ({ object, key: keyRecord(own) })) }
			: {}),
	};
	const call = service.remove({
		connector,
		root: info.name,
		keys,
		levels,
		keyStyle: keyStyle ?? 'attribute',
		element: deletedElement(info, keys, levels, keyStyle),
	});
	return dryRun ? dryRunOutput(subject, call) : { kind: 'call', ...subject, service, call };
}

function keyRecord(keys: NamedKey[]): KeyRecord {
	return Object.fromEntries(keys.map(([name, value]) => [bareKey(name), value]));
}

/** The keys in the order of the metainfo. */
function readKeys({ context }: WriteRun, itemIndex: number, info: UpdateConnectorInfo): NamedKey[] {
	const { value } = readCollection(context, 'keys', itemIndex);
	const given = filledIn(context, 'keys', readRecord(value ?? {}, 'Keys'));
	const fieldOf = (name: string) => info.fields.find(({ fieldId }) => fieldId === bareKey(name));
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
			entries.filter(([, content]) => !isEmptyKey(content)).map(([name]) => bareKey(name)),
		);
		const absent = keyFieldsOf(info).filter(({ fieldId }) => !names.has(fieldId));
		if (absent.length > 0) {
			throw findingsError(
				absent.map(({ fieldId, label }) => ({
					path: label ? `${fieldId} (${label})` : fieldId,
					message: 'is a key of the record to delete: fill it in',
				})),
				{ judgedByAfas: true },
			);
		}
	}
	if (entries.length === 0) {
		throw inputError("'Keys' is empty", 'Fill in the fields that identify the record to delete.');
	}
	const place = (name: string) => {
		const index = info.fields.indexOf(fieldOf(name) ?? info.fields[0]);
		return fieldOf(name) ? index : info.fields.length;
	};
	return entries
		.sort(([a], [b]) => place(a) - place(b))
		.map(([name, content]) => [name, toKeyText(content, fieldOf(name))]);
}
