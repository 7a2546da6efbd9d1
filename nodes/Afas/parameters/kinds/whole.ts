import type { INodeProperties } from 'n8n-workflow';
import { isEmpty, parameter, wrongValue, type Parameter } from './parameter';

/** Text that is surely a number, as an AI agent or a CSV file gives it. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** What a whole number shows. */
export interface Whole
	extends Pick<
		INodeProperties,
		'displayName' | 'name' | 'description' | 'hint' | 'displayOptions'
	> {
	default: number;
	min: number;
	max?: number;
	/** Whether an empty value is refused, because it would mean more rows or more writes. docs/afas.md rule 13. */
	restricts?: boolean;
}

/**
 * A whole number from `min` to `max`. Text such as `"5"` counts as a number, fractions are rounded down, and numbers
 * above `max` become `max`. An empty value gives the default unless it restricts. Anything else is rejected, including
 * numbers below `min`.
 */
export function whole({ min, max, restricts, ...shown }: Whole): Parameter<number> {
	const property: INodeProperties = {
		...shown,
		type: 'number',
		typeOptions: {
			minValue: min,
			...(max === undefined ? {} : { maxValue: max }),
			numberPrecision: 0,
		},
	};
	const range = max === undefined ? `of ${min} or more` : `from ${min} to ${max}`;
	return parameter(property, ({ value }, name) => {
		if (isEmpty(value) && !restricts) return shown.default;
		const number = wholeNumber(value);
		const allowed = Math.min(number, max ?? number);
		if (allowed >= min && allowed <= Number.MAX_SAFE_INTEGER) return allowed;
		throw wrongValue(name, value, `a whole number ${range}`);
	});
}

/** NaN if it is no number. */
function wholeNumber(value: unknown): number {
	const number = typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value;
	return typeof number === 'number' ? Math.floor(number) : Number.NaN;
}
