import { ProfitError } from '../errors/profitError';
import type { GetConnectorInfo } from '../metainfo/types';
import { columnTypes, type SchemaColumn } from './rowSchema';

/**
 * The fields of a GetConnector from the schema in a SOAP answer that was asked for with metadata. The schema has no
 * labels, and says string for some numbers of which metainfo knows better. docs/afas.md 3.3 and 3.4.
 * @param connector the GetConnector's id
 * @param columns as the schema describes them
 * @throws ProfitError `badAnswer` when there are none
 */
export function connectorInfoOfSchema(
	connector: string,
	columns: SchemaColumn[] = [],
): GetConnectorInfo {
	if (columns.length === 0) {
		throw new ProfitError('badAnswer', 'AFAS does not describe the fields of this GetConnector', {
			description:
				"Check 'Environment' and the address below it in the credential: metainfo over REST describes them as well.",
		});
	}
	return {
		name: connector,
		description: '',
		fields: columnTypes(columns).map(({ id, dataType }) => ({
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
