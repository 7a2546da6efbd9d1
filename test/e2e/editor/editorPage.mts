import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Locator, Page, Request } from 'playwright-core';

/** Whatever the editor does takes this long at most, also on a busy machine. */
const WITHIN_MS = 120_000;

/** What the panel waits for before it shows what belongs in it. */
const AWAITED = /\/rest\/(?:dynamic-node-parameters|credentials\/test|credential-types)\b/;

/** Runs in the browser: whether for a moment no list was being loaded and no credential tested. */
const QUIET = `(() => {
	const words = [...document.querySelectorAll('input')].map((input) => input.placeholder + input.value);
	const busy = words.concat(document.body.innerText).some((text) => /Loading options/.test(text)) ||
		document.querySelector('[data-test-id=editCredential-modal] [data-icon=spinner]');
	if (busy || !window.quietSince) window.quietSince = Date.now();
	return !busy && Date.now() - window.quietSince > 700;
})()`;

/** What is used of an HTML element in the browser. */
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

/** A text as a whole, with any space around it. */
function exactly(text: string): RegExp {
	return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}

/** n8n's editor in a browser page, driven as a user drives it. */
export class EditorPage {
	private readonly awaited = new Set<Request>();

	constructor(
		readonly page: Page,
		private readonly url: string,
	) {
		page.setDefaultTimeout(WITHIN_MS);
		page.on('request', (request) => {
			if (AWAITED.test(request.url())) this.awaited.add(request);
		});
		page.on('requestfinished', (request) => this.awaited.delete(request));
		page.on('requestfailed', (request) => this.awaited.delete(request));
	}

	/** Opens the list of credentials. */
	async openCredentials(): Promise<void> {
		await this.page.goto(`${this.url}/home/credentials`);
		await this.page.getByRole('button', { name: 'Create credential' }).first().waitFor();
	}

