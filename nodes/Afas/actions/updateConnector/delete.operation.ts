import { findingsError } from '../../profit/records/finding';
import type { UpdateConnectorInfo } from '../../profit/metainfo/types';
import { pathLevels, type KeyStyle, type PathKey } from '../../profit/rest/paths';
import { isDateObject, isNoValue, toKeyText } from '../../profit/records/writeValue';
import { readUpdateConnectorInfo } from '../../transport/metainfo';
import type { Operation } from '../operation';
import { callOptions } from '../../parameters/callOptions';
import { chosenField } from '../../parameters/connectorField';
import { updateConnector } from '../../parameters/connectorLocator';
import { choice } from '../../parameters/kinds/choice';
import { entries, ifAdded } from '../../parameters/kinds/collection';
import { isEmpty } from '../../parameters/kinds/parameter';
import { text } from '../../parameters/kinds/text';
import { protocolProperty } from '../../parameters/protocol';
import { fieldMapper } from './writes/fieldMapper';
import { runWrites } from './writes/runWrites';
import { dryRunOutput, type Write, type WriteSubject } from './writes/write';
import { writeOptionsWith } from './writes/writeOptions';
import type { WriteRun } from './writes/writeRun';

const keysForm = fieldMapper({
	displayName: 'Keys',
	name: 'keys',
	description: 'The fields that identify the record to delete. All of them are needed.',
	columns: 'getKeyColumns',
	heading: 'Keys',
	words: { singular: 'key', plural: 'keys' },
	fromItem: false,
});

const keyStyle = choice<KeyStyle>({
	displayName: 'Key Style',
	name: 'keyStyle',
	default: 'attribute',
	optional: true,
	description:
		'How AFAS wants the keys of this UpdateConnector. Change it when AFAS does not find a key.',
	options: [
		{ name: 'With @', value: 'attribute', description: 'For example @SbId' },
		{ name: 'Without @', value: 'plain', description: 'For example SbId' },
	],
});

const path = entries({
	displayName: 'Row to Delete',
	name: 'path',
	needsEntry: true,
	placeholder: 'Add Key',
	sortable: true,
	description:
		'Which row of a sub-object to delete instead of the whole record. Two keys with the same sub-object identify one row.',
	entry: { displayName: 'Key of a Row', name: 'level' },
	of: {
		object: chosenField('getNestedObjects', 'connector', {
			displayName: 'Sub-Object Name or ID',
			name: 'object',
			empty: 'refused',
		}),
		field: text({
			displayName: 'Key Field',
			name: 'field',
			empty: 'refused',
			placeholder: 'e.g. GuLi',
		}),
		value: text({
			displayName: 'Value',
			name: 'value',
			empty: 'refused',
			keepsBlanks: true,
			placeholder: 'e.g. {1F0C2D3E-4B5A-4677-8899-AABBCCDDEEFF}',
		}),
	},
});

const deleteOptions = writeOptionsWith({ keyStyle, path: ifAdded(path) });

/** Deletes a record, or a row in it, per input item. */
export const deleteRecord: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete record',
	description: 'Delete a record from Profit for good, or a row of one of its sub-objects',
	properties: [
		updateConnector.property,
		keysForm.property,
		protocolProperty,
		deleteOptions.property,
	],
	executeAll: async (call) => await runWrites(call, prepareDelete),
};

async function prepareDelete(run: WriteRun, itemIndex: number): Promise<Write> {
	const { context } = run;
	const connector = updateConnector.read(context, itemIndex);
	const client = await run.customers.of(itemIndex);
	const info = await readUpdateConnectorInfo(client, connector, callOptions(context, itemIndex));
	const given = deleteOptions.read(context, itemIndex);
	const keys = readKeys(run, itemIndex, info, given.validate);

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
		levels: pathLevels(given.path ?? []),
		keyStyle: given.keyStyle,
	});
	return given.dryRun ? dryRunOutput(subject, call) : { kind: 'call', ...subject, service, call };
}

/** The keys in the order of the metainfo. */
function readKeys(
	{ context }: WriteRun,
	itemIndex: number,
	info: UpdateConnectorInfo,
	validate: boolean,
): PathKey[] {
	const given = keysForm.read(context, itemIndex);
	const fieldOf = (name: string) =>
		info.fields.find(({ fieldId }) => fieldId === name.replace(/^@/, ''));
	const entries = Object.entries(given);
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
	const empty = entries.filter(([, content]) => isEmpty(content));
	if (empty.length > 0) {
		throw findingsError(empty.map(([name]) => ({ path: name, message: 'has no value' })));
	}
	if (validate) {
		const names = new Set(entries.map(([name]) => name.replace(/^@/, '')));
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
