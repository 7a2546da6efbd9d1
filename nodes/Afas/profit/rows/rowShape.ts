import type { GetField } from '../metainfo/types';
import type { Cell, Row } from '../values/cell';
import { withAmsterdamOffset, withoutWrongZ } from '../values/dateTime';

/** The form of date-times in the output: wall time, an exact instant, or as AFAS wrote them. docs/afas.md rule 3. */
export type DateTimes = 'local' | 'offset' | 'asReturned';

export interface RowShape {
	dateTimes: DateTimes;
	/** Field ids to keep, in this order; empty for all. */
	outputFields: string[];
}

/**
 * Makes a function that gives rows the requested form. It may change the given rows.
 * @param fields the connector's fields, with their types
 */
export function rowShaper(fields: GetField[], { dateTimes, outputFields }: RowShape) {
	const kept = new Set(outputFields);
	const dates = fields
		.filter(({ id, dataType }) => dataType === 'date' && (kept.size === 0 || kept.has(id)))
		.map(({ id }) => id);
	const convert = dateTimes === 'offset' ? withAmsterdamOffset : withoutWrongZ;

	return (rows: Row[]): Row[] => {
		if (dateTimes !== 'asReturned') {
			for (const row of rows) {
				for (const id of dates) {
					const value = row[id];
					if (typeof value === 'string') row[id] = convert(value);
				}
			}
		}
		return kept.size === 0 ? rows : rows.map((row) => pick(row, outputFields));
	};
}

function pick(row: Row, ids: string[]): Row {
	return Object.fromEntries(
		ids.map((id): [string, Cell] => [id, Object.hasOwn(row, id) ? row[id] : null]),
	);
}
