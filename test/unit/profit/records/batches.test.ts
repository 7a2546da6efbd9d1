import {
	ProfitError,
	type ProfitErrorKind,
} from '../../../../nodes/Afas/profit/errors/profitError';
import { MAX_BODY_BYTES, planBatches } from '../../../../nodes/Afas/profit/records/batches';
import { sendDividing } from '../../../../nodes/Afas/profit/records/splitBatch';

describe('planBatches', () => {
	it('spreads records by number, in order', () => {
		expect(planBatches([1, 1, 1, 1, 1], 2)).toEqual({
			batches: [[0, 1], [2, 3], [4]],
			tooLarge: [],
		});
		expect(planBatches([], 50)).toEqual({ batches: [], tooLarge: [] });
	});

	it('never puts more bytes into a request than AFAS takes', () => {
		const half = MAX_BODY_BYTES / 2;
		expect(planBatches([half, half, 10], 50).batches).toEqual([[0], [1, 2]]);
		expect(planBatches([600, 600, 600], 50, 2_300).batches).toEqual([[0, 1], [2]]);
	});

	it('names records that no request can hold, and sends the others', () => {
		expect(planBatches([1, MAX_BODY_BYTES, 1], 50)).toEqual({ batches: [[0, 2]], tooLarge: [1] });
	});
});

/** AFAS in small: a request is one transaction, refused as a whole when one record is bad. */
class Server {
	readonly stored: number[] = [];

	readonly requests: number[][] = [];

	constructor(private readonly refusal: (record: number) => Error | undefined) {}

	readonly send = async (records: number[]): Promise<string[]> => {
		this.requests.push(records);
		for (const record of records) {
			const error = this.refusal(record);
			if (error) throw error;
		}
		this.stored.push(...records);
		return records.map((record) => `key ${record}`);
	};
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

const refuse = (kind: ProfitErrorKind, ...bad: number[]) => {
	const errors = new Map(bad.map((record) => [record, new ProfitError(kind, `no ${record}`)]));
	return (record: number) => errors.get(record);
};

describe('sendDividing', () => {
	it('sends a good batch once', async () => {
		const server = new Server(() => undefined);
		const outcomes = await sendDividing(numbers(50), server.send);
		expect(server.requests).toHaveLength(1);
		expect(outcomes[49]).toEqual({ ok: true, result: 'key 49' });
	});

	it('tells of the first request that fails before it sends a half of it', async () => {
		const server = new Server(refuse('functional', 5));
		const sentBefore: number[] = [];
		await sendDividing(numbers(16), server.send, () => sentBefore.push(server.requests.length));
		expect(sentBefore[0]).toBe(1);
	});

	it('stores every good record exactly once and gives each bad one its own error', async () => {
		const seed = 20_260_301;
		let state = seed;
		const random = () => {
			state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
			return state / 2_147_483_648;
		};
		for (let round = 0; round < 200; round++) {
			const count = 1 + Math.floor(random() * 60);
			const bad = numbers(count).filter(() => random() < 0.1);
			const server = new Server(refuse('functional', ...bad));
			const outcomes = await sendDividing(numbers(count), server.send);
			expect(server.stored).toEqual(numbers(count).filter((record) => !bad.includes(record)));
			outcomes.forEach((outcome, record) => {
				const message = outcome.ok ? outcome.result : (outcome.error as Error).message;
				expect(`seed ${seed} ${message}`).toBe(
					`seed ${seed} ${bad.includes(record) ? 'no' : 'key'} ${record}`,
				);
			});
		}
	});

	it('needs few calls to find one bad record in 50', async () => {
		const server = new Server(refuse('functional', 17));
		await sendDividing(numbers(50), server.send);
		expect(server.requests.length).toBeLessThanOrEqual(13);
	});

	it.each<ProfitErrorKind>(['locked', 'tooLarge'])('divides after %s too', async (kind) => {
		const server = new Server(refuse(kind, 1));
		await sendDividing(numbers(4), server.send);
		expect(server.stored).toEqual([0, 2, 3]);
	});

	it.each<ProfitErrorKind>([
		'timeout',
		'connectionLost',
		'gateway',
		'badAnswer',
		'unauthorized',
		'unavailable',
		'cancelled',
	])('sends nothing again after %s', async (kind) => {
		const server = new Server(refuse(kind, 2));
		const outcomes = await sendDividing(numbers(4), server.send);
		expect(server.requests).toHaveLength(1);
		expect(outcomes.every((outcome) => !outcome.ok)).toBe(true);
	});

	it('goes on with the other half when a half ends without an answer', async () => {
		const functional = refuse('functional', 0);
		const timeout = refuse('timeout', 2);
		const server = new Server((record) => functional(record) ?? timeout(record));
		const outcomes = await sendDividing(numbers(8), server.send);
		expect(server.stored).toEqual([1, 4, 5, 6, 7]);
		expect(outcomes.map(({ ok }) => ok)).toEqual([
			false,
			true,
			false,
			false,
			true,
			true,
			true,
			true,
		]);
		const touched = server.requests.filter((records) => records.includes(2));
		// Twice as part of a batch that AFAS refused for record 0, once alone with its neighbour: never after the timeout.
		expect(touched).toEqual([numbers(8), [0, 1, 2, 3], [2, 3]]);
	});

	it('takes any other error as the end of that request', async () => {
		const server = new Server((record) => (record === 0 ? new TypeError('bug') : undefined));
		const outcomes = await sendDividing(numbers(2), server.send);
		expect(outcomes).toEqual([
			{ ok: false, error: new TypeError('bug') },
			{ ok: false, error: new TypeError('bug') },
		]);
	});
});
