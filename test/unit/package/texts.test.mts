// What users read apart from descriptions, messages above all, follows n8n's UX guidelines.
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { MEANINGS, UNEXPLAINED } from '../../../nodes/Afas/profit/answers/words';
import { checkout, demandBuild, readManifest } from './support/checkout.mts';
import { shortName, shownNames } from './support/shownNames.mts';
import { sourceTexts, textsOf } from './support/sourceTexts.mts';

/** Messages say what happened and what to do. n8n UX guidelines, "Writing error messages". */
const EMPTY_WORDS = /\b(?:errors?|problems?|failures?|failed|mistakes?)\b/i;

/** n8n's own names, which hold such a word or are no parameter of this package. */
const NAMES_OF_N8N = ['On Error', 'Allowed Domains'];

const QUOTED_NAME = /(?<!\w)'([A-Z][\w-]*(?: [\w-]+)*)'/g;

function load(file: string): INodeType | ICredentialType {
	const module = createRequire(__filename)(join(checkout, file)) as Record<
		string,
		new () => INodeType | ICredentialType
	>;
	return new module[basename(file).split('.')[0]]();
}

/** Messages and the advice beside them come from these folders. */
const MESSAGES = ['nodes/Afas/profit', 'nodes/Afas/transport'];
const ALL = ['nodes', 'credentials'];

/** AFAS's own texts, and where they were found: no user reads them from here. */
const OF_AFAS = new Set(
	[...MEANINGS.flatMap(({ texts }) => texts), ...UNEXPLAINED].flatMap(({ found, source }) => [
		found,
		source,
	]),
);

const textsIn = (folders: string[]) =>
	folders.flatMap((folder) => sourceTexts(folder)).filter(({ text }) => !OF_AFAS.has(text));

describe('a text in the source', () => {
	let names: Set<string>;

	beforeAll(() => {
		demandBuild();
		const { nodes, credentials } = readManifest().n8n;
		const properties = [...nodes, ...credentials]
			.map(load)
			.flatMap((type) => ('description' in type ? type.description.properties : type.properties));
		names = new Set([...shownNames(properties), ...NAMES_OF_N8N]);
	});

	it('is found in literals and templates, at every depth', () => {
		const source = "import 'a b'; f('One two', `It is ${g('four five')} now`, 'seven');";
		expect(textsOf(source)).toEqual(['a b', 'One two', 'It is … now', 'four five']);
		expect(textsIn(ALL).length).toBeGreaterThan(500);
	});

	it('says what happened instead of that something went wrong', () => {
		const empty = textsIn(ALL).filter(({ text }) => {
			const own = NAMES_OF_N8N.reduce((left, name) => left.replaceAll(name, ''), text);
			// Code of an expression is no text.
			return !text.startsWith('={{') && EMPTY_WORDS.test(own);
		});
		expect(empty).toEqual([]);
	});

	it('names parameters as the user sees them', () => {
		const unknown = textsIn(ALL).flatMap(({ file, text }) =>
			[...text.matchAll(QUOTED_NAME)]
				.map(([, name]) => name)
				.filter((name) => !names.has(name))
				.map((name) => `${file}: '${name}' in: ${text}`),
		);
		expect(unknown).toEqual([]);
	});

	it('names parameters in the page about faults as the user sees them', () => {
		const page = readFileSync(join(checkout, 'docs', 'faults.md'), 'utf8');
		const named = [...page.matchAll(/(?<!\*)\*([A-Z][^*\n]*)\*(?!\*)/g)].map(([, name]) => name);
		expect(named).toContain('Retries When Locked');
		const notOurs = ['On Error: Continue', "AFAS's words"];
		expect(named.filter((name) => !names.has(name) && !notOurs.includes(name))).toEqual([]);
	});

	it('puts the name of a parameter between quotes', () => {
		const several = [...names].filter((name) => name.includes(' '));
		const bare = textsIn(MESSAGES).flatMap(({ file, text }) =>
			several
				.filter((name) => text !== name && new RegExp(`(?<!')\\b${name}\\b(?!')`).test(text))
				.map((name) => `${file}: ${name} in: ${text}`),
		);
		expect(bare).toEqual([]);
	});

	it.each([
		['Key Field Names or IDs', 'Key Fields'],
		['Sub-Object Name or ID', 'Sub-Object'],
		['File Name', 'File Name'],
	])('may call %s %s', (displayName, short) => {
		expect(shortName(displayName)).toBe(short);
	});
});
