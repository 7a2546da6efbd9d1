import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { overlaps, type Box } from '../../support/boxes.mts';
import { checkout } from './support/checkout.mts';

interface Node {
	name: string;
	type: string;
	position: [number, number];
	parameters: { content?: string; width?: number; height?: number };
	credentials?: unknown;
}

const FOLDER = join(checkout, 'examples');
const NODE_SIZE = 96;
/** The name and the subtitle stand under a node. */
const TEXTS = 60;

const files = readdirSync(FOLDER);
const read = (file: string) =>
	JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as { name: string; nodes: Node[] };
const isNote = ({ type }: Node) => type === 'n8n-nodes-base.stickyNote';

function boxOf(node: Node): Box {
	const [left, top] = node.position;
	const { width = NODE_SIZE, height = NODE_SIZE + TEXTS } = node.parameters;
	const size = isNote(node) ? [width, height] : [NODE_SIZE, NODE_SIZE + TEXTS];
	return { name: node.name, left, top, right: left + size[0], bottom: top + size[1] };
}

describe.each(files)('the example %s', (file) => {
	const { name, nodes } = read(file);
	const notes = nodes.filter(isNote);

	it('has a note that says what it does and what to make your own', () => {
		expect(notes).toHaveLength(1);
		const { content = '' } = notes[0].parameters;
		expect(content.startsWith(`## ${name}\n`)).toBe(true);
		expect(content).toContain('**Make it yours');
	});

	it('has a name of its own for each node', () => {
		const names = nodes.map((node) => node.name);
		expect(new Set(names).size).toBe(names.length);
	});

	it('has nothing lying on something else', () => {
		expect(overlaps(nodes.map(boxOf))).toEqual([]);
	});

	it('holds no credential', () => {
		expect(nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
	});
});

describe('the list of recipes in the README', () => {
	const readme = readFileSync(join(checkout, 'README.md'), 'utf8');
	const list = readme.split('\n## Recipes\n')[1].split('\n## ')[0];
	const links = [...list.matchAll(/^\| \[[^\]]+\]\(([^)]+)\)/gm)].map(([, link]) => link);
	const page = (link: string) => readFileSync(join(checkout, link), 'utf8');

	it('fits on one screen, and leads to a page with a picture of the workflow', () => {
		expect(links.length).toBeGreaterThan(10);
		expect(list.split('\n').length).toBeLessThan(30);
		for (const link of links) {
			expect({ link, isPage: link.startsWith('docs/') }).toEqual({ link, isPage: true });
			expect(page(link)).toMatch(/!\[[^\]]+\]\([./]*images\/canvas-[\w-]+\.png\)/);
		}
	});

	it('leads to every example', () => {
		const texts = [list, ...links.map(page)].join('\n');
		expect(files.filter((file) => !texts.includes(`examples/${file}`))).toEqual([]);
	});
});
