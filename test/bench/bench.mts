// `npm run bench [-- --rows 10000,100000 --delays 0,50 --repeat 1 --only floor,node --write]`: how fast and in how
// much memory rows are read, next to a bare client and to n8n's HTTP Request node.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import { installN8n } from '../e2e/host/install.mts';
import { startProgress } from '../e2e/host/progress.mts';
import { floorRole, type FloorQuestion, type ReadResult } from './downloads/floor.mts';
import { measureInN8n } from './downloads/inN8n.mts';
import { jobText, type Job } from './downloads/jobs.mts';
import { nodeRole, type NodeQuestion } from './downloads/nodeRead.mts';
import { runHelpersOn, startHelper } from './downloads/process.mts';
import { median, printLine, writeReport, type Line } from './downloads/report.mts';
import {
	type CallReport,
	simulatorRole,
	startSimulatorProcess,
	type SimulatorProcess,
} from './downloads/simulatorProcess.mts';

const FIELDS = 20;
/** 150,000 cells a call: docs/afas.md 2.5. */
const PAGE_SIZE = 150_000 / FIELDS;
/** Calls at once: docs/afas.md 2.5; the default of the node. */
const CALLS_AT_ONCE = 5;
/** Read before a measurement, so that it does not measure the compiler. */
const WARM_UP_ROWS = 50_000;

interface Way {
	name: string;
	label: string;
	role: 'floor' | 'node';
	options?: IDataObject;
	byKey?: boolean;
	protocol?: 'soap';
	/** Not with more rows than these, which would take minutes or say nothing new. */
	mostRows?: number;
	/** Read once more in the same process, which knows the connector and the number of its rows then. */
	again?: true;
}

const WAYS: Way[] = [
	{ name: 'floor', label: 'bare fetch + JSON.parse', role: 'floor' },
	{ name: 'node', label: 'this node, items, key fields', role: 'node', byKey: true, again: true },
	{
		name: 'one',
		label: 'this node, items, key fields, one call at a time',
		role: 'node',
		byKey: true,
		options: { concurrency: 1 },
	},
	{
		name: 'soap',
		label: 'this node, items, key fields, over SOAP',
		role: 'node',
		byKey: true,
		protocol: 'soap',
		mostRows: 300_000,
	},
	{
		name: 'keyless',
		label: 'this node, items, no key fields',
		role: 'node',
		byKey: false,
		mostRows: 100_000,
	},
	{
		name: 'ndjson',
		label: 'this node, NDJSON files on disk, key fields',
		role: 'node',
		byKey: true,
		options: { output: 'ndjson' },
		mostRows: 100_000,
	},
	{
		name: 'csv',
		label: 'this node, CSV files on disk, key fields',
		role: 'node',
		byKey: true,
		options: { output: 'csv' },
	},
];

async function measure(
	way: Way,
	rows: number,
	delayMs: number,
	repeat: number,
	simulator: SimulatorProcess,
	warmUp: SimulatorProcess,
): Promise<Line[]> {
	const times = way.again ? 2 : 1;
	const results: ReadResult[][] = Array.from({ length: times }, () => []);
	const reports: CallReport[] = [];
	await simulator.report();
	await simulator.setDelay(delayMs);
	for (let run = 0; run < repeat; run++) {
		const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-afas-bench-'));
		const reader = startHelper(way.role, {
			N8N_BINARY_DATA_STORAGE_PATH: folder,
			N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		});
		const ask = async ({ restUrl, credential, headers }: SimulatorProcess) => {
			const environment = { restUrl, credential, headers };
			return await reader.ask<ReadResult>({
				environment,
				pageSize: PAGE_SIZE,
				options: way.options ?? {},
				byKey: way.byKey ?? false,
				protocol: way.protocol ?? 'rest',
			} satisfies FloorQuestion & NodeQuestion);
		};
		await ask(warmUp);
		await warmUp.report();
		for (let time = 0; time < times; time++) {
			const result = await ask(simulator);
			const report = await simulator.report();
			if (result.rows !== rows) throw new Error(`${way.label} gave ${result.rows} of ${rows} rows`);
			if (report.violations.length > 0) throw new Error(report.violations[0]);
			results[time].push(result);
			reports[time] = report;
		}
		reader.end();
		rmSync(folder, { recursive: true, force: true });
	}
	return results.map((runs, time) => ({
		label: time === 0 ? way.label : `${way.label}, again`,
		rows,
		delayMs,
		seconds: median(runs.map(({ seconds }) => seconds)),
		cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
		// The second time it begins with what is left of the first.
		peakMb: time === 0 ? median(runs.map(({ peakMb }) => peakMb)) : undefined,
		calls: reports[time].calls,
		atOnce: way.role === 'floor' ? 1 : Number(way.options?.concurrency ?? CALLS_AT_ONCE),
		highestSkip: reports[time].highestSkip,
	}));
}

function versionOf(node: string): string {
	return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			rows: { type: 'string', default: '10000,100000,300000,1000000' },
			delays: { type: 'string', default: '0,200' },
			repeat: { type: 'string', default: '3' },
			only: { type: 'string', default: [...WAYS.map(({ name }) => name), 'http'].join() },
			write: { type: 'boolean', default: false },
		},
	});
	const numbers = (text: string) => text.split(',').map(Number);
	const wanted = values.only.split(',');
	const ways = WAYS.filter(({ name }) => wanted.includes(name));
	const lines: Line[] = [];
	const jobs: Job[] = [];
	const n8n = await installN8n(startProgress());
	runHelpersOn(n8n.node);
	const warmUp = await startSimulatorProcess(WARM_UP_ROWS);
	for (const rows of numbers(values.rows)) {
		const simulator = await startSimulatorProcess(rows);
		for (const delayMs of numbers(values.delays)) {
			for (const way of ways.filter(({ mostRows = rows }) => rows <= mostRows)) {
				const measured = await measure(
					way,
					rows,
					delayMs,
					Number(values.repeat),
					simulator,
					warmUp,
				);
				measured.forEach(printLine);
				lines.push(...measured);
			}
		}
		simulator.end();
	}
	if (wanted.includes('http')) {
		const measured = await measureInN8n(numbers(values.rows), numbers(values.delays));
		measured.lines.forEach(printLine);
		for (const job of measured.jobs) process.stdout.write(`${jobText(job)}\n`);
		lines.push(...measured.lines);
		jobs.push(...measured.jobs);
	}
	warmUp.end();
	if (values.write) writeReport(lines, jobs, Number(values.repeat), versionOf(n8n.node));
}

const roles: Record<string, () => void | Promise<void>> = {
	simulator: simulatorRole,
	floor: floorRole,
	node: nodeRole,
};
const at = process.argv.indexOf('--role');
if (at < 0) {
	main().then(
		() => process.exit(0),
		(error: Error) => {
			process.stderr.write(`${error.stack ?? error.message}\n`);
			process.exit(1);
		},
	);
} else {
	await roles[process.argv[at + 1]]();
}
