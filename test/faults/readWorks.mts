import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { byId } from '../integration/support/profit.mts';
import { randomBytes } from '../simulator/documents.mts';
import { BI_MODEL, biRow } from '../simulator/rest/biRoutes.mts';
import { amsterdamTime } from '../simulator/time.mts';
import { doItems, type FaultTarget, type Protocol, type Stage, type Work } from './work.mts';

/** Rows of a GetConnector, as they reach the simulator. */
export function rowCalls(protocol: Protocol, connector: string): FaultTarget {
	return protocol === 'rest'
		? { path: `/connectors/${connector}` }
		: { path: '/appconnectorget.asmx', contains: connector };
}

const jsons = (output: INodeExecutionData[]) => output.map(({ json }) => json);

/** Whether the rows are those of the whole table, each once; texts are compared with all their accents. */
function areAllRows({ simulator }: Stage, connector: string, rows: IDataObject[]): boolean {
	const table = simulator.table(connector);
	const texts = table.fields.filter(({ dataType }) => dataType === 'string').map(({ id }) => id);
	const text = (row: object) =>
		JSON.stringify(texts.map((field) => (row as IDataObject)[field] ?? null));
	const expected = table.records().map(text).sort();
	const got = rows.map(text).sort();
	return got.length === expected.length && got.every((row, at) => row === expected[at]);
}

/** Tables of which an item reads all rows. */
const TABLES = ['Sim_Ledger', 'Sim_Countries', 'Profit_Country'];
const MOST_ROWS = 500;

/** Reads the tables; one of them is struck. */
export function readingRows(protocol: Protocol, struck = 1): Work {
	return {
		id: `rows.${protocol}`,
		column: 'Rows, one page',
		protocol,
		strikes: 'read',
		tries: 2,
		lockTries: 1,
		others: [0, 1, 2].filter((item) => item !== struck),
		errand: (stage) => ({
			target: rowCalls(protocol, TABLES[struck]),
			before: rowCalls(protocol, TABLES[0]),
			do: async (conditions) =>
				await doItems(
					stage,
					{
						items: TABLES.map((connector) => ({ connector })),
						struck: [struck],
						parameters: {
							resource: 'getConnector',
							operation: 'getMany',
							protocol,
							connector: byId('={{ $json.connector }}'),
							limit: MOST_ROWS,
						},
						// The fault strikes after the first item.
						options: { retries: 1, ...(struck > 0 && { concurrency: 1 }) },
						isWhole: (output, item) => areAllRows(stage, TABLES[item], jsons(output)),
					},
					conditions,
				),
		}),
	};
}

/** A table whose rows take several calls. */
const LONG_TABLE = 'Sim_Subjects';
const LONG_KEY = 'SubjectId';
const PAGE_SIZE = 90;

function downloading(protocol: Protocol): Work {
	const tables = [TABLES[1], LONG_TABLE, TABLES[2]];
	return {
		id: `download.${protocol}`,
		column: 'Rows, many pages',
		protocol,
		strikes: 'read',
		tries: 2,
		lockTries: 1,
		others: [0, 2],
		errand: (stage) => ({
			target: { ...rowCalls(protocol, LONG_TABLE), after: 1 },
			before: rowCalls(protocol, LONG_TABLE),
			do: async (conditions) =>
				await doItems(
					stage,
					{
						items: tables.map((connector) => ({
							connector,
							key: connector === LONG_TABLE ? LONG_KEY : 'CoId',
						})),
						struck: [1],
						parameters: {
							resource: 'getConnector',
							operation: 'getMany',
							protocol,
							connector: byId('={{ $json.connector }}'),
							keyFields: '={{ [$json.key] }}',
							returnAll: true,
						},
						options: { retries: 1, pageSize: PAGE_SIZE, concurrency: 2 },
						isWhole: (output, item) => areAllRows(stage, tables[item], jsons(output)),
						isRightBefore: (output) => areFirstRows(stage, jsons(output)),
					},
					conditions,
				),
		}),
	};
}

/** Whether the rows are the first ones in the order of their keys, none left out and none twice. */
function areFirstRows({ simulator }: Stage, rows: IDataObject[]): boolean {
	const keys = simulator.table(LONG_TABLE).column(LONG_KEY).map(Number);
	keys.sort((a, b) => a - b);
	return rows.every((row, at) => row[LONG_KEY] === keys[at]);
}

const SUBJECT = 50_100;

function gettingAttachment(protocol: Protocol): Work {
	return {
		id: `attachment.${protocol}`,
		column: 'Attachment',
		protocol,
		strikes: 'read',
		tries: 3,
		lockTries: 1,
		others: [0, 2],
		errand(stage, name) {
			const files = [0, 1, 2].map((at) => {
				const file = { name: `Bijlagé ${name} ${at}.bin`, data: randomBytes(5000, at + 1) };
				const fileId = stage.simulator.environment.documents.attach(SUBJECT, file);
				return { ...file, fileId };
			});
			const call = (at: number): FaultTarget =>
				protocol === 'rest'
					? { path: '/subjectconnector/', contains: files[at].fileId }
					: { path: '/appconnectorsubject.asmx', contains: files[at].fileId };
			return {
				target: call(1),
				before: call(0),
				do: async (conditions) =>
					await doItems(
						stage,
						{
							items: files.map(({ fileId }) => ({ fileId })),
							struck: [1],
							parameters: {
								resource: 'file',
								operation: 'getAttachment',
								protocol,
								subjectId: String(SUBJECT),
								fileId: '={{ $json.fileId }}',
							},
							// The fault strikes after the first item.
							options: { concurrency: 1 },
							isWhole: ([item, ...more], at) =>
								item !== undefined &&
								more.length === 0 &&
								item.json.fileName === files[at].name &&
								bytesOf(item).equals(files[at].data),
						},
						conditions,
					),
			};
		},
	};
}

