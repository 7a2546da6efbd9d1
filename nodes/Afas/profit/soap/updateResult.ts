import { getOwn, setOwn } from '../values/ownProperty';
import { childElements, localName, textOf, type XmlElement } from '../xml/element';
import { readXml } from '../xml/fastXml';
import { readSoapResult } from './result';

/**
 * The answer to executeRequest in the form that REST has: `{"results":{"KnSubject":{"SbId":"999999"}}}`, with a list where AFAS
 * names several Elements. docs/afas.md 2.7 and 3.8. The call has done its work also when AFAS answers in another form than known.
 * @param answer the text of the HTTP answer
 * @returns the empty text when AFAS gives nothing, and text where it gives something other than XML
 * @throws ProfitError `functional` with AFAS's message when the answer is a fault, `badAnswer` when it is no SOAP
 */
export function readUpdateResult(answer: string): unknown {
	const result = readSoapResult(answer).trim();
	const root = result === '' ? null : readXml(result);
	if (!root) return result;
	const body: Record<string, unknown> = {};
	setOwn(body, localName(root.name), contentOf(root));
	return body;
}

function contentOf(parent: XmlElement): unknown {
	const children = childElements(parent);
	if (children.length === 0) return textOf(parent);
	const content: Record<string, unknown> = {};
	for (const child of children) {
		const name = localName(child.name);
		const own = contentOf(child);
		const before = getOwn(content, name);
		setOwn(content, name, before === undefined ? own : [before, own].flat());
	}
	return content;
}
