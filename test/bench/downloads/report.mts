import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

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

/** The ways that a user may choose between: a heading, and the label of the measurement. */
const CHOICES = [
	['Get Many with Key Fields', 'this node, items, key fields'],
	['to CSV files', 'this node, CSV files on disk, key fields'],
	['over SOAP', 'this node, items, key fields, over SOAP'],
	["n8n's HTTP Request with pagination", 'in n8n: HTTP Request with pagination, Split Out'],
];

/** What a user wants to know: time and memory of each way, with the slowest answers that were measured. */
function summary(lines: Line[]): string[] {
	const delayMs = Math.max(...lines.map((line) => line.delayMs));
	const sizes = [...new Set(lines.map(({ rows }) => rows))].sort((a, b) => a - b);
	const cell = (rows: number, label: string) => {
		const line = lines.find(
			(one) => one.rows === rows && one.delayMs === delayMs && one.label === label,
		);
		if (line === undefined) return '-';
		const memory = line.peakMb === undefined ? '' : `, ${Math.round(line.peakMb)} MB`;
		return `${line.seconds.toFixed(1)} s${memory}`;
	};
	return [
		`Time and memory where AFAS answers in ${delayMs} ms; a real Profit takes 200 to 1,000 ms:`,
		'',
		`| rows | ${CHOICES.map(([heading]) => heading).join(' | ')} |`,
		`|---:|${CHOICES.map(() => '---:').join('|')}|`,
		...sizes.map((rows) => {
			const cells = CHOICES.map(([, label]) => cell(rows, label));
			return `| ${rows.toLocaleString('en')} | ${cells.join(' | ')} |`;
		}),
		'',
		'- **Set the Key Fields** for many rows: several calls run at once, and no row is missed or doubled. The HTTP Request node makes one call after another.',
		'- **Choose CSV or NDJSON files** for very many rows: they need far less memory.',
		'- **Keep REST** unless you have a reason for SOAP.',
		'- **Below a few thousand rows** every way takes a second or so.',
	];
}

/** Writes docs/benchmarks.md. */
export function writeReport(lines: Line[], repeat: number, node: string): void {
	const sorted = [...lines].sort(
		(left, right) => left.rows - right.rows || left.delayMs - right.delayMs,
	);
	const gigabytes = Math.round(totalmem() / 1024 ** 3);
	const date = new Date().toISOString().slice(0, 10);
	const text = [
		'# How fast large reads are',
		'',
		...summary(lines),
		'',
		'## All measurements',
		'',
		`Measured on ${date} on a machine with ${cpus().length} cores and ${gigabytes} GB of memory, Node ${node} (the one of n8n), against the simulator of a Profit environment in a process of its own on the same machine; ${repeat === 1 ? 'each read once' : `medians of ${repeat}`}. Rows have 20 fields, so a call is for 7,500 rows. The delay is what the simulator waits before each answer; a real Profit answers in 200 to 1,000 ms.`,
		'',
		'"Delays alone" is what the calls would take if nothing but the delay cost time, with as many at once as the way allows. "Bare fetch + JSON.parse" is the least that any client must do: one call after another, rows kept in memory. "In n8n" lines ran in a real n8n, one after the other in one run; there the HTTP Request node reads by its own pagination with skip, and Split Out makes items of the pages.',
		'',
		'Make this table with `npm run bench -- --write`.',
		'',
		`| ${HEAD.join(' | ')} |`,
		`|${HEAD.map((_, index) => (index === 2 ? '---' : '---:')).join('|')}|`,
		...sorted.map((line) => `| ${cells(line).join(' | ')} |`),
		'',
	].join('\n');
	writeFileSync(join(process.cwd(), 'docs', 'benchmarks.md'), text);
}
