import { ProfitError } from '../errors/profitError';
import type { GetConnectorInfo } from '../metainfo/types';
import { childElements, localName } from '../xml/element';
import { parseXml } from '../xml/fastXml';
import { readSoapResult } from './result';
import { columnTypesOf, isSchema, ROWS_ROOT } from './rowSchema';

/**
 * The fields of a GetConnector from the schema in a SOAP answer that was asked for with metadata. The schema has no
 * labels, and says string for some numbers of which metainfo knows better. docs/afas.md 3.3 and 3.4.
 * @param connector the GetConnector's id
 * @param answer the text of the HTTP answer
 * @throws ProfitError `badAnswer` when there is no schema in it, and what readSoapResult throws
 */
export function connectorInfoOfSchema(connector: string, answer: string): GetConnectorInfo {
	const result = readSoapResult(answer);
	const root = result.trim() === '' ? undefined : parseXml(result);
	const [schema] = root && localName(root.name) === ROWS_ROOT ? childElements(root) : [];
	const types = schema && isSchema(schema) ? columnTypesOf(schema) : [];
	if (types.length === 0) {
		throw new ProfitError('badAnswer', 'AFAS does not describe the fields of this GetConnector', {
			description:
				"Check 'Environment' and the address below it in the credential: metainfo over REST describes them as well.",
		});
	}
	return {
		name: connector,
		description: '',
		fields: types.map(({ id, dataType }) => ({
			id,
			fieldId: '',
			label: id,
			dataType,
			length: null,
			decimals: null,
			controlType: null,
		})),
	};
}
