// A writing operation that somebody adds as CONTRIBUTING says is safe without knowing it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import type { Operation, Resource } from '../../nodes/Afas/actions/operation';
import type { RestWrite } from '../../nodes/Afas/transport/calls';
import type { SoapWrite } from '../../nodes/Afas/profit/soap/requests';
import type { FaultKind } from '../simulator/faults.mts';
import { checkout } from './support/libraries.mts';
import { openStage, type Stage } from './support/profit.mts';
import { stored, writesOf } from './support/writes.mts';
import './support/quickSleep.mts';

const load = createRequire(import.meta.url);
const built = (path: string) => load(join(checkout, 'dist/nodes/Afas', path)) as never;

const { resources } = built('actions/menu/resources.js') as { resources: Resource[] };
const { executeRequest } = built('profit/soap/requests.js') as {
	executeRequest(connector: string, xml: string): SoapWrite;
};

function restCall(reference: string): RestWrite {
	const Fields = { DbId: '000010', RfCs: reference };
	const body = { FbSales: { Element: { Fields } } };
	return { service: 'rest', method: 'POST', path: '/connectors/FbSales', body };
}

function soapCall(reference: string): SoapWrite {
	return executeRequest(
		'FbSales',
		`<FbSales><Element><Fields Action="insert"><DbId>000010</DbId><RfCs>${reference}</RfCs></Fields></Element></FbSales>`,
	);
}

/** Knows nothing of outcomes, retries or the credential. */
const probe: Operation = {
	name: 'Probe',
	value: 'probe',
	action: 'Probe environment',
	description: 'Write an order',
	properties: ['over', 'reference'].map((name) => ({
		displayName: name,
		name,
		type: 'string',
		default: '',
	})),
	async execute({ context, client, itemIndex }) {
		const reference = context.getNodeParameter('reference', itemIndex) as string;
		const call = context.getNodeParameter('over', itemIndex) === 'soap' ? soapCall : restCall;
		const answer = await client.write(
			call(reference),
			{ timeoutMs: 1_000 },
			{
				readAnswer({ body }) {
					if (!/OrNu|<OrderNumber/.test(body)) throw new Error('There is no number');
					return body;
				},
			},
		);
		return [{ json: { answer } }];
	},
};

let stage: Stage;
let references = 0;

beforeAll(async () => {
	resources.find(({ value }) => value === 'environment')?.operations.push(probe);
	stage = await openStage();
});
afterAll(() => stage.simulator.close());
beforeEach(() => {
	stage.simulator.reset();
	stage.simulator.settings.faults = [];
});
afterEach(() => {
	expect(stage.simulator.violations).toEqual([]);
});

async function write(over: 'rest' | 'soap', more: IDataObject = {}) {
	const reference = `added ${(references += 1)}`;
	const parameters = { resource: 'environment', operation: 'probe', over, reference, ...more };
	const { items, error } = await stage.n8n.runNode({
		credential: stage.credential,
		parameters,
		continueOnFail: true,
	});
	expect(error).toBeUndefined();
	const json = items[0][0].json as { error?: string; details?: IDataObject; answer?: string };
	const kept = stored(stage, 'Sim_SalesOrders', 'CustomerReference', reference).length;
	return { json, kept, sent: writesOf(stage).length };
}

/** Every way of going wrong after which nobody knows what AFAS did. */
const BROKEN_OFF: FaultKind[] = [
	'resetBeforeAnswer',
	'resetInAnswer',
	'hang',
	'hangInAnswer',
	'cutOff',
	'cutOffWrongLength',
	'html400',
	'html502',
	'html503',
	'outOfMemory500',
	'commandTimeout500',
	'emptyBody',
	'wrongShape',
	'redirect',
];

const REFUSED: FaultKind[] = [
	'functional500',
	'lock500',
	'unauthorized401',
	'forbidden403',
	'notFound404',
	'tooLarge413',
];

describe.each(['rest', 'soap'] as const)(
	'rule 5: an added operation that writes over %s',
	(over) => {
		it('writes once when all is well', async () => {
			expect(await write(over)).toMatchObject({ kept: 1, sent: 1 });
		});

		it.each(BROKEN_OFF)('%s: is sent once, and says that AFAS may have done it', async (kind) => {
			stage.simulator.settings.faults = [{ kind, processed: true, method: 'POST', times: 9 }];
			const { json, kept, sent } = await write(over);
			expect([sent, kept]).toEqual([1, 1]);
			expect(json.details?.outcome).toBe('unknown');
			expect(json.details?.description).toMatch(
				/AFAS may (have carried out|still be working on) the change\..*look in Profit before/i,
			);
		});

		it.each(REFUSED)('%s: is sent once, and was refused', async (kind) => {
			stage.simulator.settings.faults = [{ kind, method: 'POST', times: 9 }];
			const { json, kept, sent } = await write(over);
			expect([sent, kept]).toEqual([1, 0]);
			expect(json.details).toMatchObject({ outcome: 'refused' });
			expect(json.details?.description).not.toMatch(/may have carried out/);
		});

		it("AFAS's own 503 is tried again, since AFAS has not processed it", async () => {
			stage.simulator.settings.faults = [{ kind: 'json503', method: 'POST' }];
			expect(await write(over)).toMatchObject({ kept: 1, sent: 2 });
		});

		it('AFAS out of reach has not seen it', async () => {
			const address = 'http://127.0.0.1:1';
			const { items } = await stage.n8n.runNode({
				credential: { ...stage.credential, restUrl: `${address}/rest`, soapUrl: `${address}/soap` },
				parameters: { resource: 'environment', operation: 'probe', over, reference: 'away' },
				continueOnFail: true,
			});
			expect(items[0][0].json.details).toMatchObject({ outcome: 'notSent' });
		});

		it('a read-only credential refuses it', async () => {
			const { items } = await stage.n8n.runNode({
				credential: { ...stage.credential, readOnly: true },
				parameters: { resource: 'environment', operation: 'probe', over, reference: 'read only' },
				continueOnFail: true,
			});
			expect(items[0][0].json.details).toMatchObject({ outcome: 'refused' });
			expect(writesOf(stage)).toEqual([]);
		});
	},
);
