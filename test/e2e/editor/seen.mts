import type { INodeProperties } from 'n8n-workflow';
import type { Page } from 'playwright-core';
import type { RestClient } from '../host/restClient.mts';

/** What the editor knows of a node or credential. */
interface ShownType {
	name: string;
	properties: INodeProperties[];
}

/**
 * Runs in the browser: the texts that a user sees. `chosen` are those of parameters, lists and the canvas, where
 * only names belong; data in the output and in code editors is left out of them, and code in a note, which names
 * fields of the user's own items.
 */
const READ_TEXTS = `(() => {
	const isShown = (element) => element.getClientRects().length > 0;
	const chosen = [...document.querySelectorAll('input')].filter(isShown).map((input) => input.value || input.placeholder);
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const element = node.parentElement;
		const isData = element.closest('[data-test-id=output-panel], [data-test-id=ndv-input-panel], .cm-editor, code, script, style');
		if (!isData && isShown(element)) chosen.push(node.textContent);
	}
	return { all: document.body.innerText, chosen };
})()`;

/** What n8n says when a list or form did not come. */
const NOT_LOADED = /Error fetching options|Could not load list|fields could not be read/;

const BROKEN = /\bundefined\b|\[object \w+\]|\bNaN\b/;

/** Runs in every page of the browser: hands over the text of each red toast, however briefly it is there. */
const WATCH_TOASTS = `new MutationObserver(() => {
	for (const toast of document.querySelectorAll('.el-notification')) {
		if (toast.dataset.seen || !toast.querySelector('.el-notification--error')) continue;
		toast.dataset.seen = 'yes';
		window.sawRedToast(toast.innerText);
	}
}).observe(document, { childList: true, subtree: true })`;

/** Looks at what the editor shows for what should never be there. */
export class Seen {
	private readonly toasts: string[] = [];

	private constructor(
		private readonly page: Page,
		private readonly internalNames: string[],
	) {}

	/** @param rest signed in */
	static async on(page: Page, rest: RestClient): Promise<Seen> {
		const seen = new Seen(page, await internalNames(rest));
		await page.exposeFunction('sawRedToast', (text: string) => seen.toasts.push(text));
		await page.addInitScript(WATCH_TOASTS);
		return seen;
	}

	/**
	 * What is wrong with what the page shows now, and the red toasts since the last call.
	 * @param expectedToast a red toast that belongs here
	 */
	async wrongs(expectedToast?: RegExp): Promise<string[]> {
		const { all, chosen } = (await this.page.evaluate(READ_TEXTS)) as {
			all: string;
			chosen: string[];
		};
		const broken = BROKEN.exec(all);
		const notLoaded = [...chosen, all].map((text) => NOT_LOADED.exec(text)).find(Boolean);
		const internal = this.internalNames.filter((name) =>
			chosen.some((text) => new RegExp(`\\b${name}\\b`).test(text)),
		);
		const toasts = this.toasts.splice(0);
		const unexpected = toasts.filter((text) => !expectedToast?.test(text));
		return [
			...(broken ? [`"${broken[0]}" is shown`] : []),
			...(notLoaded ? [`"${notLoaded[0]}" is shown`] : []),
			...internal.map((name) => `the internal name "${name}" is shown`),
			...unexpected.map((text) => `a red toast says: ${text}`),
			...(expectedToast && toasts.length === 0 ? ['the expected red toast did not come'] : []),
		];
	}
}

/** Names and values of parameters that a user should never see, because they have displayed names. */
async function internalNames(rest: RestClient): Promise<string[]> {
	const own = async (list: string) =>
		((await rest.get<ShownType[]>(list)) as ShownType[]).filter(({ name }) => /afas/i.test(name));
	const types = [...(await own('/types/nodes.json')), ...(await own('/types/credentials.json'))];
	const names = new Set<string>();
	const collect = (part: {
		name?: unknown;
		value?: unknown;
		options?: unknown;
		values?: unknown;
	}) => {
		for (const name of [part.value === undefined ? part.name : undefined, part.value]) {
			if (typeof name === 'string' && /^[a-z]+[A-Z]\w*$/.test(name)) names.add(name);
		}
		for (const inner of [part.options, part.values]) {
			if (Array.isArray(inner)) inner.forEach(collect);
		}
	};
	types.flatMap(({ properties }) => properties).forEach(collect);
	return [...names];
}
