import type { INodeProperties } from 'n8n-workflow';
import { isEmpty, parameter, wrongValue, type Parameter } from './parameter';

/** Text that is a number beyond doubt: what an AI agent or a CSV file gives. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** A whole number as a user fills it in. */
export interface Whole
	extends Pick<
		INodeProperties,
		'displayName' | 'name' | 'description' | 'hint' | 'displayOptions'
	> {
	default: number;
	min: number;
	max?: number;
	/** Whether having no value would mean more rows or more writes: then an empty one is refused. docs/afas.md rule 13. */
	restricts?: boolean;
}

/**
 * A whole number from `min` to `max`. Text such as `"5"` is the number, a fraction is rounded down, a number above `max`
 * is `max`, and an empty value is the default unless it restricts; everything else is refused, also a number below `min`.
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

/** NaN for what is no number. */
function wholeNumber(value: unknown): number {
	const number = typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value;
	return typeof number === 'number' ? Math.floor(number) : Number.NaN;
}
