import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';

import { ProfitError } from '../errors/profitError';
import type { XmlElement } from './element';
import { isXmlName } from './names';
import { decodeReferences, escapeAttribute, escapeText } from './text';

/** Maximum nesting to read or write. The XSD of AFAS's deepest connector has less than half of it. */
export const MAX_DEPTH = 200;

/**
 * Maximum characters of a document. The library takes up to 60 bytes of memory for each (measured); rows and files in
 * AFAS's usual form are read without it.
 */
const LONGEST_DOCUMENT = 20_000_000;

/** Prefix of every element name inside the library, so that names such as `__proto__` have no effect. */
const NAME_MARK = '=';
const TEXT = '#text';
const ATTRIBUTES = ':@';
const ATTRIBUTE_MARK = '@';

type Node = Record<string, unknown>;

/**
 * Decodes text for the library. Its own decoder keeps unknown entities, reads numeric references only together with
 * HTML's entities, and rejects valid text with many of them.
 */
const entityDecoder = {
	setExternalEntities: () => {},
	addInputEntities: () => {
		throw new Error('A DOCTYPE is not read');
	},
	reset: () => {},
	setXmlVersion: () => {},
	decode: (text: string): string => {
		const decoded = decodeReferences(text);
		if (decoded === null) throw new Error('Unknown entity');
		return decoded;
	},
};

const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: ATTRIBUTE_MARK,
	textNodeName: TEXT,
	parseTagValue: false,
	parseAttributeValue: false,
	trimValues: false,
	ignoreDeclaration: true,
	ignorePiTags: true,
	maxNestedTags: MAX_DEPTH,
	jPath: false,
	// The check is needed because it is called twice for an empty element.
	transformTagName: (name) => (name.startsWith(NAME_MARK) ? name : NAME_MARK + name),
	entityDecoder,
});

const builder = new XMLBuilder({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: ATTRIBUTE_MARK,
	textNodeName: TEXT,
	// This code escapes itself, because the library does not escape line ends, which a reader would change.
	processEntities: false,
	suppressEmptyNode: true,
	suppressBooleanAttributes: false,
	maxNestedTags: MAX_DEPTH,
});

function elementFrom(node: Node): XmlElement | null {
	const key = Object.keys(node).find((name) => name !== ATTRIBUTES);
	if (key === undefined || !key.startsWith(NAME_MARK)) return null;
	const name = key.slice(NAME_MARK.length);
	if (!isXmlName(name)) return null;
	const attributes = new Map<string, string>();
	for (const [attribute, value] of Object.entries((node[ATTRIBUTES] ?? {}) as Node)) {
		attributes.set(attribute.slice(ATTRIBUTE_MARK.length), String(value));
	}
	const children: Array<XmlElement | string> = [];
	for (const child of node[key] as Node[]) {
		const text = child[TEXT];
		if (typeof text === 'string') {
			children.push(text);
		} else {
			const below = elementFrom(child);
			if (!below) return null;
			children.push(below);
		}
	}
	return { name, attributes, children };
}

function rootFrom(text: string): XmlElement | null {
	try {
		const nodes = parser.parse(text) as Node[];
		// The parser alone accepts mismatched closing tags and text after the root.
		if (XMLValidator.validate(text) !== true || !text.trimEnd().endsWith('>')) return null;
		return nodes.length === 1 ? elementFrom(nodes[0]) : null;
	} catch {
		return null;
	}
}

/**
 * Parses an XML document from outside. Text and attributes stay text, spaces included. A document with a DOCTYPE, an
 * entity other than XML's own five, nesting deeper than MAX_DEPTH or any other malformation is rejected, and so is a
 * very long one.
 * @returns null if it is rejected
 */
export function readXml(text: string): XmlElement | null {
	const document = text.replace(/^\uFEFF?\s*/, '');
	if (!document.startsWith('<') || document.length > LONGEST_DOCUMENT) return null;
	return rootFrom(document);
}

/**
 * Throws if readXml rejects a document for its length.
 * @throws ProfitError `tooMuchData`
 */
export function assertReadable(text: string): void {
	if (text.length <= LONGEST_DOCUMENT) return;
	throw new ProfitError('tooMuchData', 'AFAS sent more XML at once than can be read', {
		description:
			"Ask for fewer rows per call with the option 'Page Size', or leave fields with long texts or files out of the GetConnector.",
	});
}

/**
 * Parses an XML document from AFAS, like readXml.
 * @throws ProfitError `badAnswer` when it is rejected, `tooMuchData` when that is for its length
 */
export function parseXml(text: string): XmlElement {
	const root = readXml(text);
	if (root) return root;
	assertReadable(text);
	throw new ProfitError('badAnswer', 'AFAS sent XML that cannot be read', {
		description:
			'The answer is cut off, or is not what the SOAP services of Profit send. Try again; if it keeps happening, check the environment and URLs in the credential.',
	});
}

function nodeFrom(from: XmlElement | string): Node {
	if (typeof from === 'string') return { [TEXT]: escapeText(from) };
	const attributes: Node = {};
	for (const [name, value] of from.attributes) {
		attributes[ATTRIBUTE_MARK + name] = escapeAttribute(value);
	}
	// A computed key is always an own property, even `__proto__`.
	return { [from.name]: from.children.map(nodeFrom), [ATTRIBUTES]: attributes };
}

/**
 * Writes a document, without an XML declaration. Everything is escaped; names must be XML names (isXmlName) and text
 * must be free of forbidden characters, which the caller checks, because it can name the place.
 */
export function buildXml(root: XmlElement): string {
	return builder.build([nodeFrom(root)]) as string;
}
