// Where the code cites docs/afas.md, and what can be cited there.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkout } from './checkout.mts';

export const FACTS = 'docs/afas.md';

export interface Citation {
	/** Path of the file from the checkout on, with slashes. */
	file: string;
	/** `2.5` or `rule 4`; empty when no number follows. */
	number: string;
}

/** What can be cited in the text of docs/afas.md: `2.5` for each such heading, `rule 4` for each rule. */
export function citable(facts: string): Set<string> {
	const [, rules = ''] = /^## Rules$([\s\S]*?)^## /m.exec(facts) ?? [];
	return new Set([
		...[...facts.matchAll(/^### (\d+\.\d+) /gm)].map(([, number]) => number),
		...[...rules.matchAll(/^(\d+)\. /gm)].map(([, number]) => `rule ${number}`),
	]);
}

/** The citations of docs/afas.md in a text. A range counts as its two ends. */
export function citationsIn(text: string): string[] {
	const lines = text.replace(/\n\s*(?:\*|\/\/)?\s*/g, ' ');
	const number = String.raw`(?:rules? \d+|\d+\.\d+)`;
	const list = new RegExp(
		String.raw`docs/afas\.md[,:]? ?(${number}(?:(?:, | and | to |; )(?:${number}|\d+(?=[.,;) ])))*)?`,
		'g',
	);
	return [...lines.matchAll(list)].flatMap(([, found]) => (found ? numbersOf(found) : ['']));
}

/** The numbers of a list: `rules 4 and 5` are `rule 4` and `rule 5`. */
function numbersOf(list: string): string[] {
	return [...list.matchAll(/(rules? )?(\d+(?:\.\d+)?)/g)].map(([, , number]) =>
		number.includes('.') ? number : `rule ${number}`,
	);
}

/** The files of a folder of the checkout that hold code, with their text. */
export function codeFiles(folder: string): Array<{ file: string; text: string }> {
	return readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.m?[tj]s$/.test(name))
		.map((name) => {
			const path = join(checkout, folder, name);
			return {
				file: relative(checkout, path).replaceAll('\\', '/'),
				text: readFileSync(path, 'utf8'),
			};
		});
}
