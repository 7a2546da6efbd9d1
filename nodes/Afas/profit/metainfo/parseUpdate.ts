import { ProfitError } from '../errors/profitError';
import { asBoolean, asList, asNumber, asObject, asText } from '../values/read';
import type { CodeValue, UpdateConnectorInfo, UpdateField, UpdateObject } from './types';

/** AFAS documents up to 6 levels of sub-objects (docs/afas.md 4.1); deeper ones are left out. */
const MAX_DEPTH = 12;

/**
 * Reads the answer of `GET /metainfo/update/{connector}`. docs/afas.md 2.3.
 * `primaryKey` and `mandatory` may be booleans or text; `fields`, `objects` and `values` may be absent or null.
 * @throws ProfitError `badAnswer` when it names no connector, or neither fields nor sub-objects
 */
export function parseUpdateConnectorInfo(json: unknown): UpdateConnectorInfo {
	const answer = asObject(json);
	const root = parseObject(answer, 1);
	const id = asText(answer.id) || root.name;
	if (id === '' || (root.fields.length === 0 && root.objects.length === 0)) {
		throw new ProfitError('badAnswer', 'AFAS lists no fields for this UpdateConnector', {
			description:
				'Check in Profit that the app connector lists this UpdateConnector, then try again.',
		});
	}
	return { ...root, id, name: root.name || id, description: asText(answer.description) };
}

function parseObject(object: Record<string, unknown>, depth: number): UpdateObject {
	return {
		name: asText(object.name),
		fields: asList(object.fields)
			.map((field) => parseField(asObject(field)))
			.filter(({ fieldId }) => fieldId !== ''),
		objects:
			depth >= MAX_DEPTH
				? []
				: asList(object.objects)
						.map((inner) => parseObject(asObject(inner), depth + 1))
						.filter(({ name }) => name !== ''),
	};
}

function parseField(field: Record<string, unknown>): UpdateField {
	return {
		fieldId: asText(field.fieldId),
		label: asText(field.label),
		dataType: asText(field.dataType).toLowerCase(),
		primaryKey: asBoolean(field.primaryKey),
		mandatory: asBoolean(field.mandatory),
		length: asNumber(field.length),
		decimals: asNumber(field.decimals),
		notZero: asBoolean(field.notzero ?? field.notZero),
		controlType: asNumber(field.controlType),
		values: parseValues(field.values),
	};
}

/** Reads the values of a code table; null if there are none. */
export function parseValues(values: unknown): CodeValue[] | null {
	const codes = asList(values)
		.map(asObject)
		.map(({ id, description }) => ({ id: asText(id), description: asText(description) }))
		.filter(({ id, description }) => id !== '' || description !== '');
	return codes.length > 0 ? codes : null;
}
