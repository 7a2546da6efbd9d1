import type { IDataObject } from 'n8n-workflow';
import { inputError } from '../../profit/errors/profitError';
import { fieldFinder } from '../../profit/metainfo/knownFields';
import type { UpdateConnectorInfo } from '../../profit/metainfo/types';
import { isUnchanged, keysOfRow, lookupFilter, withKeys } from '../../profit/records/lookup';
import { isSimpleRecord, type SimpleRecord } from '../../profit/records/simpleRecord';
import type { KeyEntry, WriteElement } from '../../profit/records/writeElement';
import { withAfasDates } from '../../profit/query/filterValues';
import type { Row } from '../../profit/values/cell';
import { getOwn, setOwn } from '../../profit/values/ownProperty';
import type { ProfitClient } from '../../transport/client';
import { readUpdateConnectorInfo } from '../../transport/metainfo';
import { serviceOf } from '../../transport/service';
import type { Operation } from '../operation';
import { callOptions } from '../../parameters/callOptions';
import { connectorId, updateConnectorLocator } from '../../parameters/connectorLocator';
import { protocolProperty } from '../../parameters/protocol';
import { dataProperties } from './writes/dataProperties';
import { lookupProperties, readLookup, type Lookup } from './writes/lookupProperties';
import { dataMode, readWrittenBody, type WrittenBody } from './writes/readData';
import { bodyWrite, elementWrite, readItemElement } from './writes/recordWrite';
import { runWrites } from './writes/runWrites';
import type { Write } from './writes/write';
import {
	batchSizeOption,
	skipUnchangedOption,
	writeOptions,
	writeOptionsCollection,
} from './writes/writeOptions';
import type { WriteRun } from './writes/writeRun';

/** Updates a record per input item when a GetConnector shows it, else inserts it. */
export const upsert: Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update record',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	properties: [
		updateConnectorLocator,
		...lookupProperties,
		...dataProperties,
		protocolProperty,
		writeOptionsCollection(batchSizeOption, skipUnchangedOption),
	],
	executeAll: async (call) => await runWrites(call, prepareUpsert, lookedUpRecord),
};

/** Two items about one new record: the second must find what the first one made. */
function lookedUpRecord({ context }: WriteRun, itemIndex: number): string | undefined {
	try {
		const lookup = readLookup(context, itemIndex);
		return lookup && JSON.stringify([lookup.connector, lookup.matches]);
	} catch {
		// The item fails when it is prepared, with its message.
		return undefined;
	}
}

async function prepareUpsert(run: WriteRun, itemIndex: number): Promise<Write> {
	const { context } = run;
	const client = await run.customers.of(itemIndex);
	const connector = connectorId(context, itemIndex, updateConnectorLocator);
	const info = await readUpdateConnectorInfo(client, connector, callOptions(context, itemIndex));
	const data = await readUpsertData(run, itemIndex, info);

	const lookup = readLookup(context, itemIndex);
	if (!lookup) {
		if (!data.matchedByAfas) throw noLookup();
		return await data.write('createOrUpdate');
	}
	const row = await findRow(run, client, itemIndex, lookup);
	const { skipUnchanged, dryRun } = writeOptions(context, itemIndex);
	if (!row) {
		if (!dryRun) run.hints.addLookupCreated();
		return await data.write('create');
	}
	const keys = keysOfRow(row, info, lookup.keys);
	if (skipUnchanged && data.element && isUnchanged(data.element, row)) {
		const json: IDataObject = {
			connector,
			action: 'unchanged',
			key: Object.fromEntries(keys),
			results: null,
		};
		return { kind: 'done', json };
	}
	return await data.write('update', keys);
}

function noLookup() {
	return inputError(
		"'Lookup GetConnector' is empty",
		'Choose a GetConnector that shows whether the record exists. For persons and organisations, AFAS can find the record itself: fill in the field MatchPer or MatchOga.',
	);
}

/** The row of the record; undefined when there is none. */
async function findRow(
	{ context }: WriteRun,
	client: ProfitClient,
	itemIndex: number,
	{ connector, matches }: Lookup,
): Promise<Row | undefined> {
	const calls = callOptions(context, itemIndex);
	const service = serviceOf(client, 'rest');
	const info = await service.info(connector, calls);
	const known = fieldFinder(connector, info);
	const named = matches.map(({ field, value }) => ({
		field: field && known(field, 'Lookup Match'),
		value,
	}));
	const filter = withAfasDates(lookupFilter(named), info.fields);
	const rows = await service.rows(info, calls).read({
		connector,
		filter,
		sort: [],
		skip: 0,
		take: 2,
	});
	if (rows.length > 1) {
		const columns = named.map(({ field }) => field).join(', ');
		throw inputError(
			`Not sent: several rows of ${connector} have these values for ${columns}`,
			"It is not clear which record is meant. Add columns under 'Lookup Match' until only one row is left.",
		);
	}
	return rows[0];
}

/** What an item writes, before it is known whether the record exists. */
interface UpsertData {
	/** Not of a body that the user wrote. */
	element?: WriteElement;
	/** Whether AFAS finds the record itself. */
	matchedByAfas: boolean;
	/** @param keys of the record that was found */
	write(action: 'create' | 'update' | 'createOrUpdate', keys?: KeyEntry[]): Promise<Write>;
}

async function readUpsertData(
	run: WriteRun,
	itemIndex: number,
	info: UpdateConnectorInfo,
): Promise<UpsertData> {
	if (dataMode(run.context, itemIndex) === 'body') {
		const written = readWrittenBody(run.context, itemIndex);
		return {
			matchedByAfas: hasMatch(getOwn(bodyElement(written) ?? {}, 'Fields')),
			async write(action, keys = []) {
				const subject = { connector: info.id, action, key: Object.fromEntries(keys) };
				const body = keys.length > 0 ? bodyWithKeys(written, keys) : written.body;
				return await bodyWrite(run, itemIndex, subject, written.root, body);
			},
		};
	}
	const element = await readItemElement(run, itemIndex, info);
	return {
		element,
		matchedByAfas: hasMatch(Object.fromEntries(element.fields)),
		async write(action, keys = []) {
			const found = keys.length > 0 ? withKeys(element, keys) : element;
			return await elementWrite(run, itemIndex, info, found, action);
		},
	};
}

function hasMatch(fields: unknown): boolean {
	return (
		isSimpleRecord(fields) &&
		['MatchPer', 'MatchOga'].some((name) => String(getOwn(fields, name) ?? '') !== '')
	);
}

/** The only Element of a body; undefined when there are several or none. */
function bodyElement({ json, root }: WrittenBody): SimpleRecord | undefined {
	const content = getOwn(json, root);
	const element = isSimpleRecord(content) ? getOwn(content, 'Element') : undefined;
	const only: unknown = Array.isArray(element) && element.length === 1 ? element[0] : element;
	return isSimpleRecord(only) ? only : undefined;
}

/** The body with the keys of the record that was found as attributes of its Element. */
function bodyWithKeys(written: WrittenBody, keys: KeyEntry[]): SimpleRecord {
	const element = bodyElement(written);
	if (!element) {
		throw inputError(
			"'Body' does not hold exactly one Element, so the record that was found cannot be put into it",
			'Write one record per item as { "Root": { "Element": { … } } }.',
		);
	}
	const withKey: SimpleRecord = {};
	for (const [id, value] of keys) setOwn(withKey, `@${id}`, value);
	return { ...written.json, [written.root]: { Element: { ...element, ...withKey } } };
}
