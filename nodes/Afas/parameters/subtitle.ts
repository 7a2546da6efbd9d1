import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * The line under a node on the canvas, such as `Get Many: Sim_Debtors`.
 * @param parts each a list of JavaScript expressions: the first that gives a text is shown. One that fails, because it
 *   needs an input item, is skipped; otherwise n8n would show no line at all.
 * @returns an expression for the editor
 */
export function subtitle(...parts: string[][]): string {
	const list = parts.map((codes) => `[${codes.map((code) => `() => ${code}`).join(', ')}]`);
	return `={{ [${list.join(', ')}].map((codes) => codes.reduce((text, code) => {
		try { return text || code() || ""; } catch (error) { return text; }
	}, "")).filter((text) => text).join(": ") }}`;
}

/** JavaScript for the shown name of the option whose value `code` gives, because expressions only know values. */
export function shownName(
	options: Array<Pick<INodePropertyOptions, 'name' | 'value'>>,
	code: string,
): string {
	const names = Object.fromEntries(options.map(({ name, value }) => [value, name]));
	return `(${JSON.stringify(names)})[${code}]`;
}
