import type { GetField } from '../metainfo/types';
import { momentAsWallTime, toAmsterdamWallTime } from '../values/givenDate';
import type { Filter, Operator } from './filter';

/** Operators that compare a whole value; the others look for a piece of text in it. */
const WHOLE_VALUE: ReadonlySet<Operator> = new Set<Operator>([
	'equal',
	'greaterOrEqual',
	'lessOrEqual',
	'greater',
	'less',
	'notEqual',
]);

/**
 * A filter with its dates as AFAS takes them: Amsterdam wall time without a `Z`. docs/afas.md rule 3.
 * @param fields the connector's fields, which say what is a date
 * @throws ProfitError `input` when the value for a date field is not a date
 */
export function withAfasDates(filter: Filter, fields: GetField[]): Filter {
	const dates = new Set(fields.filter(({ dataType }) => dataType === 'date').map(({ id }) => id));
	return filter.map((group) =>
		group.map((condition) =>
			dates.has(condition.field) && WHOLE_VALUE.has(condition.operator) && condition.value !== ''
				? { ...condition, value: toAmsterdamWallTime(condition.value) }
				: condition,
		),
	);
}

/**
 * The same for a filter on fields whose types nobody tells, as those of a report: only a moment in full, with its zone, is taken
 * for a date. It is what an expression with a date gives.
 */
export function withAfasMoments(filter: Filter): Filter {
	return filter.map((group) =>
		group.map((condition) =>
			WHOLE_VALUE.has(condition.operator)
				? { ...condition, value: momentAsWallTime(condition.value) }
				: condition,
		),
	);
}
