/** An element of an XML document. Names keep their prefix; text is decoded. */
export interface XmlElement {
	name: string;
	attributes: ReadonlyMap<string, string>;
	/** Elements and text in document order. */
	children: ReadonlyArray<XmlElement | string>;
}

/**
 * Makes an element to build a document with.
 * @param name element name, with its prefix if it has one
 * @param content text, or child elements
 * @param attributes name and value, in the order to write them
 */
export function element(
	name: string,
	content: string | ReadonlyArray<XmlElement | string> = [],
	attributes: ReadonlyArray<readonly [string, string]> = [],
): XmlElement {
	const children = typeof content === 'string' ? (content === '' ? [] : [content]) : content;
	return { name, attributes: new Map(attributes), children };
}

/** Gives the name of an element or attribute without its namespace prefix. */
export function localName(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}

/** Gives the child elements, without the text between them. */
export function childElements(parent: XmlElement): XmlElement[] {
	return parent.children.filter((child): child is XmlElement => typeof child !== 'string');
}

/** Gives the first child with this local name, in any letter case and with any prefix. */
export function childNamed(parent: XmlElement, name: string): XmlElement | undefined {
	const wanted = name.toLowerCase();
	return childElements(parent).find((child) => localName(child.name).toLowerCase() === wanted);
}

/** Gives the first element with this local name, in any letter case, at any depth below the parent. */
export function descendantNamed(parent: XmlElement, name: string): XmlElement | undefined {
	const direct = childNamed(parent, name);
	if (direct) return direct;
	for (const child of childElements(parent)) {
		const found = descendantNamed(child, name);
		if (found) return found;
	}
	return undefined;
}

/** Gives the text directly inside an element, without that of child elements. */
export function textOf(parent: XmlElement): string {
	return parent.children.filter((child) => typeof child === 'string').join('');
}
