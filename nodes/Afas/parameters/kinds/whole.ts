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
	/** The largest number; a larger one is refused. */
	max?: number;
	/** What a larger number counts as: it asks for more than is good for AFAS or n8n. */
	atMost?: number;
	/** Whether an empty value is refused, because it would mean more rows or more writes. docs/afas.md rule 13. */
	restricts?: boolean;
}

/**
 * A whole number from `min` to `max` or `atMost`. Text such as `"5"` counts as a number, fractions are rounded down, and an
 * empty value gives the default unless it restricts. Anything else is rejected, including numbers below `min` or above `max`.
 */
export function whole({
	min,
	max = Number.MAX_SAFE_INTEGER,
	atMost = max,
	restricts,
	...shown
}: Whole): Parameter<number> {
	const isBounded = atMost < Number.MAX_SAFE_INTEGER;
	const property: INodeProperties = {
		...shown,
		type: 'number',
		typeOptions: {
			minValue: min,
			...(isBounded ? { maxValue: atMost } : {}),
			numberPrecision: 0,
		},
	};
	const range = isBounded ? `from ${min} to ${atMost}` : `of ${min} or more`;
	return parameter(property, ({ value }, name) => {
		if (isEmpty(value) && !restricts) return shown.default;
		const number = numberIn(value);
		const whole = Math.floor(Math.min(number, atMost));
		if (number <= max && whole >= min) return whole;
		throw wrongValue(name, value, `a whole number ${range}`);
	});
}

/** NaN if it is no number. */
function numberIn(value: unknown): number {
	const number = typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value;
	return typeof number === 'number' ? number : Number.NaN;
}