const bytesOf = ({ binary }: INodeExecutionData) => Buffer.from(binary?.data.data ?? '', 'base64');

function gettingReport(protocol: Protocol): Work {
	return {
		id: `report.${protocol}`,
		column: 'Report',
		protocol,
		strikes: 'read',
		tries: 3,
		lockTries: 1,
		others: [0, 2],
		errand(stage, name) {
			const [[reportId]] = stage.simulator.environment.documents.reports;
			const values = [0, 1, 2].map((at) => `${name}-${at}`);
			const call = (at: number): FaultTarget => ({
				path: protocol === 'rest' ? '/reportconnector/' : '/appconnectorreport.asmx',
				contains: values[at],
			});
			return {
				target: call(1),
				before: call(0),
				do: async (conditions) =>
					await doItems(
						stage,
						{
							items: values.map((value) => ({ value })),
							struck: [1],
							parameters: {
								resource: 'report',
								operation: 'get',
								protocol,
								reportId,
								filterMode: 'builder',
								filterGroups: filterOn('U001', '={{ $json.value }}'),
							},
							// The fault strikes after the first item.
							options: { concurrency: 1 },
							isWhole: ([item, ...more], at) =>
								item !== undefined &&
								more.length === 0 &&
								bytesOf(item).toString() === `%PDF-1.7\nU001 1 ${values[at]}\n%%EOF\n`,
						},
						conditions,
					),
			};
		},
	};
}

/** A filter on one field, as the builder of the form holds it. */
export function filterOn(field: string, value: string): IDataObject {
	return { group: [{ conditions: { condition: [{ field, operator: 'equal', value }] } }] };
}

const BI_ACCOUNTS = ['000001', '000002', '000003'];

/** The only kind of read that AFAS redirects: to the newest version of the model, which is the call that is struck. */
const readingBiModel: Work = {
	id: 'bi.rest',
	column: 'BI model',
	protocol: 'rest',
	strikes: 'read',
	tries: 3,
	lockTries: 1,
	others: [0, 2],
	errand(stage) {
		const { settings } = stage.simulator;
		settings.biRows = 3000;
		const expected = (account: string) =>
			Array.from({ length: settings.biRows }, (_none, at) => biRow(at)).filter(
				({ Account }) => Account === account,
			);
		const call = (at: number): FaultTarget => ({
			path: `/bi/${BI_MODEL}/v2`,
			contains: BI_ACCOUNTS[at],
		});
		return {
			target: call(1),
			before: call(0),
			do: async (conditions) =>
				await doItems(
					stage,
					{
						items: BI_ACCOUNTS.map((account) => ({ account })),
						struck: [1],
						parameters: {
							resource: 'biModel',
							operation: 'getMany',
							model: BI_MODEL,
							returnAll: true,
							filter: "=Account eq '{{ $json.account }}'",
						},
						// The fault strikes after the first item.
						options: { concurrency: 1 },
						isWhole: (output, at) =>
							JSON.stringify(jsons(output)) === JSON.stringify(expected(BI_ACCOUNTS[at])),
					},
					conditions,
				),
		};
	},
};

/** Where rows change that a poll must find. */
const POLLED_TABLE = 'Sim_Debtors';
const CHANGED = ['000010', '000017', '000024'];

/** Three rows change, and the poll that is to find them is struck; when it fails, the next one must bring them. */
function polling(protocol: Protocol): Work {
	return {
		id: `poll.${protocol}`,
		column: 'Polling trigger',
		protocol,
		strikes: 'read',
		tries: 3,
		lockTries: 1,
		hasNoItems: true,
		others: [],
		errand(stage, name) {
			const staticData: IDataObject = {};
			const names = CHANGED.map((id) => `Café ${name} ${id}`);
			const poll = async (timeout?: number) => {
				const items = await stage.n8n.poll({
					node: 'afasTrigger',
					credential: stage.credential,
					staticData,
					parameters: {
						connector: byId(POLLED_TABLE),
						event: 'createdOrUpdated',
						modifiedField: 'ModifiedDate',
						keyFields: ['DebtorId'],
						protocol,
						options: timeout ? { timeout } : {},
					},
				});
				return items?.[0] ?? [];
			};
			return {
				target: rowCalls(protocol, POLLED_TABLE),
				async prepare() {
					await poll();
					const table = stage.simulator.table(POLLED_TABLE);
					CHANGED.forEach((id, at) =>
						table.update(table.find({ DebtorId: id })[0], {
							ModifiedDate: amsterdamTime(Date.now()),
							DebtorName: names[at],
						}),
					);
				},
				async do({ timeout, mend }) {
					const items: INodeExecutionData[] = [];
					let error: (Error & { description?: string | null }) | undefined;
					try {
						items.push(...(await poll(timeout)));
					} catch (thrown) {
						error = thrown as typeof error;
					}
					await mend();
					// Rows that came must not come again.
					items.push(...(await poll()), ...(await poll()));
					const got = items.map(({ json }) => String(json.DebtorName)).sort();
					return {
						told: error && { message: error.message, nextStep: String(error.description ?? '') },
						isWhole: JSON.stringify(got) === JSON.stringify(names),
						others: [],
						kept: [items, error, staticData],
					};
				},
			};
		},
	};
}

const PROTOCOLS: Protocol[] = ['rest', 'soap'];

export const READ_WORKS: Work[] = [
	...PROTOCOLS.map((protocol) => readingRows(protocol)),
	...PROTOCOLS.map(downloading),
	...PROTOCOLS.map(polling),
	...PROTOCOLS.map(gettingAttachment),
	...PROTOCOLS.map(gettingReport),
	readingBiModel,
];
