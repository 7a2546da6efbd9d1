import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/**
 * Runs in the browser: whether for some time no list was being loaded and no credential tested.
 * A panel asks for its lists one after the other, so one quiet moment says little.
 */
const QUIET = `(() => {
	const words = [...document.querySelectorAll('input')].map((input) => input.placeholder + input.value);
	const busy = words.concat(document.body.innerText).some((text) => /Loading options/.test(text)) ||
		document.querySelector('[data-test-id=editCredential-modal] [data-icon=spinner]');
	if (busy || !window.quietSince) window.quietSince = Date.now();
	return !busy && Date.now() - window.quietSince > 1000;
})()`;

/** What the screenshots use of an HTML element. */
interface Scrollable {
	scrollTop: number;
	clientHeight: number;
	scrollHeight: number;
	querySelectorAll(selector: string): Iterable<Scrollable>;
}

/**
 * Runs in the browser: scrolls what scrolls furthest in `part` to its screen number `screen` (from
 * 0) and gives the number of screens.
 */
function scrollToScreen(part: Scrollable, screen: number): number {
	const overlap = 40;
	const hidden = (element: Scrollable) => element.scrollHeight - element.clientHeight;
	const scroller = [part, ...part.querySelectorAll('div')].reduce((most, element) =>
		hidden(element) > hidden(most) && element.clientHeight > 2 * overlap ? element : most,
	);
	const step = scroller.clientHeight - overlap;
	scroller.scrollTop = screen * step;
	return 1 + Math.ceil(Math.max(0, hidden(scroller)) / step);
}

/** n8n's editor in a browser page, driven as a user drives it. */
export class EditorPage {
	constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	/** Opens a saved workflow and waits until its nodes are on the canvas. */
	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.page.locator('[data-test-id=canvas-node]').first().waitFor();
		await this.takeOverEditing();
	}

	/** Opens the panel of a node by its name and waits until its parameters are there. */
	async openNode(name: string): Promise<void> {
		const node = this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
		await node.dblclick();
		await this.parameters.waitFor();
		await this.settle();
	}

	async closeNode(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.parameters.waitFor({ state: 'hidden' });
	}

	/** The panel with the parameters of the open node. */
	get parameters(): Locator {
		return this.page.locator('[data-test-id=node-parameters]');
	}

	/** The part of the open node's panel that scrolls. */
	get panel(): Locator {
		return this.page.locator('[data-test-id=ndv] [data-test-id=node-parameters]');
	}

	/** The open credential's form. */
	get credentialForm(): Locator {
		return this.page.locator('[data-test-id=editCredential-modal]');
	}

	/** The input of one parameter of the open node, by its internal name. */
	parameter(name: string): Locator {
		return this.page.locator(`[data-test-id="parameter-input-${name}"]`);
	}

	/** Chooses an option of a select parameter by the text that is shown. */
	async choose(parameter: string, option: string): Promise<void> {
		await this.parameter(parameter).locator('input').first().click();
		await this.page.getByRole('option', { name: option, exact: true }).first().click();
		await this.settle();
	}

	/** Fills a text parameter. */
	async fill(parameter: string, text: string): Promise<void> {
		await this.parameter(parameter).locator('input, textarea').first().fill(text);
	}

	/** Opens the list of a resource locator. */
	async openList(parameter: string): Promise<void> {
		const locator = this.page.locator(`[data-test-id="resource-locator-${parameter}"]`);
		await locator.locator('[data-test-id=rlc-input]').click();
		await this.listEntries.first().waitFor();
	}

	/** Types `text` into the search of the open list and takes the first entry that shows it. */
	async takeFromList(text: string): Promise<void> {
		await this.page.locator('[data-test-id=rlc-search]:visible').fill(text);
		await this.listEntries.filter({ hasText: text }).first().click();
		await this.settle();
	}

	/** Opens the list of the options that the open node's Options can still get. */
	async openAddOption(): Promise<void> {
		await this.panel.getByPlaceholder('Add option').click();
		await this.page.getByRole('option').first().waitFor();
	}

	private get listEntries(): Locator {
		return this.page.locator('[data-test-id=rlc-item]:visible');
	}

	/** Opens the menu with the columns that the form in the panel does not show yet. */
	async openAddField(): Promise<void> {
		const adder = this.parameters.locator('[data-test-id=add-fields-select]');
		await adder.scrollIntoViewIfNeeded();
		await adder.locator('button, input').first().click();
		await this.menuEntries.first().waitFor();
	}

	/** Adds a column to the form by its label in that menu. */
	async addField(label: string): Promise<void> {
		await this.openAddField();
		await this.menuEntries.filter({ hasText: label }).first().click();
		await this.settle();
	}

	private get menuEntries(): Locator {
		return this.page.locator('[role=option]:visible, [role=menuitem]:visible');
	}

	/** Runs the open node by its own button and waits for its output. */
	async executeNode(): Promise<void> {
		const panel = this.page.locator('[data-test-id=ndv]');
		await panel.locator('[data-test-id=node-execute-button]').click();
		await panel.locator('[data-test-id=ndv-items-count]').first().waitFor();
		await this.settle();
	}

	/** Opens the form of the credential that the open node uses. */
	async openCredential(): Promise<void> {
		await this.page.locator('[data-test-id=credential-edit-button]').first().click();
		await this.page.locator('[data-test-id=editCredential-modal]').waitFor();
		await this.settle();
	}

	/** Waits until the lists that the panel asks for have come and nothing moves any more. */
	async settle(): Promise<void> {
		await this.page.mouse.move(1, 1);
		await this.page.evaluate('window.quietSince = 0');
		await this.page.waitForFunction(QUIET);
	}

	/** Saves the window as `<folder>/<name>.png`. */
	async shootWindow(folder: string, name: string): Promise<string[]> {
		const path = join(folder, `${name}.png`);
		await this.page.screenshot({ path, scale: 'css' });
		return [path];
	}

	/**
	 * Saves a part of the window, as `<folder>/<name>-1.png` and on, until all that scrolls in it
	 * was shown, with a little overlap. Gives the paths.
	 */
	async shootScrolled(part: Locator, folder: string, name: string): Promise<string[]> {
		const paths: string[] = [];
		for (let screen = 0, screens = 1; screen < screens; screen++) {
			screens = await part.evaluate(scrollToScreen, screen);
			await this.page.waitForTimeout(200);
			const path = join(folder, `${name}-${screen + 1}.png`);
			await part.screenshot({ path });
			paths.push(path);
		}
		return paths;
	}

	/** A page that was closed seconds ago still holds the right to write: take it over. */
	private async takeOverEditing(): Promise<void> {
		const button = this.page.getByRole('button', { name: /take over|edit here/i });
		if (await button.isVisible()) await button.click();
	}
}
