import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * The line under a node on the canvas, such as `Get Many: Sim_Debtors`.
 * @param parts each a list of JavaScript: the first of them that gives a text is shown. One that fails, because a
 *   parameter's expression needs an input item, is passed over; n8n would show no line at all.
 * @returns an expression for the editor
 */
export function subtitle(...parts: string[][]): string {
	const list = parts.map((codes) => `[${codes.map((code) => `() => ${code}`).join(', ')}]`);
	return `={{ [${list.join(', ')}].map((codes) => codes.reduce((text, code) => {
		try { return text || code() || ""; } catch (error) { return text; }
	}, "")).filter((text) => text).join(": ") }}`;
}

/** JavaScript that gives what the user sees of the option with the value that `code` gives: expressions know only values. */
export function shownName(
	options: Array<Pick<INodePropertyOptions, 'name' | 'value'>>,
	code: string,
): string {
	const names = Object.fromEntries(options.map(({ name, value }) => [value, name]));
	return `(${JSON.stringify(names)})[${code}]`;
}
