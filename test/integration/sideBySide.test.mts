// Input items that are worked on side by side: the same result as one after another.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { randomBytes } from '../simulator/documents.mts';
import { byId, openStage, type Stage } from './support/profit.mts';

const DELAY_MS = 20;
const SUBJECT = 70_001;
const IMAGE = 'A1B2C3D4E5F60718293A4B5C6D7E8F90';
const REPORT = 'CF761B2F7099455B8C5227639C447689';

let stage: Stage;
let fileIds: string[];

beforeAll(async () => {
	stage = await openStage({ bigRows: 10, orderRows: 10 });
	const { documents } = stage.simulator.environment;
	fileIds = Array.from({ length: 30 }, (_, at) =>
		documents.attach(SUBJECT, { name: `${at}.bin`, data: randomBytes(50, at + 1) }),
	);
});
afterAll(() => stage.simulator.close());
beforeEach(() => {
	stage.simulator.reset();
	stage.simulator.settings.faults = [];
});
afterEach(() => expect(stage.simulator.violations).toEqual([]));

const attachment = { resource: 'file', operation: 'getAttachment', subjectId: String(SUBJECT) };

const WORKS: Array<[name: string, parameters: IDataObject]> = [
	['attachments over REST', { ...attachment, fileId: '={{ $json.fileId }}' }],
	['attachments over SOAP', { ...attachment, fileId: '={{ $json.fileId }}', protocol: 'soap' }],
	[
		'files',
		{
			resource: 'file',
			operation: 'getFile',
			fileId: '={{ $json.fileId }}',
			fileName: '={{ $json.name }}',
		},
	],
	['images', { resource: 'file', operation: 'getImage', imageId: IMAGE }],
	['reports', { resource: 'report', operation: 'get', reportId: REPORT }],
];

const itemsOf = (bad: number[] = []) =>
	fileIds.map((fileId, at) => ({
		fileId: bad.includes(at) ? `${'F'.repeat(30)}${10 + at}` : fileId,
		name: `${at}.bin`,
	}));

async function run(parameters: IDataObject, concurrency: number, bad: number[] = []) {
	stage.simulator.reset();
	// What is done one after another needs no time to meet.
	stage.simulator.settings.delayMs = concurrency > 1 ? DELAY_MS : 0;
	const { items, error } = await stage.n8n.runNode({
		credential: stage.credential,
		items: itemsOf(bad),
		continueOnFail: bad.length > 0,
		parameters: { ...parameters, options: { concurrency } },
	});
	return { items: items[0], error };
}

const mostAtOnce = () => Math.max(...stage.simulator.requests.map(({ parallel }) => parallel));

/** What an item shows, without what AFAS makes anew for each call. */
const shown = (items: INodeExecutionData[]) =>
	items.map(({ json, binary, pairedItem }) => [
		{ ...json, details: { ...(json.details as IDataObject), traceIdentifier: '' } },
		binary?.data.data,
		pairedItem,
	]);

describe.each(WORKS)('%s', (_name, parameters) => {
	it('come in the order of the items, five at once and no more', async () => {
		const one = await run(parameters, 1);
		expect(mostAtOnce()).toBe(1);
		const calls = stage.simulator.requests.length;
		const five = await run(parameters, 5);
		expect(mostAtOnce()).toBe(5);
		expect(stage.simulator.requests).toHaveLength(calls);
		expect(five.error).toBeUndefined();
		expect(shown(five.items)).toEqual(shown(one.items));
	});
});

const [, files] = WORKS[0];

it('each item fails alone under Continue On Fail', async () => {
	const bad = [3, 4, 29];
	const one = await run(files, 1, bad);
	const five = await run(files, 5, bad);
	expect(shown(five.items)).toEqual(shown(one.items));
	expect(five.items.flatMap(({ json }, at) => (json.error ? [at] : []))).toEqual(bad);
});

it('without Continue On Fail the first failed item in their order is the error, and nothing is begun after it', async () => {
	// The item before it takes longer to fail.
	stage.simulator.settings.faults = [
		{ kind: 'notFound404', contains: fileIds[7], times: 9 },
		{ kind: 'hang', contains: fileIds[6], times: 9 },
	];
	const { error } = await stage.n8n.runNode({
		credential: stage.credential,
		items: itemsOf(),
		parameters: { ...files, options: { concurrency: 5, timeout: 1 } },
	});
	expect(error?.context).toMatchObject({ itemIndex: 6 });
	const asked = fileIds.filter((id) =>
		stage.simulator.requests.some(({ path }) => path.includes(id)),
	);
	// Those that were under way when the first one failed.
	expect(asked.length).toBeLessThanOrEqual(13);
});

it('30 items with a read each keep five calls under way, and never more', async () => {
	stage.simulator.settings.delayMs = 300;
	const { items, error } = await stage.n8n.runNode({
		credential: stage.credential,
		items: Array.from({ length: 30 }, (_none, at) => ({ at })),
		parameters: {
			resource: 'getConnector',
			operation: 'getMany',
			connector: byId('Sim_Countries'),
			limit: 1,
			options: { skip: '={{ $json.at % 9 }}' },
		},
	});
	expect(error).toBeUndefined();
	expect(items[0]).toHaveLength(30);
	expect(mostAtOnce()).toBe(5);
	const reads = stage.simulator.requests.filter(({ path }) => path.includes('/connectors/'));
	const took = reads.reduce(
		(all, { startedAt, endedAt = startedAt }) => all + endedAt - startedAt,
		0,
	);
	const span = Math.max(...reads.map(({ endedAt = 0 }) => endedAt)) - reads[0].startedAt;
	expect(took / span).toBeGreaterThan(2.5);
});

it('of an item before its turn only the first page is read', async () => {
	stage.simulator.settings.faults = [{ kind: 'hang', contains: 'SLOW', times: 9 }];
	const { items } = await stage.n8n.runNode({
		credential: stage.credential,
		items: [
			{ field: 'DebtorName', value: 'SLOW' },
			...Array(3).fill({ field: 'DebtorId', value: '' }),
		],
		continueOnFail: true,
		parameters: {
			resource: 'getConnector',
			operation: 'getMany',
			connector: byId('Sim_Debtors'),
			returnAll: true,
			keyFields: ['DebtorId'],
			filterGroups: {
				group: [
					{
						conditions: {
							condition: [
								{
									field: '={{ $json.field }}',
									operator: 'notEqual',
									value: '={{ $json.value || "x" }}',
								},
							],
						},
					},
				],
			},
			options: { pageSize: 100, timeout: 1 },
		},
	});
	expect(items[0].length).toBeGreaterThan(600);
	const reads = stage.simulator.requests.filter(({ path }) => path.includes('/connectors/'));
	const [slow] = reads;
	const before = reads.filter(({ startedAt }) => startedAt < slow.startedAt + 900);
	// Its own, and the first page of each other one.
	expect(before).toHaveLength(4);
	expect(reads.length).toBeGreaterThan(10);
});
