import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element as it came in; names without their prefix. */
export interface Element {
	name: string;
	/** Namespace of the element, from the nearest `xmlns`. */
	namespace: string;
	attributes: Map<string, string>;
	children: Element[];
	text: string;
}

type Node = Record<string, unknown>;

const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	parseTagValue: false,
	trimValues: false,
	ignoreDeclaration: true,
	// Numeric references are known only together with these.
	htmlEntities: true,
	processEntities: { enabled: true, maxExpandedLength: Infinity },
});

const withoutPrefix = (name: string) => name.slice(name.indexOf(':') + 1);

function toElement(node: Node, outer: ReadonlyMap<string, string>): Element {
	const tag = Object.keys(node).find((key) => key !== ':@') ?? '';
	const attributes = new Map<string, string>();
	const namespaces = new Map(outer);
	for (const [key, value] of Object.entries((node[':@'] ?? {}) as Node)) {
		const name = key.slice(1);
		if (name === 'xmlns') namespaces.set('', String(value));
		else if (name.startsWith('xmlns:')) namespaces.set(withoutPrefix(name), String(value));
		else attributes.set(withoutPrefix(name), String(value));
	}
	const children: Element[] = [];
	let text = '';
	for (const child of node[tag] as Node[]) {
		if ('#text' in child) text += String(child['#text']);
		else children.push(toElement(child, namespaces));
	}
	const prefix = tag.includes(':') ? tag.slice(0, tag.indexOf(':')) : '';
	return {
		name: withoutPrefix(tag),
		namespace: namespaces.get(prefix) ?? '',
		attributes,
		children,
		text,
	};
}

/** Reads a document; undefined when it is not well-formed or has a DOCTYPE. */
export function readXml(text: string): Element | undefined {
	if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true) return undefined;
	const nodes = parser.parse(text) as Node[];
	return nodes.length === 1 ? toElement(nodes[0], new Map()) : undefined;
}

/** Text as .NET writes it inside an element. */
export function escaped(text: string): string {
	return text.replace(/[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f]/g, (character) => {
		if (character === '&') return '&amp;';
		if (character === '<') return '&lt;';
		if (character === '>') return '&gt;';
		return `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
	});
}

const NAME_START = /[A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131]/;
const NAME_REST = /[A-Za-z0-9_.\-\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131]/;

/** A name made fit for XML as .NET's XmlConvert.EncodeName does: `Text with spaces` is `Text_x0020_with_x0020_spaces`. */
export function encodedName(name: string): string {
	let at = 0;
	return Array.from(name, (character) => {
		const fits = (at === 0 ? NAME_START : NAME_REST).test(character);
		const rest = name.slice(at);
		at += character.length;
		if (fits && !(character === '_' && /^_x[0-9A-Fa-f]{4}_/.test(rest))) return character;
		const code = character.codePointAt(0) ?? 0;
		return `_x${code
			.toString(16)
			.toUpperCase()
			.padStart(code > 0xffff ? 8 : 4, '0')}_`;
	}).join('');
}
