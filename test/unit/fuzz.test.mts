// A short look for input that breaks a promise of profit/; `npm run fuzz` looks longer. The seed is fixed, so that a
// test that fails fails again.
import { runTarget, shownFinding } from '../fuzz/engine.mts';
import { profitTargets } from '../fuzz/profit/index.mts';

const SEED = 20_260_301;

/** About a second each on a quiet machine. */
const CASES = 2_000;
const SLOW_TARGETS = new Set(['REST rows', 'JSON with long numbers', 'Pages of BI models']);

describe(`profit/ with made-up input, seed ${SEED}`, () => {
	it.each(profitTargets.map((target) => [target.name, target] as const))(
		'%s',
		async (_, target) => {
			const cases = SLOW_TARGETS.has(target.name) ? CASES / 4 : CASES;
			const { findings, cases: tried } = await runTarget(target, { seed: SEED, cases });
			expect(findings.map(shownFinding)).toEqual([]);
			expect(tried).toBe(cases);
		},
	);
});
