import type { IDataObject } from 'n8n-workflow';
import { byId } from '../integration/support/profit.mts';
import { stored } from '../integration/support/writes.mts';
import { rowCalls } from './readWorks.mts';
import {
	doItems,
	type FaultTarget,
	type ItemsErrand,
	type Protocol,
	type Stage,
	type Work,
} from './work.mts';

const ORDERS = 'FbSales';
const ORDER_ROWS = 'Sim_SalesOrders';

/** The calls that write records with this text in them. */
export function writeCalls(protocol: Protocol, contains: string): FaultTarget {
	return protocol === 'rest'
		? { method: 'POST', path: '/connectors/', contains }
		: { path: '/appconnectorupdate.asmx', contains };
}

const timesOrdered = (stage: Stage, reference: string) =>
	stored(stage, ORDER_ROWS, 'CustomerReference', reference).length;

/** An item's order is written when AFAS said so: with its number where the answer holds it. */
const isWritten: ItemsErrand['isWhole'] = ([item, ...more]) =>
	more.length === 0 && typeof item?.json.action === 'string';

function ordering(
	protocol: Protocol,
	references: string[],
	struck: number[],
	options: IDataObject,
): Omit<ItemsErrand, 'written'> {
	return {
		items: references.map((reference) => ({ reference })),
		struck,
		parameters: {
			resource: 'updateConnector',
			operation: 'create',
			protocol,
			connector: byId(ORDERS),
			dataMode: 'record',
			record: "={{ { DbId: '000010', RfCs: $json.reference } }}",
		},
		options: { retryLocks: 1, ...options },
		isWhole: isWritten,
	};
}

/** Creates an order per item; one of them is struck. */
export function creating(protocol: Protocol, struck = 1): Work {
	return {
		id: `create.${protocol}`,
		column: 'Create',
		protocol,
		strikes: 'write',
		tries: 3,
		lockTries: 2,
		others: [0, 1, 2].filter((item) => item !== struck),
		errand(stage, name) {
			const references = [0, 1, 2].map((at) => `${name}-${at}`);
			return {
				target: writeCalls(protocol, references[struck]),
				before: writeCalls(protocol, references[0]),
				do: async (conditions) =>
					await doItems(
						stage,
						{
							...ordering(protocol, references, [struck], {}),
							written: (item) => timesOrdered(stage, references[item]),
						},
						conditions,
					),
			};
		},
	};
}

/** Two orders in a call, three calls; the second is struck. */
function creatingBatches(protocol: Protocol): Work {
	return {
		id: `batch.${protocol}`,
		column: 'Create, several in a call',
		protocol,
		strikes: 'write',
		tries: 3,
		lockTries: 2,
		others: [0, 1, 4, 5],
		errand(stage, name) {
			const references = [0, 0, 1, 1, 2, 2].map((batch, at) => `${name}-${batch}-${at}`);
			return {
				target: writeCalls(protocol, `${name}-1-`),
				before: writeCalls(protocol, `${name}-0-`),
				do: async (conditions) =>
					await doItems(
						stage,
						{
							...ordering(protocol, references, [2, 3], { batchSize: 2 }),
							written: (item) => timesOrdered(stage, references[item]),
						},
						conditions,
					),
			};
		},
	};
}

/** Deletes a dossier item per input item; the second is struck. */
function deleting(protocol: Protocol): Work {
	return {
		id: `delete.${protocol}`,
		column: 'Delete',
		protocol,
		strikes: 'write',
		tries: 3,
		lockTries: 2,
		others: [0, 2],
		errand(stage) {
			const table = stage.simulator.table('Sim_Subjects');
			const ids = table.column('SubjectId').slice(-3).map(String);
			const call = (at: number): FaultTarget =>
				protocol === 'rest'
					? { method: 'DELETE', contains: ids[at] }
					: { path: '/appconnectorupdate.asmx', contains: ids[at] };
			return {
				target: call(1),
				before: call(0),
				do: async (conditions) =>
					await doItems(
						stage,
						{
							items: ids.map((id) => ({ id })),
							struck: [1],
							parameters: {
								resource: 'updateConnector',
								operation: 'delete',
								protocol,
								connector: byId('KnSubject'),
								keys: { mappingMode: 'defineBelow', value: { SbId: '={{ $json.id }}' } },
							},
							options: { retryLocks: 1 },
							isWhole: ([item]) => item?.json.deleted === true,
							written: (item) => (table.find({ SubjectId: ids[item] }).length === 0 ? 1 : 0),
						},
						conditions,
					),
			};
		},
	};
}

/** Looks an order up and creates it; either call of the second item may be struck. */
function upserting(strikes: 'write' | 'before', protocol: Protocol): Work {
	return {
		id: strikes === 'write' ? `upsert.${protocol}` : `lookup.${protocol}`,
		column: strikes === 'write' ? 'Create or Update' : 'Create or Update, its lookup',
		protocol,
		strikes,
		tries: 3,
		lockTries: 2,
		others: [0, 2],
		errand(stage, name) {
			const references = [0, 1, 2].map((at) => `${name}-${at}`);
			const call = (at: number): FaultTarget =>
				strikes === 'write'
					? writeCalls(protocol, references[at])
					: { ...rowCalls('rest', ORDER_ROWS), contains: references[at] };
			return {
				target: call(1),
				before: call(0),
				do: async (conditions) =>
					await doItems(
						stage,
						{
							items: references.map((reference) => ({ reference })),
							struck: [1],
							parameters: {
								resource: 'updateConnector',
								operation: 'upsert',
								protocol,
								connector: byId(ORDERS),
								lookupConnector: byId(ORDER_ROWS),
								lookupMatch: {
									field: [{ field: 'CustomerReference', value: '={{ $json.reference }}' }],
								},
								lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
								dataMode: 'record',
								record: "={{ { DbId: '000010', RfCs: $json.reference } }}",
							},
							options: { retryLocks: 1 },
							isWhole: isWritten,
							written: (item) => timesOrdered(stage, references[item]),
						},
						conditions,
					),
			};
		},
	};
}

/** The fields of an UpdateConnector are read before the first item is written. */
const readingFieldsFirst: Work = {
	id: 'fields.rest',
	column: 'Create, its field list',
	protocol: 'rest',
	strikes: 'before',
	tries: 3,
	lockTries: 2,
	isShared: true,
	others: [1, 2],
	errand(stage, name) {
		const references = [0, 1, 2].map((at) => `${name}-${at}`);
		return {
			target: { path: `/metainfo/update/${ORDERS}` },
			do: async (conditions) =>
				await doItems(
					stage,
					{
						...ordering('rest', references, [0], {}),
						written: (item) => timesOrdered(stage, references[item]),
					},
					conditions,
				),
		};
	},
};

const PROTOCOLS: Protocol[] = ['rest', 'soap'];

export const WRITE_WORKS: Work[] = [
	...PROTOCOLS.map((protocol) => creating(protocol)),
	...PROTOCOLS.map(creatingBatches),
	...PROTOCOLS.map(deleting),
	...PROTOCOLS.map((protocol) => upserting('write', protocol)),
	// The lookup is over REST, whatever the protocol of the write.
	upserting('before', 'rest'),
	readingFieldsFirst,
];
