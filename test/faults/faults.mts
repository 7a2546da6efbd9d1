// `npm run faults [words]`: everything that can go wrong, with every kind of work. `-- --write` writes docs/faults.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../integration/support/libraries.mts';
import { counts, document } from './document.mts';
import { allCombinations, describeResult, tryAll } from './suite.mts';

const given = process.argv.slice(2);
const words = given.filter((word) => !word.startsWith('--'));
// A word that begins with a minus leaves out what it names.
const chosen = allCombinations().filter(({ fault, work }) => {
	const name = `${fault.id} x ${work.id}`;
	return words.every((word) =>
		word.startsWith('-') ? !name.includes(word.slice(1)) : name.includes(word),
	);
});
const started = Date.now();
const results = await tryAll(chosen);
const bad = results.filter(({ problems }) => problems.length > 0);
for (const result of bad) console.log(describeResult(result));
if (given.includes('--write') && words.length === 0) {
	writeFileSync(join(checkout, 'docs', 'faults.md'), document(results));
	console.log('docs/faults.md is written');
}
console.log(`${Math.round((Date.now() - started) / 1000)} s, ${bad.length} not as expected`);
console.log(counts(results));
// Calls that were left hanging keep the process alive.
process.exit(bad.length > 0 ? 1 : 0);
