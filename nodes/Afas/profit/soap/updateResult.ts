import type { KeyRecord } from '../records/parseWriteResult';
import { setOwn } from '../values/ownProperty';
import { childElements, localName, textOf } from '../xml/element';
import { readXml } from '../xml/fastXml';
import { readSoapResult } from './result';

/**
 * The keys in the answer to executeRequest, one record per Element that AFAS names: none, one or several.
 * docs/afas.md 3.8. The call has done its work also when AFAS names no keys, or in another form than known.
 * @param answer the text of the HTTP answer
 * @throws ProfitError `functional` with AFAS's message when the answer is a fault, `badAnswer` when it is no SOAP
 */
export function parseUpdateResult(answer: string): KeyRecord[] {
	const result = readSoapResult(answer);
	const results = result.trim() === '' ? null : readXml(result);
	if (!results || localName(results.name) !== 'results') return [];
	return childElements(results)
		.map((record) => {
			const keys: KeyRecord = {};
			for (const key of childElements(record)) {
				if (childElements(key).length === 0) setOwn(keys, localName(key.name), textOf(key));
			}
			return keys;
		})
		.filter((keys) => Object.keys(keys).length > 0);
}