	/** Opens an empty workflow. */
	async openNewWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.locator('[data-test-id=canvas-add-button]').waitFor();
	}

	/** Opens a saved workflow and waits until its nodes are on the canvas. */
	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.nodes.first().waitFor();
		await this.takeOverEditing();
	}

	/** The nodes on the canvas, with the texts under them. */
	get nodes(): Locator {
		return this.page.locator('[data-test-id=canvas-node]');
	}

	/** Opens the panel of a node by its name and waits until its parameters are there. */
	async openNode(name: string): Promise<void> {
		await this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`).dblclick();
		await this.parameters.waitFor();
		await this.settle();
	}

	async closeNode(): Promise<void> {
		await this.page.locator('[data-test-id=ndv-close-button]').click();
		await this.window.waitFor({ state: 'hidden' });
	}

	/** The window of the open node. */
	get window(): Locator {
		return this.page.locator('[data-test-id=ndv]');
	}

	/** The parameters of the open node; this part scrolls. */
	get parameters(): Locator {
		return this.window.locator('[data-test-id=node-parameters]');
	}

	/** The output of the open node. */
	get output(): Locator {
		return this.window.locator('[data-test-id=output-panel]');
	}

	/** The message in the output of the open node when it stopped. */
	get errorMessage(): Locator {
		return this.output.locator('[data-test-id=node-error-message]');
	}

	/** The open credential's form. */
	get credentialForm(): Locator {
		return this.page.locator('[data-test-id=editCredential-modal]');
	}

	/** The nodes and actions that the node panel shows. */
	get foundNodes(): Locator {
		return this.page.locator('[data-test-id=node-creator-item-name]:visible');
	}

	/** Opens the node panel of a workflow that has no nodes yet. */
	async openNodePanel(): Promise<void> {
		await this.page.locator('[data-test-id=canvas-add-button]').click();
		await this.nodeSearch.waitFor();
	}

	/** Types into the search of the node panel and waits until it shows a node of this name. */
	async searchNode(text: string, expected: string): Promise<void> {
		await this.nodeSearch.fill(text);
		await this.foundNodes
			.filter({ hasText: exactly(expected) })
			.first()
			.waitFor();
	}

	/** Opens what a node in the node panel can do, and waits for some of its triggers or actions. */
	async openActions(node: string, ...expected: [string, ...string[]]): Promise<void> {
		await this.foundNodes
			.filter({ hasText: exactly(node) })
			.first()
			.click();
		const closed = this.page
			.locator('[data-test-id=node-creator-category-item]')
			.filter({ has: this.page.locator('[data-icon=chevron-up]') });
		const action = (name: string) => this.foundNodes.filter({ hasText: exactly(name) }).first();
		await closed.or(action(expected[0])).first().waitFor();
		if ((await closed.count()) > 0) await closed.first().click();
		for (const name of expected) await action(name).waitFor();
	}

	/** Adds a node by an action in the node panel, and waits for its parameters. */
	async addByAction(action: string): Promise<void> {
		await this.foundNodes
			.filter({ hasText: exactly(action) })
			.first()
			.click();
		await this.parameters.waitFor();
		await this.settle();
	}

	private get nodeSearch(): Locator {
		return this.page.locator('[data-test-id=node-creator-search-bar]');
	}

	/** The inputs of a parameter in the open node or credential, by its internal name. */
	parameter(name: string): Locator {
		return this.page.locator(`[data-test-id="parameter-input-${name}"]:visible`);
	}

	/**
	 * Chooses an option of a list by the text that is shown, or that fits the pattern.
	 * @param nth which of the parameters with this name, from 0
	 */
	async choose(parameter: string, option: string | RegExp, nth = 0): Promise<void> {
		await this.list(parameter).nth(nth).locator('input').first().click();
		await this.option(option).click();
		await this.settle();
	}

	/** Adds a choice to a list that takes several. */
	async chooseAlso(parameter: string, option: string | RegExp): Promise<void> {
		await this.choose(parameter, option);
		await this.closeList();
	}

	/** Closes a list in the open node that stayed open: one for several choices, and on a busy machine others too. */
	private async closeList(): Promise<void> {
		const deadline = Date.now() + WITHIN_MS;
		while ((await this.options.count()) + (await this.menuEntries.count()) > 0) {
			if (Date.now() > deadline) throw new Error('A list does not close');
			await this.window.locator('[data-test-id=tab-params]').click();
			await this.page.waitForTimeout(300);
		}
	}

	/** The lists of this name; n8n gives text inputs inside a parameter names of its own, such as `field`. */
	private list(parameter: string): Locator {
		return this.parameter(parameter).filter({ has: this.page.locator('.el-select') });
	}

	/** The options of the open list, without their descriptions. */
	get options(): Locator {
		return this.page.locator('[role=option]:visible .option-headline');
	}

	private option(text: string | RegExp): Locator {
		const hasText = typeof text === 'string' ? exactly(text) : text;
		return this.options.filter({ hasText }).first();
	}

	/** Fills a text or number parameter. */
	async fill(parameter: string, text: string, nth = 0): Promise<void> {
		await this.parameter(parameter).nth(nth).locator('input, textarea').first().fill(text);
	}

	/** The text in the code editor of a parameter. */
	async code(parameter: string): Promise<string> {
		const lines = this.parameter(parameter).locator('.cm-line');
		await lines.first().waitFor();
		return (await lines.allInnerTexts()).join('\n');
	}

	/** Replaces the text in the code editor of a parameter. */
	async fillCode(parameter: string, text: string): Promise<void> {
		const content = this.parameter(parameter).locator('.cm-content');
		await content.click();
		await this.page.keyboard.press('ControlOrMeta+a');
		await this.page.keyboard.insertText(text);
	}

	/** Presses a button in the open node's parameters, such as the one that adds an entry. */
	async press(button: string, nth = 0): Promise<void> {
		await this.parameters.getByRole('button', { name: button, exact: true }).nth(nth).click();
		await this.settle();
	}

	/** Opens the list of a resource locator. */
	async openList(parameter: string): Promise<void> {
		const locator = this.page.locator(`[data-test-id="resource-locator-${parameter}"]`);
		await locator.locator('[data-test-id=rlc-input]').click();
		await this.listEntries.first().waitFor();
	}

	/** Types `text` into the search of the open list and waits until only fitting entries are left. */
	async searchList(text: string): Promise<void> {
		await this.page.locator('[data-test-id=rlc-search]:visible').fill(text);
		const others = this.listEntries.filter({ hasNotText: new RegExp(text, 'i') });
		await others.first().waitFor({ state: 'detached' });
		await this.listEntries.first().waitFor();
	}

	/** Takes the entry of the open list that holds this text. */
	async takeFromList(text: string): Promise<void> {
		await this.listEntries.filter({ hasText: text }).first().click();
		await this.settle();
	}

	/** The entries of the open list of a resource locator. */
	get listEntries(): Locator {
		return this.page.locator('[data-test-id=rlc-item]:visible');
	}

	/** What is chosen in a resource locator. */
	async chosenIn(parameter: string): Promise<string> {
		const locator = this.page.locator(`[data-test-id="resource-locator-${parameter}"]`);
		return await locator
			.locator('[data-test-id=rlc-input] input, input[data-test-id=rlc-input]')
			.inputValue();
	}

	/** Adds an option to the open node's Options. */
	async addOption(option: string): Promise<void> {
		await this.parameters.getByPlaceholder('Add option').click();
		await this.page.getByRole('option', { name: option, exact: true }).click();
		await this.closeList();
		await this.settle();
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
		return this.page.locator('[role=option]:visible, [role=menuitem]:not(#side-menu *):visible');
	}

	/** Runs the open node by its own button. */
	async executeNode(): Promise<void> {
		await this.window.locator('[data-test-id=node-execute-button]').first().click();
	}

	/** Waits until the output shows this number of items. */
	async seeItems(count: number): Promise<void> {
		const text = exactly(count === 1 ? '1 item' : `${count} items`);
		await this.output.locator('[data-test-id=ndv-items-count]').filter({ hasText: text }).waitFor();
		await this.settle();
	}

	/** The rows of the table in the output, as the texts of their cells; the first are the headings. */
	async table(): Promise<string[][]> {
		const rows = this.output.locator('table tr');
		await rows.nth(1).waitFor();
		const cells = await rows.all();
		return await Promise.all(cells.map(async (row) => await row.locator('th, td').allInnerTexts()));
	}

	/** Opens the form of the credential that the open node uses. */
	async openCredential(): Promise<void> {
		await this.page.locator('[data-test-id=credential-edit-button]').first().click();
		await this.credentialForm.waitFor();
		await this.settle();
	}

	/** Saves the open credential, which also tests it, and waits for what n8n says. */
	async saveCredential(expected: string): Promise<void> {
		const form = this.credentialForm;
		await form.locator('[data-test-id=credential-save-button]').click();
		const details = form.getByText('More details');
		const said = form.getByText(expected);
		await details.or(said).first().waitFor();
		if (await details.isVisible()) await details.click();
		await said.waitFor();
		await this.settle();
	}

	async closeCredential(): Promise<void> {
		await this.credentialForm.getByRole('button', { name: 'Close this dialog' }).click();
		await this.credentialForm.waitFor({ state: 'hidden' });
	}

	/** Waits until the elements have these texts, each in one line, and no others are there. */
	async seeTexts(elements: Locator, expected: string[]): Promise<void> {
		const deadline = Date.now() + WITHIN_MS;
		const read = async () => (await elements.allInnerTexts()).map((text) => text.trim());
		let texts = await read();
		while (texts.join('\n') !== expected.join('\n') && Date.now() < deadline) {
			await this.page.waitForTimeout(100);
			texts = await read();
		}
		assert.deepEqual(texts, expected);
	}

	/** Waits until a part of the page shows a text, also one that is chosen or filled in. */
	async seeIn(part: Locator, expected: string): Promise<void> {
		const deadline = Date.now() + WITHIN_MS;
		const read = async () => [await part.innerText(), ...(await this.valuesIn(part))].join('\n');
		let texts = await read();
		while (!texts.includes(expected) && Date.now() < deadline) {
			await this.page.waitForTimeout(100);
			texts = await read();
		}
		assert.ok(texts.includes(expected), `"${expected}" is not in:\n${texts}`);
	}

	/** What is chosen and filled in. */
	async valuesIn(part: Locator): Promise<string[]> {
		const inputs = await part.locator('input:visible').all();
		return await Promise.all(inputs.map(async (input) => await input.inputValue()));
	}

	/** Waits until what the page asks for has come, and nothing moves any more. */
	async settle(): Promise<void> {
		await this.page.mouse.move(1, 1);
		do {
			await this.page.evaluate('window.quietSince = 0');
			await this.page.waitForFunction(QUIET);
		} while (this.awaited.size > 0);
	}

	/** Saves the window as `<folder>/<name>.png`, and gives that path. */
	async shootWindow(folder: string, name: string): Promise<string> {
		const path = join(folder, `${name}.png`);
		await this.page.screenshot({ path, scale: 'css' });
		return path;
	}

	/**
	 * Saves a part of the window, as `<folder>/<name>-1.png` and on, until all that scrolls in it
	 * was shown, with a little overlap.
	 */
	async shootScrolled(part: Locator, folder: string, name: string): Promise<void> {
		for (let screen = 0, screens = 1; screen < screens; screen++) {
			screens = await part.evaluate(scrollToScreen, screen);
			await part.screenshot({ path: join(folder, `${name}-${screen + 1}.png`), scale: 'css' });
		}
	}

	/** A page that was closed seconds ago still holds the right to write: take it over. */
	private async takeOverEditing(): Promise<void> {
		const button = this.page.getByRole('button', { name: /take over|edit here/i });
		if (await button.isVisible()) await button.click();
	}
}
