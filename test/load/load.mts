// `npm run load [-- --delay 150 --pages 60 --records 20]`: 20 executions at once on a token that takes 8 calls at once.
import { parseArgs } from 'node:util';
import { openStage } from '../integration/support/profit.mts';
import type { Settings } from '../simulator/settings.mts';
import { runCrowd } from './crowd.mts';
import { describeFigures } from './figures.mts';

const { values } = parseArgs({
	options: {
		delay: { type: 'string', default: '150' },
		pages: { type: 'string', default: '60' },
		records: { type: 'string', default: '20' },
		retries: { type: 'string' },
	},
});
const stage = await openStage({ bigRows: 10, orderRows: 1000 });

const REFUSALS: Array<[refusal: Settings['parallelRefusal'], title: string]> = [
	['json503', "Refused with AFAS's JSON 503"],
	['reset', 'Refused by a reset of the connection'],
];
let passed = 0;
let failed = 0;
for (const [refusal, title] of REFUSALS) {
	const { figures, problems } = await runCrowd(stage, {
		refusal,
		delayMs: Number(values.delay),
		pages: Number(values.pages),
		records: Number(values.records),
		retries: values.retries === undefined ? undefined : Number(values.retries),
	});
	console.log([title, ...describeFigures(figures), ...problems.map((is) => `  ${is}`)].join('\n'));
	if (problems.length === 0) passed += 1;
	else failed += 1;
}
await stage.simulator.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
