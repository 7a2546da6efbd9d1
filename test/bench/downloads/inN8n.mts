// Measurements in a real n8n: what users do most, with n8n's HTTP Request node and with this one.
import { startProgress } from '../../e2e/host/progress.mts';
import { failureOf, type ExecutionJson, type NodeJson } from '../../e2e/host/workflow.mts';
import { getMany } from '../../e2e/checks/afasNode.mts';
import { CREDENTIAL_TYPE, prepareStage } from '../../e2e/stage.mts';
import { byHttpRequest, byThisNode, eachByHttpRequest, eachByThisNode } from './n8nWays.mts';
import type { Job } from './jobs.mts';
import type { Line } from './report.mts';
import {
	type CallReport,
	CONNECTOR,
	KEY,
	startSimulatorProcess,
	type SimulatorProcess,
} from './simulatorProcess.mts';

/** n8n saves the output of every node of a run, and cannot write the JSON of a million rows. */
const MOST_ROWS = 100_000;

/** What AFAS takes for a small call. */
const SMALL_CALL_MS = 100;

const ITEMS = [1, 100, 200];

/** A way to do some work in a workflow. */
export interface N8nWay {
	label: string;
	/** Calls at once at most. */
	atOnce: number;
	/** The nodes whose time counts. */
	nodes: NodeJson[];
}

/** How long a way took, and what reached AFAS. */
interface Timed extends CallReport {
	seconds: number;
}

/** Runs everything in one n8n, one thing after another. */
export async function measureInN8n(
	rowCounts: number[],
	delays: number[],
): Promise<{ lines: Line[]; jobs: Job[] }> {
	const stage = await prepareStage(startProgress());
	const server = await stage.host.start();
	await server.rest.signInOwner();
	const credentialOf = async (simulator: SimulatorProcess, name: string) =>
		await server.execution.addCredential({
			name,
			type: CREDENTIAL_TYPE,
			data: { ...stage.credential.data, ...simulator.credential },
		});
	const timed = async (
		simulator: SimulatorProcess,
		{ label, nodes }: N8nWay,
		before: NodeJson[],
	): Promise<{ first: Timed; again: Timed }> => {
		const once = async () => {
			await simulator.report();
			const execution = await server.execution.execute(label, [...before, ...nodes, LIMIT]);
			const failure = failureOf(execution);
			if (failure !== undefined) throw new Error(`${label}: ${failure}`);
			const report = await simulator.report();
			if (report.violations.length > 0) throw new Error(report.violations[0]);
			const seconds = nodes.reduce((sum, { name }) => sum + secondsOf(execution, name), 0);
			return { seconds, ...report };
		};
		return { first: await once(), again: await once() };
	};

	const lines: Line[] = [];
	for (const rows of rowCounts.filter((count) => count <= MOST_ROWS)) {
		const simulator = await startSimulatorProcess(rows);
		const credential = await credentialOf(simulator, `Simulator with ${rows} rows`);
		for (const delayMs of delays) {
			await simulator.setDelay(delayMs);
			for (const way of [byHttpRequest(simulator.restUrl, credential), byThisNode(credential)]) {
				const { first, again } = await timed(simulator, way, []);
				const line = { rows, delayMs, atOnce: way.atOnce };
				lines.push({ ...line, ...first, label: way.label });
				lines.push({ ...line, ...again, label: `${way.label}, again` });
			}
		}
		simulator.end();
	}

	const jobs: Job[] = [];
	const simulator = await startSimulatorProcess(10_000);
	const credential = await credentialOf(simulator, 'Simulator for small jobs');
	for (const items of ITEMS) {
		const numbers = {
			...getMany(CONNECTOR, credential, { limit: items, options: { outputFields: [KEY] } }),
			id: 'Numbers',
			name: 'Numbers',
		};
		const ways = [
			eachByHttpRequest(simulator.restUrl, credential, SMALL_CALL_MS),
			...eachByThisNode(credential, items),
		];
		await simulator.setDelay(SMALL_CALL_MS);
		for (const way of ways) {
			const { first, again } = await timed(simulator, way, [numbers]);
			// Without the call that gives the numbers.
			const calls = again.calls - 1;
			const seconds = { first: first.seconds, again: again.seconds };
			const { mostAtOnce } = again;
			jobs.push({
				items,
				delayMs: SMALL_CALL_MS,
				label: way.label,
				...seconds,
				calls,
				mostAtOnce,
			});
		}
	}
	simulator.end();
	await server.stop();
	await stage.simulator.close();
	return { lines, jobs };
}

/** Gives one item only. */
const LIMIT: NodeJson = {
	id: 'Limit',
	name: 'Limit',
	type: 'n8n-nodes-base.limit',
	typeVersion: 1,
	position: [220, 0],
	parameters: { maxItems: 1 },
};

function secondsOf(execution: ExecutionJson, node: string): number {
	return (execution.data.resultData.runData[node]?.at(-1)?.executionTime ?? 0) / 1000;
}
