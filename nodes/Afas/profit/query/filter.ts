/** AFAS's filter operators 1 to 15, in AFAS's order. docs/afas.md 2.4. */
export const OPERATORS = [
	'equal',
	'greaterOrEqual',
	'lessOrEqual',
	'greater',
	'less',
	'contains',
	'notEqual',
	'empty',
	'notEmpty',
	'startsWith',
	'notContains',
	'notStartsWith',
	'endsWith',
	'notEndsWith',
	'quickFilter',
] as const;

export type Operator = (typeof OPERATORS)[number];

/** One condition: `field operator value`. `value` is `''` for `empty` and `notEmpty`. */
export interface Condition {
	field: string;
	operator: Operator;
	/** Text as AFAS accepts it: dates are Amsterdam wall time without a `Z`. */
	value: string;
}

/** Groups are joined by OR, the conditions in a group by AND. No groups means every row; a group is never empty. */
export type Filter = Condition[][];

/** AFAS's number (1 to 15) of an operator. */
export function operatorNumber(operator: Operator): number {
	return OPERATORS.indexOf(operator) + 1;
}
