import type { IDataObject } from 'n8n-workflow';
import type { KeptRows } from '../../profit/comparison/comparedRows';
import { isColumns } from '../../profit/comparison/rowDigest';
import type { ComparisonParameters } from './comparisonParameters';
import { digest, type KeptFields } from './kept';

/** What the trigger that compares keeps in n8n's static data between polls. */
export interface KeptComparison extends KeptRows, KeptFields {
	/** A digest of what is compared; if it changes, the trigger starts over. */
	compared: string;
	/** What the first poll gives; if it changes, the trigger starts over. */
	startFrom: string;
	/** Language of the values; the credential's when absent. */
	language: string;
}

/** How a poll starts: as the first one, from what was kept, or by remembering other rows than before. */
export type Beginning = 'first' | 'kept' | 'anew';

function isField(field: unknown): boolean {
	return (
		Array.isArray(field) && field.length === 2 && field.every((text) => typeof text === 'string')
	);
}

/** Gives a digest of the connector, the key and the filter. */
export function comparedDigest({ connector, keyFields, filter }: ComparisonParameters): string {
	return digest([connector.toLowerCase(), keyFields.map((field) => field.toLowerCase()), filter]);
}

/** Reads what the last poll kept, and how this one starts. */
export function readKeptComparison(
	staticData: IDataObject,
	parameters: ComparisonParameters,
): { beginning: Beginning; kept: KeptComparison | undefined } {
	const {
		compared,
		startFrom,
		language = '',
		fields,
		schema,
		columns,
		rows,
	} = staticData as unknown as Partial<KeptComparison>;
	if (typeof compared !== 'string' || startFrom !== parameters.startFrom) {
		return { beginning: 'first', kept: undefined };
	}
	const isUsable = typeof rows === 'string' && isColumns(columns) && Array.isArray(fields);
	if (compared !== comparedDigest(parameters) || !isUsable || !fields.every(isField)) {
		return { beginning: 'anew', kept: undefined };
	}
	const kept = { compared, startFrom, language, fields, schema, columns, rows };
	return { beginning: 'kept', kept };
}
