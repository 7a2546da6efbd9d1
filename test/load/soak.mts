// `npm run soak [-- --executions 10000]`: many executions in one process, whose memory must stay flat.
import { parseArgs } from 'node:util';
import { loadN8n } from '../integration/support/n8n.mts';
import { measureMemory, slopeOf, type Memory } from './memory.mts';
import { playSimulator, startSoakSimulator } from './soakSimulator.mts';
import { soak } from './soakWork.mts';

/** Measurements before which code is compiled and caches are filled. */
const WARM_UP = 2;

/** MB that the heap and the buffers may be above those after the warm-up, at the end. */
const MOST_GROWTH = 3;

/** MB that the heap may grow for each measurement. */
const MOST_SLOPE = 0.3;

async function main(executions: number): Promise<void> {
	const simulator = await startSoakSimulator();
	const n8n = await loadN8n();
	const stage = {
		n8n,
		token: n8n.saveCredential(simulator.credentials.token),
		oauth: n8n.saveCredential(simulator.credentials.oauth),
	};
	const every = Math.ceil(executions / 10);
	const measured: Memory[] = [];
	const wrong: string[] = [];
	const started = performance.now();
	console.log('executions   heap MB   external MB   RSS MB   seconds');
	for (let number = 1; number <= executions; number++) {
		const problem = await soak(stage, number);
		if (problem !== undefined) wrong.push(problem);
		if (number % every > 0) continue;
		wrong.push(...(await simulator.violations()));
		const memory = await measureMemory();
		measured.push(memory);
		const { heap, external, rss } = memory;
		const seconds = (performance.now() - started) / 1000;
		console.log(
			`${String(number).padStart(10)}${heap.toFixed(2).padStart(10)}${external.toFixed(2).padStart(14)}${rss.toFixed(0).padStart(9)}${seconds.toFixed(0).padStart(10)}`,
		);
	}
	simulator.end();

	const after = measured.slice(WARM_UP - 1);
	const slope = slopeOf(after.map(({ heap }) => heap));
	const growth = (part: 'heap' | 'external' | 'rss') =>
		after[after.length - 1][part] - after[0][part];
	console.log(
		`After the first ${WARM_UP * every}: heap ${signed(growth('heap'))} MB (${signed(slope)} MB for each ${every}), external ${signed(growth('external'))} MB, RSS ${signed(growth('rss'))} MB`,
	);
	const checks: Array<[title: string, isRight: boolean]> = [
		['every execution ends as it must', wrong.length === 0],
		[`the heap grows by less than ${MOST_GROWTH} MB`, growth('heap') < MOST_GROWTH],
		[`the heap grows by less than ${MOST_SLOPE} MB for each ${every}`, slope < MOST_SLOPE],
		[`the buffers grow by less than ${MOST_GROWTH} MB`, growth('external') < MOST_GROWTH],
	];
	for (const problem of wrong.slice(0, 10)) console.log(problem);
	for (const [title, isRight] of checks) console.log(`${isRight ? 'passed' : 'FAILED'}: ${title}`);
	const failed = checks.filter(([, isRight]) => !isRight).length;
	console.log(`${checks.length - failed} passed, ${failed} failed`);
	process.exitCode = failed > 0 ? 1 : 0;
}

function signed(value: number): string {
	return `${value < 0 ? '' : '+'}${value.toFixed(2)}`;
}

if (!playSimulator()) {
	const { values } = parseArgs({
		options: { executions: { type: 'string', default: '10000' } },
	});
	await main(Number(values.executions));
}
