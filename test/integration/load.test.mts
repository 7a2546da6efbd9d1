// A short form of `npm run load`: 20 executions at once on a token that takes 8 calls at once.
import { runCrowd, SURELY_REFUSED, type CrowdResult } from '../load/crowd.mts';
import { openStage } from './support/profit.mts';
import './support/quickSleep.mts';

const REFUSALS = ['json503', 'reset'] as const;
type Refusal = (typeof REFUSALS)[number];

let results: Record<Refusal, CrowdResult>;

// Both at the same time, each with a simulator of its own: most of it is waiting.
beforeAll(async () => {
	const run = async (refusal: Refusal) => {
		const stage = await openStage({ bigRows: 10, orderRows: 1000 });
		const result = await runCrowd(stage, { refusal, delayMs: 40, pages: 8, records: 4 });
		await stage.simulator.close();
		return [refusal, result] as const;
	};
	results = Object.fromEntries(await Promise.all(REFUSALS.map(run))) as typeof results;
}, 120_000);

describe.each(REFUSALS)('when AFAS turns calls away with %s', (refusal) => {
	it('it happens to more than half of the executions', () => {
		expect(results[refusal].figures.refused).toBeGreaterThanOrEqual(SURELY_REFUSED);
	});

	it('every read gets all rows in order', () => {
		const { readsFinished, reads } = results[refusal].figures;
		expect({ readsFinished, reads }).toEqual({ readsFinished: 12, reads: 12 });
	});

	it('every record is written once, or reported and written at most once', () => {
		const { records, doubled } = results[refusal].figures;
		expect({ records, doubled }).toEqual({ records: 32, doubled: 0 });
		expect(results[refusal].problems).toEqual([]);
	});
});
