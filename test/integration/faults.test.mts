// Everything that goes wrong with every kind of work: see test/faults. `npm run faults -- --write` writes the page that is compared here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../faults/combination.mts';
import { counts, document } from '../faults/document.mts';
import { FAULT_CASES } from '../faults/faultCases.mts';
import { allCombinations, describeResult, tryAll } from '../faults/suite.mts';
import { checkout } from './support/libraries.mts';

let results: Result[];

beforeAll(async () => {
	results = await tryAll(allCombinations());
}, 600_000);

const problemsOf = (fault: string) =>
	results
		.filter(({ combination, problems }) => combination.fault.id === fault && problems.length > 0)
		.map(describeResult);

describe('nothing is lost, doubled or leaked when', () => {
	it.each(FAULT_CASES.map(({ title, id }) => [title, id]))('%s', (_title, id) => {
		expect(problemsOf(id)).toEqual([]);
	});
});

it('in numbers', () => {
	expect(counts(results)).toMatch(/^\d{4} combinations: lost 0, doubled 0, leaked 0$/);
});

it('docs/faults.md says so; if not, run: npm run faults -- --write', () => {
	expect(document(results)).toBe(readFileSync(join(checkout, 'docs', 'faults.md'), 'utf8'));
});
