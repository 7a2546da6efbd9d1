import type { IDataObject } from 'n8n-workflow';
import { inputError } from '../../profit/errors/profitError';
import type { UpdateConnectorInfo } from '../../profit/metainfo/types';
import {
	assertFindable,
	assertFindableWithin,
	isMatchedByAfas,
	matchName,
} from '../../profit/records/afasMatch';
import { isUnchanged, keysOfRow, withTrimmedMatches } from '../../profit/records/lookup';
import { identityOf, withKeys } from '../../profit/records/rowKeys';
import type { WriteElement } from '../../profit/records/writeElement';
import { withUpdateInfo } from '../../transport/metainfo';
import type { Operation } from '../operation';
import { callOptions } from '../../parameters/callOptions';
import { updateConnector } from '../../parameters/connectorLocator';
import { protocolProperty } from '../../parameters/protocol';
import { dataProperties } from './writes/dataProperties';
import { findRecord, findRecords, lookedUpName } from './writes/findRecord';
import { lookupProperties, readLookup } from './writes/lookupProperties';
import { elementWrite, readItemElement } from './writes/recordWrite';
import { runWrites } from './writes/runWrites';
import type { Write } from './writes/write';
import { batchSize, skipUnchanged, writeOptions, writeOptionsWith } from './writes/writeOptions';
import type { WriteRun } from './writes/writeRun';

/** Updates the record of each input item if a GetConnector shows it, or else inserts it. */
export const upsert: Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update record',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	builderHint:
		'For imports and synchronisation: it looks the record up first, so that a second run makes nothing twice. An update adds lines again; for records with lines use Look Up, If and Create.',
	properties: [
		updateConnector.property,
		...lookupProperties,
		...dataProperties,
		protocolProperty,
		writeOptionsWith({ batchSize, skipUnchanged }).property,
	],
	executeAll: async (call) =>
		await runWrites(call, prepareUpsert, { nameOf: recordName, beforeChunk: findRecords }),
};

/** Names the record, so that a second item about a new record finds what the first one created. */
async function recordName(run: WriteRun, itemIndex: number): Promise<string | undefined> {
	try {
		const lookup = readLookup(run.context, itemIndex);
		if (lookup) return await lookedUpName(run, itemIndex, lookup);
		return await withInfo(run, itemIndex, async (info) =>
			matchName(await readItemElement(run, itemIndex, info, { withFiles: false })),
		);
	} catch {
		// The item fails with its own message when it is prepared.
		return undefined;
	}
}

async function withInfo<T>(
	{ context, customers }: WriteRun,
	itemIndex: number,
	task: (info: UpdateConnectorInfo) => Promise<T>,
): Promise<T> {
	const connector = updateConnector.read(context, itemIndex);
	const client = await customers.of(itemIndex);
	return await withUpdateInfo(client, connector, callOptions(context, itemIndex), task);
}

async function prepareUpsert(run: WriteRun, itemIndex: number): Promise<Write> {
	return await withInfo(run, itemIndex, async (info) => await upsertWith(run, itemIndex, info));
}

async function upsertWith(
	run: WriteRun,
	itemIndex: number,
	info: UpdateConnectorInfo,
): Promise<Write> {
	const { context } = run;
	const item = await readItemElement(run, itemIndex, info, { withFiles: true });
	const write = async (action: 'create' | 'update' | 'createOrUpdate', element: WriteElement) =>
		await elementWrite(run, itemIndex, info, element, action);

	const lookup = readLookup(context, itemIndex);
	if (!lookup) {
		if (!isMatchedByAfas(item)) throw noLookup();
		assertFindable(item);
		return await write('createOrUpdate', item);
	}
	const element = withTrimmedMatches(item, lookup.matches);
	const { row, keyColumns } = await findRecord(run, itemIndex, info, lookup);
	const options = writeOptions(context, itemIndex);
	if (!row) {
		const created = await write('create', element);
		return created.kind === 'record' ? { ...created, isLookupCreated: true } : created;
	}
	const found = withKeys(element, keysOfRow(row, info, keyColumns), info, options.keyStyle);
	assertFindableWithin(found);
	if (options.skipUnchanged && isUnchanged(element, row, info)) {
		return { kind: 'done', json: unchanged(info, found) };
	}
	return await write('update', found);
}

function unchanged(info: UpdateConnectorInfo, element: WriteElement): IDataObject {
	return {
		connector: info.id,
		action: 'unchanged',
		key: identityOf(element, info),
		results: null,
	};
}

function noLookup() {
	return inputError(
		"'Lookup GetConnector' is empty",
		'Choose a GetConnector that shows whether the record exists. For persons and organisations, AFAS can find the record itself: fill in the field MatchPer or MatchOga.',
	);
}
