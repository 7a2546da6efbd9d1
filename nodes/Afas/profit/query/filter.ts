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
	/** Text as AFAS takes it: dates are Amsterdam wall time without a `Z`. */
	value: string;
}

/** Groups are OR; the conditions inside a group are AND. No groups: every row. An empty group does not exist. */
export type Filter = Condition[][];

/** AFAS's number (1 to 15) of an operator. */
export function operatorNumber(operator: Operator): number {
	return OPERATORS.indexOf(operator) + 1;
}
