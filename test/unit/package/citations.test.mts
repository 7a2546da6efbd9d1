// Facts about AFAS stand in one public document, which the code cites by number.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './support/checkout.mts';
import { citable, citationsIn, codeFiles, FACTS, type Citation } from './support/citations.mts';

const FOLDERS = ['nodes', 'credentials', 'test'];
/** What the tests of citations themselves say is no citation. */
const THIS = 'test/unit/package/citations.test.mts';

const files = FOLDERS.flatMap(codeFiles).filter(({ file }) => file !== THIS);
const numbers = citable(readFileSync(join(checkout, FACTS), 'utf8'));

describe('a citation of docs/afas.md', () => {
	it('is found, alone, in lists and across lines', () => {
		expect(citationsIn('/** Rows. docs/afas.md 2.5. */')).toEqual(['2.5']);
		expect(citationsIn('(docs/afas.md 3.1, 3.4 and 3.5)')).toEqual(['3.1', '3.4', '3.5']);
		expect(citationsIn(' * is so. docs/afas.md\n * rule 5 and 1.2.')).toEqual(['rule 5', '1.2']);
		expect(citationsIn('docs/afas.md rules 4 and 5.')).toEqual(['rule 4', 'rule 5']);
		expect(citationsIn('see docs/afas.md for more')).toEqual(['']);
	});

	it('has a paragraph or a rule to point to', () => {
		expect(citable('## Rules\n\n1. A\n2. B\n\n## 1. C\n### 1.1 D\n3. E\n')).toEqual(
			new Set(['1.1', 'rule 1', 'rule 2']),
		);
		const cited = files.flatMap(({ file, text }) =>
			citationsIn(text).map((number): Citation => ({ file, number })),
		);
		expect(cited.length).toBeGreaterThan(100);
		expect(cited.filter(({ number }) => number !== '' && !numbers.has(number))).toEqual([]);
	});

	it('stands in for every source that a reader of this repository does not have', () => {
		const elsewhere = /\bafas-(?:api|news|words|2026-11)\b|\bDESIGN\b|shared\/reference/;
		expect(files.filter(({ text }) => elsewhere.test(text)).map(({ file }) => file)).toEqual([]);
	});

	it('can name each of the 16 rules and every chapter', () => {
		const rules = [...numbers].filter((number) => number.startsWith('rule'));
		expect(rules).toEqual(Array.from({ length: 16 }, (_unused, index) => `rule ${index + 1}`));
		const chapters = new Set([...numbers].map((number) => number.split('.')[0]));
		expect(chapters.size - rules.length).toBe(12);
	});
});
