import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';

import { ProfitError } from '../errors/profitError';
import type { XmlElement } from './element';
import { isXmlName } from './names';
import { decodeReferences, escapeAttribute, escapeText } from './text';

/** Deepest nesting that is read or written. An XSD of AFAS's deepest connector stays under half of it. */
export const MAX_DEPTH = 200;

/**
 * Characters of the longest document that is read. The library was measured to take up to 60 bytes of memory for each; rows and
 * files in AFAS's usual form are read without it.
 */
const LONGEST_DOCUMENT = 20_000_000;

/** In front of every element's name while the library works: names such as `__proto__` mean nothing so. */
const NAME_MARK = '=';
const TEXT = '#text';
const ATTRIBUTES = ':@';
const ATTRIBUTE_MARK = '@';

type Node = Record<string, unknown>;

/**
 * Decodes text for the library, which leaves unknown entities standing, knows numeric references only
 * together with HTML's entities, and stops an honest result that holds many of them.
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
	// Called twice for an empty element, hence the check.
	transformTagName: (name) => (name.startsWith(NAME_MARK) ? name : NAME_MARK + name),
	entityDecoder,
});

const builder = new XMLBuilder({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: ATTRIBUTE_MARK,
	textNodeName: TEXT,
	// Escaped here: the library leaves line ends as they are, which a reader would change.
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
		// The parser alone takes any closing tag for any element, and text after the root.
		if (XMLValidator.validate(text) !== true || !text.trimEnd().endsWith('>')) return null;
		return nodes.length === 1 ? elementFrom(nodes[0]) : null;
	} catch {
		return null;
	}
}

/**
 * Parses an XML document that came from outside. Text and attributes stay text, spaces included.
 * A document with a DOCTYPE, an entity other than XML's own five, nesting deeper than MAX_DEPTH or
 * any other fault in its form is refused, and so is a very long one.
 * @returns null when it is refused
 */
export function readXml(text: string): XmlElement | null {
	const document = text.replace(/^\uFEFF?\s*/, '');
	if (!document.startsWith('<') || document.length > LONGEST_DOCUMENT) return null;
	return rootFrom(document);
}

/**
 * Says of a document that readXml refuses whether that is for its length.
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
 * Parses an XML document that came from AFAS, as readXml does.
 * @throws ProfitError `badAnswer` when it is refused, `tooMuchData` when that is for its length
 */
export function parseXml(text: string): XmlElement {
	const root = readXml(text);
	if (root) return root;
	assertReadable(text);
	throw new ProfitError('badAnswer', 'AFAS sent XML that cannot be read', {
		description:
			'The answer is cut off, or is not what the SOAP services of Profit send. Try again; if it stays, check the environment and URLs in the credential.',
	});
}

function nodeFrom(from: XmlElement | string): Node {
	if (typeof from === 'string') return { [TEXT]: escapeText(from) };
	const attributes: Node = {};
	for (const [name, value] of from.attributes) {
		attributes[ATTRIBUTE_MARK + name] = escapeAttribute(value);
	}
	// A computed key is always an own property, `__proto__` too.
	return { [from.name]: from.children.map(nodeFrom), [ATTRIBUTES]: attributes };
}

/**
 * Writes a document, without an XML declaration. Everything is escaped; names must be XML names
 * (isXmlName) and text must be free of forbidden characters, which the caller checks because it can say where they are.
 */
export function buildXml(root: XmlElement): string {
	return builder.build([nodeFrom(root)]) as string;
}
