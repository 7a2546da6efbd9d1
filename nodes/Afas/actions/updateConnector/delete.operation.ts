import { inputError } from '../../profit/errors/profitError';
import { checkValue } from '../../profit/records/checkValue';
import { findingsError } from '../../profit/records/finding';
import { bareKey, keyFieldsOf } from '../../profit/metainfo/keys';
import type { UpdateConnectorInfo } from '../../profit/metainfo/types';
import { deletedElement } from '../../profit/records/deletedElement';
import type { KeyRecord } from '../../profit/records/answeredRecords';
import type { NamedKey } from '../../profit/records/rowKeys';
import { pathLevels } from '../../profit/rest/paths';
import { isDateObject, isNoValue, toKeyText, toWriteValue } from '../../profit/records/writeValue';
import { hasLostDigits, LOST_DIGITS } from '../../profit/values/number';
import type { ProfitClient } from '../../transport/client';
import { withUpdateInfo } from '../../transport/metainfo';
import type { Operation } from '../operation';
import { callOptions } from '../../parameters/callOptions';
import { chosenField } from '../../parameters/connectorField';
import { updateConnector } from '../../parameters/connectorLocator';
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

const deleteOptions = writeOptionsWith({ path: ifAdded(path) });

/** Deletes a record, or a row in it, for each input item. */
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
	const calls = callOptions(context, itemIndex);
	return await withUpdateInfo(client, connector, calls, async (info) =>
		deleteWith(run, itemIndex, client, info),
	);
}

function deleteWith(
	run: WriteRun,
	itemIndex: number,
	client: ProfitClient,
	info: UpdateConnectorInfo,
): Write {
	const { context } = run;
	const connector = updateConnector.read(context, itemIndex);
	const given = deleteOptions.read(context, itemIndex);
	const keys = readKeys(run, itemIndex, info, given.validate);
	const rows = pathLevels(given.path ?? []);

	const service = run.writesOf(client, itemIndex);
	const subject: WriteSubject = {
		connector,
		action: 'delete',
		key: keyRecord(keys),
		...(rows.length > 0
			? { row: rows.map(({ object, keys: own }) => ({ object, key: keyRecord(own) })) }
			: {}),
	};
	const call = service.removalCall({
		connector,
		root: info.name,
		keys,
		levels: rows,
		dates: new Set(
			info.fields.filter(({ dataType }) => dataType === 'date').map(({ fieldId }) => fieldId),
		),
		keyStyle: given.keyStyle ?? 'attribute',
		element: deletedElement(info, keys, rows, given.keyStyle),
	});
	return given.dryRun
		? dryRunOutput(subject, call, client)
		: { kind: 'call', ...subject, service, call };
}

function keyRecord(keys: NamedKey[]): KeyRecord {
	return Object.fromEntries(keys.map(([name, value]) => [bareKey(name), value]));
}

/** Reads and checks the keys; gives them in the order of the metainfo. */
function readKeys(
	{ context }: WriteRun,
	itemIndex: number,
	info: UpdateConnectorInfo,
	validate: boolean,
): NamedKey[] {
	const given = keysForm.read(context, itemIndex);
	const fieldOf = (name: string) => info.fields.find(({ fieldId }) => fieldId === bareKey(name));
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
	const damaged = entries.filter(([, content]) => hasLostDigits(content));
	if (damaged.length > 0) {
		throw findingsError(damaged.map(([name]) => ({ path: name, message: LOST_DIGITS })));
	}
	const empty = entries.filter(([, content]) => isEmpty(content));
	if (empty.length > 0) {
		throw findingsError(empty.map(([name]) => ({ path: name, message: 'has no value' })));
	}
	const shown = (name: string) => {
		const label = fieldOf(name)?.label;
		return label ? `${name} (${label})` : name;
	};
	if (validate) {
		const findings = entries.flatMap(([name, content]) => {
			const field = fieldOf(name);
			const message = field && checkValue(toWriteValue(content, field), field);
			return message ? [{ path: shown(name), message }] : [];
		});
		if (findings.length > 0) throw findingsError(findings, { judgedByAfas: true });
		const names = new Set(entries.map(([name]) => bareKey(name)));
		const absent = keyFieldsOf(info).filter(({ fieldId }) => !names.has(fieldId));
		if (absent.length > 0) {
			throw findingsError(
				absent.map(({ fieldId }) => ({
					path: shown(fieldId),
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
