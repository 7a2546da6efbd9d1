// `npm run fuzz -- --seconds 60 --seed 1 [--target words]`: looks for input that breaks a promise, and prints it.
import { parseArgs } from 'node:util';
import { runTarget, shownFinding, shownInput, type FuzzTarget } from './engine.mts';
import { openNodeStage } from './node/stage.mts';
import { nodeTargets } from './node/targets.mts';
import { profitTargets } from './profit/index.mts';

const { values } = parseArgs({
	options: {
		seconds: { type: 'string', default: '60' },
		seed: { type: 'string' },
		cases: { type: 'string' },
		target: { type: 'string', default: '' },
	},
});

async function main(): Promise<number> {
	const stage = await openNodeStage();
	const all: FuzzTarget[] = [...profitTargets, ...nodeTargets(stage)];
	const targets = all.filter(({ name }) =>
		name.toLowerCase().includes(values.target.toLowerCase()),
	);
	if (targets.length === 0) throw new Error(`No target has "${values.target}" in its name`);
	const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
	const cases = values.cases === undefined ? undefined : Number(values.cases);
	const seconds = Number(values.seconds) / targets.length;
	let found = 0;
	console.log(`seed ${seed}, ${targets.length} targets`);
	for (const of of targets) {
		const started = performance.now();
		const outcome = await runTarget(of, { seed, seconds, cases });
		const took = ((performance.now() - started) / 1000).toFixed(1);
		found += outcome.findings.length;
		console.log(
			`${of.name}: ${outcome.cases} cases, ${took} s, ${outcome.findings.length} findings`,
		);
		for (const finding of outcome.findings) console.log(`${shownFinding(finding)}\n`);
		if (cases === 1) console.log(shownInput(of, seed));
	}
	console.log(found === 0 ? 'No findings' : `${found} findings`);
	return found === 0 ? 0 : 1;
}

main().then(
	(status) => process.exit(status),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
