// What comes of items that are worked on side by side is what comes of them one after another, whatever goes wrong.
import type { IDataObject } from 'n8n-workflow';
import { randomBytes } from '../simulator/documents.mts';
import type { Fault } from '../simulator/faults.mts';
import { seededRandom, type Random } from '../support/random.ts';
import { byId, openStage, type Stage } from './support/profit.mts';

jest.setTimeout(60_000);

let stage: Stage;

const SUBJECTS = [80_001, 80_002, 80_003, 80_004];

beforeAll(async () => {
	stage = await openStage({ bigRows: 10, orderRows: 100 });
	const { documents } = stage.simulator.environment;
	for (const [at, subject] of SUBJECTS.entries()) {
		for (let file = 0; file < at * 2; file++) {
			documents.attach(subject, { name: 'same.bin', data: randomBytes(20, file + 1) });
		}
	}
});
afterAll(() => stage.simulator.close());
afterEach(() => expect(stage.simulator.violations).toEqual([]));

const BAD = 'BAD';

/** Without what AFAS makes anew for each call. */
const withoutReferences = (shown: unknown) =>
	JSON.stringify(shown).replace(/[\dA-F]{32}|[\da-f-]{36}/g, '');

/** A read, and an item for it; `isBad` for one that AFAS refuses. */
interface Work {
	parameters: IDataObject;
	item(random: Random, isBad: boolean): IDataObject;
}

const condition = (field: string, operator: string, value: string) => ({
	group: [{ conditions: { condition: [{ field, operator, value }] } }],
});

const rows = (output: string, protocol: string): Work => ({
	parameters: {
		resource: 'getConnector',
		operation: 'getMany',
		protocol,
		connector: { __rl: true, mode: 'id', value: '={{ $json.connector }}' },
		returnAll: true,
		filterGroups: condition('={{ $json.field }}', 'less', '={{ $json.value }}'),
		keyFields: '={{ $json.keys }}',
		options: { output, pageSize: '={{ $json.pageSize }}', concurrency: '={{ $json.atOnce }}' },
	},
	item(random, isBad) {
		const [connector, field] = random.pick([
			['Sim_Debtors', 'DebtorId'],
			['Sim_SalesOrders', 'CustomerReference'],
		]);
		const isUnknown = isBad && random.pick([true, false]);
		return {
			connector,
			field: isUnknown ? 'NoSuchField' : field,
			value: isBad ? BAD : String(random.whole(1, 400)).padStart(6, '0'),
			keys: random.pick([[], [field]]),
			pageSize: random.pick([10, 25, 1000]),
		};
	},
});

const WORKS: Record<string, Work> = {
	'rows over REST': rows('items', 'rest'),
	'rows over SOAP': rows('items', 'soap'),
	pages: rows('pages', 'rest'),
	'files of rows': rows('ndjson', 'rest'),
	attachments: {
		parameters: {
			resource: 'file',
			operation: 'getAttachments',
			subjectId: '={{ $json.subject }}',
			options: { concurrency: '={{ $json.atOnce }}' },
		},
		item: (random, isBad) => ({ subject: isBad ? '' : random.pick(SUBJECTS) }),
	},
	'a BI model': {
		parameters: {
			resource: 'biModel',
			operation: 'getMany',
			model: 'Sim_Mutations',
			returnAll: '={{ $json.all }}',
			limit: '={{ $json.limit }}',
			filter: '={{ $json.filter }}',
			options: { concurrency: '={{ $json.atOnce }}' },
		},
		item: (random, isBad) => ({
			all: random.pick([true, false]),
			limit: random.whole(1, 40),
			filter: `Account eq '${isBad ? BAD : `00000${random.whole(1, 4)}`}'`,
		}),
	},
};

interface Case {
	seed: number;
	continueOnFail: boolean;
	/** Every so many items one is bad. */
	badOnce?: number;
	faults?: Fault[];
	maxParallel?: number;
	delayMs?: number;
}

