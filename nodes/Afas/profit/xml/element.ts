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
 * @param attributes name and value, in the order they are to be written
 */
export function element(
	name: string,
	content: string | ReadonlyArray<XmlElement | string> = [],
	attributes: ReadonlyArray<readonly [string, string]> = [],
): XmlElement {
	const children = typeof content === 'string' ? (content === '' ? [] : [content]) : content;
	return { name, attributes: new Map(attributes), children };
}

/** The part of an element's or attribute's name after the namespace prefix. */
export function localName(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}

/** The child elements, without the text between them. */
export function childElements(parent: XmlElement): XmlElement[] {
	return parent.children.filter((child): child is XmlElement => typeof child !== 'string');
}

/** The first child with this local name, upper and lower case alike, whatever its prefix. */
export function childNamed(parent: XmlElement, name: string): XmlElement | undefined {
	const wanted = name.toLowerCase();
	return childElements(parent).find((child) => localName(child.name).toLowerCase() === wanted);
}

/** The first element with this local name, upper and lower case alike, at any depth below the parent. */
export function descendantNamed(parent: XmlElement, name: string): XmlElement | undefined {
	const direct = childNamed(parent, name);
	if (direct) return direct;
	for (const child of childElements(parent)) {
		const found = descendantNamed(child, name);
		if (found) return found;
	}
	return undefined;
}

/** The text directly inside an element, that of child elements not included. */
export function textOf(parent: XmlElement): string {
	return parent.children.filter((child) => typeof child === 'string').join('');
}
