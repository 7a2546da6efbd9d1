// An import that breaks, and the second run that takes only what was not written: whatever broke, each row is in Profit
// once. As the recipe does it: Create or Update, which looks each row up first.
import type { IDataObject } from 'n8n-workflow';
import type { Fault, FaultKind } from '../simulator/faults.mts';
import { seededRandom, type Random } from '../support/random.ts';
import { byId, openStage, type Stage } from './support/profit.mts';
import { record, runWrite, stored } from './support/writes.mts';
import './support/quickSleep.mts';

jest.setTimeout(300_000);

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ orderRows: 50, bigRows: 10 });
});
afterAll(() => stage.simulator.close());
beforeEach(() => {
	stage.simulator.reset();
});
afterEach(() => {
	stage.simulator.settings.faults = [];
	expect(stage.simulator.violations).toEqual([]);
});

/** What can break a call. */
const KINDS: FaultKind[] = [
	'resetBeforeAnswer',
	'resetInAnswer',
	'html502',
	'json503',
	'functional500',
	'lock500',
	'commandTimeout500',
	'emptyBody',
	'cutOff',
	'wrongShape',
];

/** Kinds after which AFAS may have stored the record or not; after the others only one of both is possible. */
const EITHER: ReadonlySet<FaultKind> = new Set([
	'resetBeforeAnswer',
	'html502',
	'commandTimeout500',
]);

function faultOf(random: Random): Fault {
	const kind = random.pick(KINDS);
	const method = random.pick(['POST', 'GET', 'PUT'] as const);
	return {
		kind,
		method,
		path: '/connectors/',
		after: random.whole(0, 6),
		times: random.whole(1, 3),
		...(EITHER.has(kind) ? { processed: random.next() < 0.5 } : {}),
	};
}

const run = async (references: string[], options: IDataObject) =>
	await runWrite(
		stage,
		'upsert',
		'FbSales',
		{
			lookupConnector: byId('Sim_SalesOrders'),
			lookupMatch: { field: [{ field: 'CustomerReference', value: '={{ $json.reference }}' }] },
			lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
			...record(`={{ { DbId: '000010', RfCs: $json.reference } }}`, options),
		},
		{ items: references.map((reference) => ({ reference })), continueOnFail: true },
	);

/** What became of an item, as the report of the recipe tells. */
const outcomeOf = ({ error, details }: IDataObject) =>
	error === undefined ? 'written' : ((details as IDataObject)?.outcome ?? 'unknown');

const counts = (references: string[]) =>
	references.map(
		(reference) => stored(stage, 'Sim_SalesOrders', 'CustomerReference', reference).length,
	);

it.each(Array.from({ length: 12 }, (_, seed) => seed))(
	'whatever breaks in the first run, after the second each row is there once (seed %i)',
	async (seed) => {
		const random = seededRandom(900 + seed);
		const references = Array.from({ length: 10 }, (_, row) => `TWICE-${seed}-${row}`);
		const options = { batchSize: random.pick([1, 4]), retries: 0 };
		stage.simulator.settings.faults = Array.from({ length: random.whole(1, 3) }, () =>
			faultOf(random),
		);
		const first = await run(references, options);
		stage.simulator.settings.faults = [];

		const report = first.items[0].map(({ json, pairedItem }) => ({
			reference: references[(pairedItem as { item: number }).item],
			outcome: outcomeOf(json),
		}));
		expect(report.map(({ reference }) => reference)).toEqual(references);
		for (const [at, count] of counts(references).entries()) {
			// What the report says is so: written is there, refused and not sent are not.
			const { outcome } = report[at];
			const allowed = outcome === 'written' ? [1] : outcome === 'unknown' ? [0, 1] : [0];
			expect({ outcome, allowed: allowed.includes(count) }).toEqual({ outcome, allowed: true });
		}

		const open = report.filter(({ outcome }) => outcome !== 'written');
		const second = await run(
			open.map(({ reference }) => reference),
			options,
		);
		expect(second.items[0]?.map(({ json }) => outcomeOf(json)) ?? []).toEqual(
			open.map(() => 'written'),
		);
		expect(counts(references)).toEqual(references.map(() => 1));
	},
);