async function outcomeOf({ parameters, item }: Work, atOnce: number[], one: Case) {
	const { seed, continueOnFail, badOnce = Infinity, faults = [] } = one;
	const random = seededRandom(seed);
	stage.simulator.reset();
	Object.assign(stage.simulator.settings, {
		maxParallel: one.maxParallel ?? Infinity,
		delayMs: one.delayMs ?? 0,
		faults: [
			...faults.map((fault) => ({ ...fault })),
			{ kind: 'functional500', contains: BAD, times: 999, message: 'Refused by AFAS' },
		],
	});
	const items = Array.from({ length: 14 }, (_none, at) => ({
		...item(random, at % badOnce === badOnce - 1),
		atOnce: atOnce[at % atOnce.length],
	}));
	const {
		items: output,
		error,
		hints,
	} = await stage.n8n.runNode({
		credential: stage.credential,
		items,
		continueOnFail,
		parameters,
	});
	const mostAtOnce = Math.max(...stage.simulator.requests.map(({ parallel }) => parallel));
	return {
		mostAtOnce,
		refused: stage.simulator.requests.filter(({ status }) => status === 503 || status === 429)
			.length,
		shown: {
			items: (output[0] ?? []).map(({ json, binary, pairedItem }) => [
				json.error ? withoutReferences(json) : json,
				Object.entries(binary ?? {}).map(([name, { data, fileName }]) => [name, data, fileName]),
				pairedItem,
			]),
			error:
				error && withoutReferences([error.message, error.description, error.context?.itemIndex]),
			hints: hints.map(({ message }) => message),
		},
	};
}

const CASES: Case[] = [
	{ seed: 1, continueOnFail: true, badOnce: 4 },
	{ seed: 3, continueOnFail: false, badOnce: 9 },
	{ seed: 4, continueOnFail: false },
];

describe.each(Object.entries(WORKS))('%s', (_name, work) => {
	it.each(CASES)('%j', async (one) => {
		const alone = await outcomeOf(work, [1], one);
		expect(alone.shown.items.length + (alone.shown.error ? 1 : 0)).toBeGreaterThan(0);
		const together = await outcomeOf(work, [5], one);
		expect(together.shown).toEqual(alone.shown);
		expect(together.mostAtOnce).toBeLessThanOrEqual(5);
		if (!one.continueOnFail) return;
		const mixed = await outcomeOf(work, [3, 1, 4], one);
		expect(mixed.shown).toEqual(alone.shown);
		expect(mixed.mostAtOnce).toBeLessThanOrEqual(4);
	});
});

it.each([
	['rows over REST', { maxParallel: 2, delayMs: 5 }],
	['a BI model', { maxParallel: 3, delayMs: 5 }],
	['attachments', { faults: [{ kind: 'tooMany429', times: 2, after: 9 }] as Fault[] }],
])('%s when AFAS turns calls away: %j', async (name, trouble) => {
	const one = { seed: 3, continueOnFail: true, badOnce: 5 };
	const alone = await outcomeOf(WORKS[name], [1], one);
	const together = await outcomeOf(WORKS[name], [5], { ...one, ...trouble });
	expect(together.refused).toBeGreaterThan(0);
	expect(together.shown).toEqual(alone.shown);
});

it('when the execution is cancelled, nothing is begun any more', async () => {
	stage.simulator.reset();
	Object.assign(stage.simulator.settings, { delayMs: 50, faults: [], maxParallel: Infinity });
	const stop = new AbortController();
	const watch = setInterval(() => {
		if (stage.simulator.requests.length > 12) stop.abort();
	}, 5);
	await stage.n8n.runNode({
		credential: stage.credential,
		items: Array.from({ length: 60 }, () => ({})),
		continueOnFail: true,
		parameters: {
			resource: 'getConnector',
			operation: 'getMany',
			connector: byId('Sim_Debtors'),
			limit: 1,
		},
		signal: stop.signal,
	});
	clearInterval(watch);
	stage.simulator.settings.delayMs = 0;
	await new Promise((done) => setTimeout(done, 200));
	const sent = stage.simulator.requests.length;
	expect(sent).toBeLessThan(30);
	await new Promise((done) => setTimeout(done, 200));
	expect(stage.simulator.requests).toHaveLength(sent);
});
