import type { Page } from 'playwright-core';
import { overlaps, type Box } from '../../support/boxes.mts';

/** A note, and where its text ends. */
interface NoteBox extends Box {
	textBottom: number;
}

/** What stands on the canvas, in its own pixels: nodes with the texts under them, and notes. */
export interface Canvas {
	nodes: Box[];
	notes: NoteBox[];
	/** Everything together, in the window's pixels. */
	area: { x: number; y: number; width: number; height: number };
}

/** More of a note than this, in pixels, should not be empty. */
const MOST_EMPTY = 60;
/** Around everything, in a picture; a trigger has a sign at its left, the last node a line at its right. */
const MARGIN = { x: 56, y: 24 };
/** The buttons of the editor that lie over the canvas. */
const WITHOUT_BUTTONS =
	'.vue-flow__panel, [class*=_executionButtons_], [data-test-id=canvas-node-toolbar], .el-notification { visibility: hidden }';

/** Runs in the browser: measures what stands on the canvas, whatever its zoom. */
const MEASURE = `(() => {
	const union = (rects) => ({
		left: Math.min(...rects.map((rect) => rect.left)),
		top: Math.min(...rects.map((rect) => rect.top)),
		right: Math.max(...rects.map((rect) => rect.right)),
		bottom: Math.max(...rects.map((rect) => rect.bottom)),
	});
	const all = (selector, within = document) => [...within.querySelectorAll(selector)];
	const rectOf = (element) => element.getBoundingClientRect();
	const textRectOf = (element) => {
		const range = document.createRange();
		range.selectNodeContents(element);
		// A text that is too long is cut off with dots.
		const [text, box] = [range.getBoundingClientRect(), rectOf(element)];
		const [left, right] = [Math.max(text.left, box.left), Math.min(text.right, box.right)];
		return { left, right, top: text.top, bottom: text.bottom, width: right - left };
	};
	const notes = all('[data-test-id=sticky]');
	const nodes = all('[data-test-id=canvas-node]').filter((node) => !node.querySelector('[data-test-id=sticky]'));
	const first = nodes[0] ?? notes[0];
	const zoom = rectOf(first).width / first.offsetWidth;
	const scaled = ({ left, top, right, bottom }) => ({
		left: left / zoom, top: top / zoom, right: right / zoom, bottom: bottom / zoom,
	});
	const nodeRects = nodes.map((node) => {
		const texts = all('[class*=_description_] > *', node).map(textRectOf).filter((rect) => rect.width > 0);
		return union([rectOf(node), ...texts]);
	});
	const { left, top, right, bottom } = union([...nodeRects, ...notes.map(rectOf)]);
	return {
		nodes: nodes.map((node, index) => ({ name: node.dataset.nodeName, ...scaled(nodeRects[index]) })),
		notes: notes.map((note) => ({
			name: note.innerText.split('\\n')[0],
			...scaled(rectOf(note)),
			textBottom: union(all('h1, h2, h3, p, li, pre', note).map(rectOf)).bottom / zoom,
		})),
		area: { x: left, y: top, width: right - left, height: bottom - top },
	};
})()`;

/** Measures the canvas of the open workflow. */
export async function measureCanvas(page: Page): Promise<Canvas> {
	return (await page.evaluate(MEASURE)) as Canvas;
}

/** What a user would trip over: things on top of each other, and notes that are cut off or mostly empty. */
export function canvasWrongs({ nodes, notes }: Canvas): string[] {
	const cut = notes.filter(({ bottom, textBottom }) => textBottom > bottom);
	const empty = notes.filter(({ bottom, textBottom }) => bottom - textBottom > MOST_EMPTY);
	return [
		...overlaps([...notes, ...nodes]).map(([one, other]) => `'${other}' lies on '${one}'`),
		...cut.map(({ name }) => `the text of '${name}' is cut off`),
		...empty.map(({ name }) => `'${name}' is larger than its text`),
	];
}

/** Saves a picture of all that stands on the canvas. */
export async function shootCanvas(page: Page, path: string): Promise<void> {
	const { area } = await measureCanvas(page);
	const canvas = (await page.locator('[data-test-id=canvas]').boundingBox())!;
	const left = Math.max(canvas.x, area.x - MARGIN.x);
	const top = Math.max(canvas.y, area.y - MARGIN.y);
	const right = Math.min(canvas.x + canvas.width, area.x + area.width + MARGIN.x);
	const bottom = Math.min(canvas.y + canvas.height, area.y + area.height + MARGIN.y);
	const clip = { x: left, y: top, width: right - left, height: bottom - top };
	await page.screenshot({ path, clip, scale: 'css', style: WITHOUT_BUTTONS });
}
