import { ProfitError } from '../errors/profitError';
import { asList, asNumber, asObject, asText } from '../values/read';
import { parseValues } from './parseUpdate';
import type { GetConnectorInfo, GetField } from './types';

/**
 * Reads the answer of `GET /metainfo/get/{connector}`. docs/afas.md 2.2.
 * @throws ProfitError `badAnswer` when it lists no fields
 */
export function parseGetConnectorInfo(json: unknown): GetConnectorInfo {
	const answer = asObject(json);
	const fields = asList(answer.fields)
		.map(asObject)
		.map(
			(field): GetField => ({
				id: asText(field.id),
				fieldId: asText(field.fieldId),
				label: asText(field.label),
				dataType: asText(field.dataType).toLowerCase(),
				length: asNumber(field.length),
				decimals: asNumber(field.decimals),
				controlType: asNumber(field.controlType),
				...codeTable(field.values),
			}),
		)
		.filter(({ id }) => id !== '');
	if (fields.length === 0) {
		throw new ProfitError('badAnswer', 'AFAS lists no fields for this GetConnector', {
			description: 'Open the GetConnector in Profit and check that it has fields, then try again.',
		});
	}
	return { name: asText(answer.name), description: asText(answer.description), fields };
}

function codeTable(values: unknown): Pick<GetField, 'values'> {
	const codes = parseValues(values);
	return codes ? { values: codes } : {};
}
