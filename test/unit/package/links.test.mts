// Links lead somewhere: in the documentation, and from the editor to the documentation.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { checkout } from './support/checkout.mts';

const BLOB = 'https://github.com/n8n-nodes-afas/n8n-nodes-afas/blob/main/';

const PICTURES = 'docs/images';
const PICTURE_BYTES = 150_000;

const read = (file: string) => readFileSync(join(checkout, file), 'utf8');

const pages = readdirSync(checkout)
	.filter((name) => name.endsWith('.md'))
	.concat(
		readdirSync(join(checkout, 'docs'), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.md'))
			.map((name) => `docs/${name}`),
	);

/** The anchors that GitHub gives the headings of a page. */
function anchors(page: string): string[] {
	const text = read(page).replace(/^```[\s\S]*?^```/gm, '');
	return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replace(/\s/g, '-'),
	);
}

/** Why a link of a page, relative to it, leads nowhere; undefined when it does not. */
function fault(page: string, link: string): string | undefined {
	const [path, anchor] = link.split('#');
	const file = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path)));
	if (!existsSync(join(checkout, file))) return `${page}: ${link} is not there`;
	if (anchor === undefined || anchors(file).includes(anchor)) return undefined;
	return `${page}: ${file} has no heading #${anchor}`;
}

describe('a link', () => {
	it('in the documentation leads to a file, and to a heading of it', () => {
		const links = pages.flatMap((page) =>
			[...read(page).matchAll(/(?<!!\[[^\]]*)\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(
				([, link]) => ({
					page,
					link,
				}),
			),
		);
		expect(links.length).toBeGreaterThan(40);
		expect(links.flatMap(({ page, link }) => fault(page, link) ?? [])).toEqual([]);
	});

	it('to a picture leads to one that loads quickly, and each picture is shown somewhere', () => {
		const shown = new Set(
			pages.flatMap((page) =>
				[...read(page).matchAll(/!\[[^\]]+\]\((?!https?:)([^)\s]+)\)/g)].map(([, link]) =>
					normalize(join(dirname(page), link)),
				),
			),
		);
		const there = readdirSync(join(checkout, PICTURES)).map((name) => `${PICTURES}/${name}`);
		expect([...shown].sort()).toEqual(there.sort());
		const sizes = there.map((path) => ({ path, size: statSync(join(checkout, path)).size }));
		expect(sizes.filter(({ size }) => size > PICTURE_BYTES)).toEqual([]);
	});

	it('that leads nowhere is found', () => {
		expect(fault('README.md', 'docs/gone.md')).toContain('is not there');
		expect(fault('README.md', 'docs/triggers.md#gone')).toContain('has no heading #gone');
		expect(fault('docs/reading.md', '../README.md#installation')).toBeUndefined();
	});

	it('of each node, trigger and credential leads to a page of its own', () => {
		const sources = [
			...readdirSync(join(checkout, 'nodes/Afas')).filter((name) => name.endsWith('.node.json')),
		].map((name) => read(`nodes/Afas/${name}`));
		sources.push(read('credentials/AfasApi.credentials.ts'));
		const urls = sources.map((text) => new RegExp(`${BLOB}[^"']+`).exec(text)?.[0] ?? 'none');
		expect(new Set(urls).size).toBe(sources.length);
		expect(urls.flatMap((url) => fault('README.md', url.replace(BLOB, '')) ?? [])).toEqual([]);
	});
});
