// A short look for parameters, answers, webhooks and credentials that break a promise of the node; `npm run fuzz`
// looks longer. The seed is fixed, so that a test that fails fails again.
import { runTarget, shownFinding, type FuzzTarget } from '../fuzz/engine.mts';
import { openNodeStage, type NodeStage } from '../fuzz/node/stage.mts';
import { nodeTargets } from '../fuzz/node/targets.mts';

const SEED = 20_260_301;

/** Cases of each target: a few seconds on a quiet machine. */
const CASES: Record<string, number> = {
	'Parameters of operations': 100,
	'Expressions in parameters': 100,
	'Restrictions that resolve to nothing': 200,
	'Answers to operations': 150,
	"The editor's lists": 300,
	Polls: 40,
	'Calls of the webhook': 500,
	'The credential test': 150,
};

let stage: NodeStage;
let targets: Map<string, FuzzTarget>;

beforeAll(async () => {
	stage = await openNodeStage();
	targets = new Map(nodeTargets(stage).map((target) => [target.name, target]));
});
afterAll(() => stage.close());

describe(`the node with made-up input, seed ${SEED}`, () => {
	it.each(Object.entries(CASES))('%s', async (name, cases) => {
		const target = targets.get(name) as FuzzTarget;
		const outcome = await runTarget(target, { seed: SEED, cases });
		expect(outcome.findings.map(shownFinding)).toEqual([]);
		expect(outcome.cases).toBe(cases);
	});

	it('leaves out no target', () => {
		expect([...targets.keys()].sort()).toEqual(Object.keys(CASES).sort());
	});
});
