// Rows per second of the SOAP row reader next to fast-xml-parser alone and to JSON.parse of the same rows,
// and how long one page of 15,000 rows holds up the event loop.
// node test/run.mjs test/bench/soapRows.mts [rows]
import { isDeepStrictEqual } from 'node:util';

import { XMLParser } from 'fast-xml-parser';

import { readRowsOfResult, readSoapRows } from '../../nodes/Afas/profit/soap/rows';
import { readSoapResult } from '../../nodes/Afas/profit/soap/result';
import { readRestRows } from '../../nodes/Afas/profit/rest/readRestRows';
import type { Row } from '../../nodes/Afas/profit/values/cell';
import { benchFields, benchRows, soapAnswer } from './soapAnswer.mts';

const PAGE = 15_000;
const RUNS = 7;

/** The shortest time in milliseconds that a piece of work takes: what else the machine does counts least. */
function measure(work: () => unknown): number {
	const times: number[] = [];
	for (let run = 0; run < RUNS + 2; run += 1) {
		const begin = performance.now();
		work();
		// The first two runs are the compiler's.
		if (run >= 2) times.push(performance.now() - begin);
	}
	return Math.min(...times);
}

/** fast-xml-parser as one would use it without this package: envelope, then the text in it. */
function libraryAlone(answer: string): unknown {
	const parser = new XMLParser({
		parseTagValue: false,
		trimValues: false,
		jPath: false,
		processEntities: { enabled: true, maxTotalExpansions: Infinity, maxExpandedLength: Infinity },
	});
	const envelope = parser.parse(answer);
	const result =
		envelope['soap:Envelope']['soap:Body'].GetDataWithOptionsResponse.GetDataWithOptionsResult;
	return parser.parse(result).AfasGetConnector.Bench_Orders;
}

/** The longest time that a timer of 1 ms waits while the work runs. */
async function longestStop(work: () => unknown): Promise<number> {
	let longest = 0;
	let last = performance.now();
	const timer = setInterval(() => {
		const now = performance.now();
		longest = Math.max(longest, now - last);
		last = now;
	}, 1);
	await new Promise((resolve) => setTimeout(resolve, 50));
	longest = 0;
	work();
	await new Promise((resolve) => setTimeout(resolve, 20));
	clearInterval(timer);
	return longest;
}

const count = Number(process.argv[2] ?? 40_000);
const rows = benchRows(count);
const answer = soapAnswer(rows);
const json = JSON.stringify({ skip: 0, take: count, rows });
const read = (): Row[] => readSoapRows(answer, benchFields);

if (!isDeepStrictEqual(read(), readRestRows(Buffer.from(json)))) {
	throw new Error('The rows over SOAP differ from those over REST');
}

console.log(
	`${count} rows x ${benchFields.length} fields, SOAP ${(answer.length / 1e6).toFixed(1)} MB, ` +
		`REST ${(json.length / 1e6).toFixed(1)} MB, Node ${process.version}, best of ${RUNS} runs`,
);
const alone = measure(() => libraryAlone(answer));
const cases: Array<[string, number]> = [
	['row reader, typed', measure(read)],
	['row reader, all text', measure(() => readSoapRows(answer))],
	['fast-xml-parser alone', alone],
	[
		'fast-xml-parser checked, as fallback',
		measure(() => readRowsOfResult(readSoapResult(answer), benchFields)),
	],
	['JSON.parse', measure(() => JSON.parse(json))],
	['REST rows reader', measure(() => readRestRows(Buffer.from(json)))],
];
for (const [name, milliseconds] of cases) {
	const perSecond = Math.round((count / milliseconds) * 1000);
	console.log(
		`${name.padEnd(38)} ${milliseconds.toFixed(0).padStart(6)} ms ${String(perSecond).padStart(9)} rows/s` +
			` ${(alone / milliseconds).toFixed(1).padStart(6)} x fast-xml-parser`,
	);
}

const page = soapAnswer(benchRows(PAGE));
console.log(`longest stop of the event loop for a page of ${PAGE} rows:`);
console.log(
	`  row reader             ${(await longestStop(() => readSoapRows(page, benchFields))).toFixed(0)} ms`,
);
console.log(
	`  fast-xml-parser alone  ${(await longestStop(() => libraryAlone(page))).toFixed(0)} ms`,
);
