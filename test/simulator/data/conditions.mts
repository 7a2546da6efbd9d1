import { badParameters, type ProfitFailure } from '../failure.mts';
import { parseWallTime, shownTime } from '../time.mts';
import type { Cell, Field } from './fields.mts';

/** One condition of a filter; the operator is AFAS's number 1 to 15 (docs/afas.md 2.4). */
export interface Condition {
	field: number;
	operator: number;
	value: string;
	/** How a searched text is taken; as AFAS's older and newer pages show it when absent. */
	texts?: SearchedText;
}

/**
 * How a text is searched: as it is, or as a pattern in which `%` stands for anything (docs/afas.md 3.6). Nobody has shown which
 * of them SOAP does.
 */
export type SearchedText = 'plain' | 'pattern';

/** Groups are OR, the conditions in a group are AND; no groups means every row. */
export type Filter = Condition[][];

/** Text compares without regard to case and with regard to accents, as Profit's database does. */
const COLLATOR = new Intl.Collator('nl', { sensitivity: 'accent' });

const SCALE = 20;

function scaled(decimal: string | number): bigint {
	const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(
		typeof decimal === 'number' ? decimal.toFixed(SCALE) : decimal,
	) as RegExpExecArray;
	return BigInt(`${sign}${whole}${fraction.padEnd(SCALE, '0').slice(0, SCALE)}`);
}

/** Numbers, wall times and booleans; text holds a decimal with more digits than a number. */
function compareNumbers(left: string | number | boolean, right: string | number | boolean): number {
	if (typeof left !== 'string' && typeof right !== 'string') return Number(left) - Number(right);
	const [a, b] = [scaled(left as string | number), scaled(right as string | number)];
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of two values of a field, ascending; empty comes first, as in SQL Server. */
export function cellComparator(field: Field): (left: Cell, right: Cell) => number {
	const compare =
		field.dataType === 'string' || field.dataType === 'blob'
			? (COLLATOR.compare as (left: never, right: never) => number)
			: (compareNumbers as (left: never, right: never) => number);
	return (left, right) => {
		if (left === null || right === null) {
			return left === right ? 0 : left === null ? -1 : 1;
		}
		return compare(left as never, right as never);
	};
}

function badValue(field: Field, value: string): ProfitFailure {
	return badParameters(`The value '${value}' is not valid for field '${field.id}'`);
}

/**
 * The value of a condition, in the form in which the field is stored.
 * @throws ProfitFailure when the text does not fit the field's type, as for a date with a trailing `Z`
 */
export function operand(field: Field, value: string): Cell {
	switch (field.dataType) {
		case 'int':
			if (!/^-?\d{1,15}$/.test(value)) throw badValue(field, value);
			return Number(value);
		case 'decimal': {
			if (!/^-?\d{1,26}(\.\d{1,10})?$/.test(value)) throw badValue(field, value);
			return value.length > 15 ? value : Number(value);
		}
		case 'boolean':
			if (!/^(true|false|1|0)$/i.test(value)) throw badValue(field, value);
			return /^(true|1)$/i.test(value);
		case 'date': {
			const time = parseWallTime(value);
			if (time === undefined) throw badValue(field, value);
			return time;
		}
		default:
			return value;
	}
}

/** The text that the operators on parts of a value look at. */
function searchText(field: Field, cell: Cell): string {
	const text = field.dataType === 'date' ? shownTime(cell as number) : String(cell);
	return text.toLocaleLowerCase('nl');
}

/** `%text%` of AFAS's older documentation; undefined without both wildcards. */
function betweenWildcards(value: string): string | undefined {
	return value.length > 2 && value.startsWith('%') && value.endsWith('%')
		? value.slice(1, -1)
		: undefined;
}

/** Operators that search for a text, and whether they want it absent. */
const NEGATED: Record<number, boolean> = {
	6: false,
	10: false,
	11: true,
	12: true,
	13: false,
	14: true,
};

/** Whether a text fits a pattern as a whole. */
function pattern(value: string): (text: string) => boolean {
	const parts = value
		.toLocaleLowerCase('nl')
		.split('%')
		.map((part) => part.replace(/[^\p{L}\p{N}]/gu, '\\$&'));
	const whole = new RegExp(`^${parts.join('[^]*')}$`);
	return (text) => whole.test(text);
}

/**
 * The test that one condition sets. An empty value passes `empty` only, also where the operator is a negation,
 * because SQL compares nothing with NULL.
 * @throws ProfitFailure for an operator that AFAS does not know or a value that does not fit the field
 */
export function cellTest(
	field: Field,
	{ operator, value, texts }: Pick<Condition, 'operator' | 'value' | 'texts'>,
): (cell: Cell) => boolean {
	const compared = (accept: (order: number) => boolean) => {
		const compare = cellComparator(field);
		const right = operand(field, value);
		return (cell: Cell) => cell !== null && accept(compare(cell, right));
	};
	const searched = (text: string, accept: (cell: string, part: string) => boolean) => {
		const part = text.toLocaleLowerCase('nl');
		return (cell: Cell) => cell !== null && accept(searchText(field, cell), part);
	};
	if (texts === 'pattern' && operator in NEGATED) {
		const fits = pattern(value);
		return (cell) => cell !== null && fits(searchText(field, cell)) !== NEGATED[operator];
	}
	const wildcard = texts === 'plain' ? undefined : betweenWildcards(value);
	switch (operator) {
		case 1:
			// Blanks at the end do not count, as in SQL Server.
			return field.dataType === 'string' && value !== value.trimEnd()
				? cellTest(field, { operator, value: value.trimEnd(), texts })
				: compared((order) => order === 0);
		case 2:
			return compared((order) => order >= 0);
		case 3:
			return compared((order) => order <= 0);
		case 4:
			return compared((order) => order > 0);
		case 5:
			return compared((order) => order < 0);
		case 6:
		case 15:
			return searched(wildcard ?? value, (cell, part) => cell.includes(part));
		case 7:
			if (wildcard !== undefined) return searched(wildcard, (cell, part) => !cell.includes(part));
			return compared((order) => order !== 0);
		case 8:
			return (cell) => cell === null;
		case 9:
			return (cell) => cell !== null;
		case 10:
			return searched(value, (cell, part) => cell.startsWith(part));
		case 11:
			return searched(wildcard ?? value, (cell, part) => !cell.includes(part));
		case 12:
			return searched(value, (cell, part) => !cell.startsWith(part));
		case 13:
			return searched(value, (cell, part) => cell.endsWith(part));
		case 14:
			return searched(value, (cell, part) => !cell.endsWith(part));
		default:
			throw badParameters(`Operator type '${operator}' is not supported`);
	}
}
