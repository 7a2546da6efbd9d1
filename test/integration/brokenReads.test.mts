// Reads that go wrong in ways that take long or much, and reads beside the rows: what the fault suite leaves out.
import type { IDataObject } from 'n8n-workflow';
import type { Fault, FaultKind } from '../simulator/faults.mts';
import { signedHeaders, webhookEvent } from '../simulator/webhooks.mts';
import type { RunNodeOptions } from './support/n8n.mts';
import { byId, openStage, type Stage } from './support/profit.mts';
import './support/quickSleep.mts';

const MEGABYTE = 1024 * 1024;
const PASSWORD = 'Geheim van Profit';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ bigRows: 10, orderRows: 10 });
});
afterAll(() => stage.simulator.close());
beforeEach(() => {
	stage.simulator.reset();
	stage.simulator.settings.faults = [];
});
afterEach(() => expect(stage.simulator.violations).toEqual([]));

const breaks = (fault: Fault) => {
	stage.simulator.settings.faults = [fault];
};
const run = (parameters: IDataObject, more: Partial<RunNodeOptions> = {}) =>
	stage.n8n.runNode({ credential: stage.credential, parameters, ...more });
const rows = (parameters: IDataObject = {}, more: Partial<RunNodeOptions> = {}) =>
	run(
		{
			resource: 'getConnector',
			operation: 'getMany',
			connector: byId('Sim_Countries'),
			...parameters,
		},
		more,
	);
const struck = () => stage.simulator.requests.filter(({ fault }) => fault !== undefined);

describe('an answer of 300 MB that does not tell its size', () => {
	const report = { resource: 'report', operation: 'get', reportId: 'CF761B2F' };

	it.each<[string, IDataObject, string, number]>([
		['rows over REST', { limit: 1 }, 'The answer of AFAS is larger than 100 MB', 100],
		['rows over SOAP', { limit: 1, protocol: 'soap' }, 'larger than 100 MB', 100],
		['a file over REST', report, 'The file is larger than 200 MB', 280],
		['a file over SOAP', { ...report, protocol: 'soap' }, 'The file is larger than 100 MB', 140],
	])(
		'%s: is read up to the limit, and the connection ends',
		async (_what, parameters, says, megabytes) => {
			breaks({ kind: 'bigAnswer', path: /connectors\/|reportconnector|asmx/, times: Infinity });
			const { error, items } = await rows(parameters);
			expect(error?.message).toContain(says);
			expect(items).toEqual([]);
			const [call, ...more] = struck();
			// A single row cannot be asked for in smaller parts.
			expect(more).toEqual([]);
			await new Promise((passed) => setTimeout(passed, 200));
			expect(call.bytesSent / MEGABYTE).toBeGreaterThan(megabytes - 1);
			expect(call.bytesSent / MEGABYTE).toBeLessThan(megabytes + 15);
			expect(call.endedAt).toBeDefined();
		},
	);
});

describe('an answer that stops coming', () => {
	it.each(['rest', 'soap'])('is given up after the timeout over %s', async (protocol) => {
		breaks({ kind: 'hangInAnswer', path: /\/connectors\/|appconnectorget/ });
		const { error } = await rows({ protocol, options: { timeout: 1 } });
		expect(error?.message).toBe('AFAS did not answer within 1 second');
		expect(struck()).toHaveLength(1);
	});

	it('is given up at once when the execution is cancelled', async () => {
		breaks({ kind: 'hangInAnswer', path: '/connectors/' });
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 500);
		const started = Date.now();
		const { status } = await rows({}, { signal: stop.signal });
		expect(Date.now() - started).toBeLessThan(20_000);
		expect(status).toBe('canceled');
	});
});

describe('rule 5: reads may be retried', () => {
	const passing = ['html502', 'json503', 'resetBeforeAnswer'] as const;

	it.each<[string, string, (kind: FaultKind) => Promise<unknown>]>([
		[
			'a list in the editor',
			'/metainfo',
			async (kind) => {
				// Another credential each time, since the answer is remembered for a while.
				const { results } = await stage.n8n.listSearch('searchGetConnectors', {
					credential: { ...stage.credential, webhookPassword: kind },
				});
				return results.length > 0;
			},
		],
		[
			'the record of a webhook event',
			'/connectors/Sim_Subjects',
			async () => {
				const body = JSON.stringify(webhookEvent('subject.updated', { SubjectId: 50_001 }));
				const { items } = await stage.n8n.webhook({
					node: 'afasWebhookTrigger',
					credential: { ...stage.credential, webhookPassword: PASSWORD },
					parameters: {
						events: ['subject.updated'],
						options: { recordConnector: byId('Sim_Subjects'), recordField: 'SubjectId' },
					},
					body,
					headers: signedHeaders(body, PASSWORD),
				});
				return (items?.[0][0].json.record as IDataObject | null)?.SubjectId === 50_001;
			},
		],
		[
			'the version over REST',
			'/profitversion',
			async () => {
				const { items } = await run({ resource: 'environment', operation: 'getVersion' });
				return items[0]?.[0].json.version === stage.simulator.settings.profitVersion;
			},
		],
		[
			'the list of attachments',
			'/connectors/Profit_Subject_Attachments',
			async () => {
				const { error } = await run({
					resource: 'file',
					operation: 'getAttachments',
					subjectId: '50001',
				});
				return error === undefined;
			},
		],
		[
			'the fields before a poll',
			'/metainfo/get/Sim_Debtors',
			async () => {
				const items = await stage.n8n.poll({
					node: 'afasTrigger',
					credential: stage.credential,
					parameters: {
						connector: byId('Sim_Debtors'),
						event: 'createdOrUpdated',
						modifiedField: 'ModifiedDate',
						keyFields: ['DebtorId'],
						startFrom: 'all',
						options: { maxPerPoll: 5 },
					},
				});
				return items?.[0].length === 5;
			},
		],
	])('%s is asked for again', async (_what, path, isWhole) => {
		for (const kind of passing) {
			stage.simulator.reset();
			breaks({ kind, path });
			expect({ kind, isWhole: await isWhole(kind) }).toEqual({ kind, isWhole: true });
			expect(struck()).toHaveLength(1);
		}
	});

	it('and a refusal of AFAS is not', async () => {
		breaks({ kind: 'functional500', path: '/profitversion', times: Infinity });
		const { error } = await run({ resource: 'environment', operation: 'getVersion' });
		expect(error?.message).toBe("De ingevulde waarde bij 'Medewerker' bestaat niet.");
		expect(struck()).toHaveLength(1);
	});
});

describe('a login that AFAS refuses', () => {
	it.each(['rest', 'soap'])(
		'fails %s rows of 30 items in the calls that were out',
		async (protocol) => {
			const items = Array.from({ length: 30 }, () => ({}));
			const read = async () => await rows({ protocol, limit: 1 }, { items, continueOnFail: true });
			await read();
			stage.simulator.reset();
			breaks({ kind: 'unauthorized401', path: /\/connectors\/|appconnectorget/, times: 1000 });
			const { items: output } = await read();
			expect(output[0]).toHaveLength(30);
			expect(new Set(output[0].map(({ json }) => json.error)).size).toBe(1);
			expect(struck().length).toBeLessThanOrEqual(6);
		},
	);
});
