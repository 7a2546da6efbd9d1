import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { jobTable, type Job } from './jobs.mts';

/** One measured read. */
export interface Line {
	label: string;
	rows: number;
	delayMs: number;
	seconds: number;
	/** Processor time of the reading process; unknown in n8n itself. */
	cpuSeconds?: number;
	calls: number;
	/** Calls that may run at the same time. */
	atOnce: number;
	highestSkip: number;
	/** Highest memory above that of the idle process; unknown in n8n itself. */
	peakMb?: number;
}

/** The middle of some values; of two in the middle the higher. */
export function median(values: number[]): number {
	const sorted = [...values].sort((left, right) => left - right);
	return sorted[Math.floor(sorted.length / 2)];
}

function cells({
	label,
	rows,
	delayMs,
	seconds,
	cpuSeconds,
	calls,
	atOnce,
	highestSkip,
	peakMb,
}: Line): string[] {
	const number = (value: number) => Math.round(value).toLocaleString('en');
	return [
		number(rows),
		`${delayMs} ms`,
		label,
		`${seconds.toFixed(2)} s`,
		number(rows / seconds),
		delayMs === 0 ? '' : `${((Math.ceil(calls / atOnce) * delayMs) / 1000).toFixed(2)} s`,
		cpuSeconds === undefined ? '' : `${cpuSeconds.toFixed(2)} s`,
		number(calls),
		number(highestSkip),
		peakMb === undefined ? '' : `${number(peakMb)} MB`,
	];
}

const HEAD = [
	'rows',
	'delay per call',
	'way',
	'time',
	'rows/s',
	'delays alone',
	'processor time',
	'calls',
	'highest skip',
	'peak memory above idle',
];

/** Prints a line of the table as soon as it is measured. */
export function printLine(line: Line): void {
	process.stdout.write(`${cells(line).join(' | ')}\n`);
}

const NODE = 'this node, items, key fields';
const HTTP = 'in n8n: HTTP Request with pagination, Split Out';

/** Fields of a row; a call is for 150,000 cells. docs/afas.md 2.5. */
const ROWS_PER_CALL = 7500;

/** Many rows in a real n8n, beside its HTTP Request node. */
function manyRows(lines: Line[]): string[] {
	const find = (rows: number, delayMs: number, label: string) =>
		lines.find((line) => line.rows === rows && line.delayMs === delayMs && line.label === label);
	const rows = lines
		.filter(({ label }) => label === `${HTTP}, again`)
		.map(({ rows: count, delayMs, seconds }) => {
			const time = (label: string) => {
				const line = find(count, delayMs, label);
				if (line === undefined) return '-';
				return `${line.seconds.toFixed(2)} s, ${(seconds / line.seconds).toFixed(1)} times as fast`;
			};
			return `| ${count.toLocaleString('en')} | ${delayMs} ms | ${seconds.toFixed(2)} s | ${time(`in n8n: ${NODE}, again`)} |`;
		});
	return [
		'| rows | AFAS answers in | HTTP Request with pagination, Split Out | Get Many with Key Fields |',
		'|---:|---:|---:|---:|',
		...rows,
	];
}

/** Reads of many pages beside the same pages one after another. */
function manyPages(lines: Line[]): string[] {
	const rows = lines
		.filter(({ label, delayMs }) => label === `${NODE}, one call at a time` && delayMs > 0)
		.map((one) => {
			const time = (label: string) => {
				const line = lines.find(
					(other) =>
						other.rows === one.rows && other.delayMs === one.delayMs && other.label === label,
				);
				if (line === undefined) return '-';
				return `${line.seconds.toFixed(1)} s in ${line.calls} calls, ${(one.seconds / line.seconds).toFixed(1)} times as fast`;
			};
			// Pages overlap by a row.
			const pages = Math.ceil((one.rows - 1) / (ROWS_PER_CALL - 1));
			return `| ${one.rows.toLocaleString('en')} | ${pages} | ${one.seconds.toFixed(1)} s | ${time(NODE)} | ${time(`${NODE}, again`)} |`;
		});
	return [
		'| rows | pages | one call at a time | first time | again |',
		'|---:|---:|---:|---:|---:|',
		...rows,
	];
}

/** Writes docs/benchmarks.md. */
export function writeReport(lines: Line[], jobs: Job[], repeat: number, node: string): void {
	const sorted = [...lines].sort(
		(left, right) => left.rows - right.rows || left.delayMs - right.delayMs,
	);
	const gigabytes = Math.round(totalmem() / 1024 ** 3);
	const date = new Date().toISOString().slice(0, 10);
	const text = [
		'# How fast reads are',
		'',
		`Measured on ${date} on a machine with ${cpus().length} cores and ${gigabytes} GB of memory, Node ${node} (the one of n8n), against a simulated Profit on the same machine. A real Profit answers in 200 to 1,000 ms. \`npm run bench -- --write\` makes this page again.`,
		'',
		'The times in a real n8n are those of the second run, and so is "again": an n8n process keeps the fields of a GetConnector for ten minutes, and remembers how many rows a read gave.',
		'',
		'## A row for each item',
		'',
		`In a real n8n, where AFAS answers in ${jobs[0]?.delayMs ?? 0} ms. The HTTP Request node does not wait for answers before it begins the next calls, so it is told to begin 5 in that time.`,
		'',
		...jobTable(jobs),
		'',
		'**Look Up** is made for this: many items share a call.',
		'',
		'## Many rows',
		'',
		'In a real n8n, rows of 20 fields, 7,500 in a call:',
		'',
		...manyRows(sorted),
		'',
		`## Many pages`,
		'',
		`The same rows in n8n's engine, beside the same pages one after another, where AFAS answers in ${Math.max(0, ...lines.map(({ delayMs }) => delayMs))} ms:`,
		'',
		...manyPages(sorted),
		'',
		'- **Set the Key Fields** for many rows: several calls run at once, and no row is missed or doubled.',
		'- **Choose CSV or NDJSON files** for very many rows: they need far less memory.',
		'- **Keep REST** unless you have a reason for SOAP.',
		'',
		'## Appendix: all measurements',
		'',
		`${repeat === 1 ? 'Each read once' : `Medians of ${repeat}`}. The delay is what the simulator waits before each answer. "Delays alone" is what the calls would take if nothing but the delay cost time, with as many at once as the way allows. "Bare fetch + JSON.parse" is the least that any client must do: one call after another, rows kept in memory. "In n8n" lines ran in a real n8n; there the HTTP Request node reads by its own pagination with skip, and Split Out makes items of the pages.`,
		'',
		`| ${HEAD.join(' | ')} |`,
		`|${HEAD.map((_, index) => (index === 2 ? '---' : '---:')).join('|')}|`,
		...sorted.map((line) => `| ${cells(line).join(' | ')} |`),
		'',
	].join('\n');
	writeFileSync(join(process.cwd(), 'docs', 'benchmarks.md'), text);
}
