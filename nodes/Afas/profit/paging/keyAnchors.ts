import type { Condition, Filter } from '../query/filter';
import type { SortField } from '../query/rowQuery';
import type { Cell, Row } from '../values/cell';
import type { PageQuery } from './pagePlan';
import { cellOf } from '../values/cell';
import { forbiddenCharacter } from '../xml/text';

/** The values of a row in the order's fields, as filter text. */
export type Anchor = string[];

/**
 * The text with which a filter finds a value back; undefined when it cannot be trusted to: nothing (AFAS shows
 * both NULL and empty text as empty, and they may sort and filter apart), numbers that JSON writes with an exponent,
 * and texts with half an emoji or a control character, which no query can hold. docs/afas.md 2.4 and 2.5.
 */
export function filterText(cell: Cell): string | undefined {
	if (cell === null || cell === '') return undefined;
	if (typeof cell === 'boolean') return cell ? '1' : '0';
	const text = String(cell);
	if (typeof cell === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
	return forbiddenCharacter(text) === null ? text : undefined;
}

/** Every group of one filter with every group of the other: both must hold. */
export function bothFilters(left: Filter, right: Filter): Filter {
	if (left.length === 0) return right;
	if (right.length === 0) return left;
	return left.flatMap((group) => right.map((other) => [...group, ...other]));
}

function is(field: string, value: string): Condition {
	return { field, operator: 'equal', value };
}

/**
 * Asks for the rows from a known row on: that row and all that follow it in the order, within the user's filter.
 * AFAS's own comparison decides what follows, so nothing is assumed about how its database collates text. Where
 * empty values sort is not assumed either: it is seen in the rows, and until then asked for in a way that is right
 * in both cases.
 */
export class KeyAnchors {
	/** Per field of the order: whether empty values were seen before (true) or after (false) filled ones. */
	private readonly emptyFirst: Array<boolean | undefined>;

	private mayBeEmpty = true;

	/**
	 * @param filter the user's filter
	 * @param sort an order in which no two rows are equal; none of its fields a date, blob or name with a period
	 */
	constructor(
		private readonly filter: Filter,
		private readonly sort: SortField[],
	) {
		this.emptyFirst = sort.map(() => undefined);
	}

	/** The row's values as an anchor; undefined when one of them cannot be found back by a filter. */
	anchorOf(row: Row): Anchor | undefined {
		const texts: Anchor = [];
		for (const { field } of this.sort) {
			const text = filterText(cellOf(row, field));
			if (text === undefined) return undefined;
			texts.push(text);
		}
		return texts;
	}

	/**
	 * The rows from an anchor on. With fields A and B: A after a; or A is a and B is b or after it; and for each
	 * field the empty values that may follow.
	 */
	from(anchor: Anchor): Filter {
		const groups: Filter = [];
		const last = this.sort.length - 1;
		this.sort.forEach(({ field, descending }, index) => {
			const equalBefore = this.sort.slice(0, index).map((sort, at) => is(sort.field, anchor[at]));
			const after = descending ? 'less' : 'greater';
			const fromHere = descending ? 'lessOrEqual' : 'greaterOrEqual';
			const operator = index === last ? fromHere : after;
			groups.push([...equalBefore, { field, operator, value: anchor[index] }]);
			// Empty values that sort first were read before any filled one, so none can follow the anchor.
			if (this.mayBeEmpty && this.emptyFirst[index] !== true) {
				groups.push([...equalBefore, { field, operator: 'empty', value: '' }]);
			}
		});
		return bothFilters(this.filter, groups);
	}

	/** Asks whether any field of the order is empty in any row. */
	emptyProbe(): PageQuery {
		const empty: Filter = this.sort.map(({ field }) => [{ field, operator: 'empty', value: '' }]);
		return { filter: bothFilters(this.filter, empty), sort: this.sort, skip: 0, take: 1 };
	}

	/** Takes the answer to `emptyProbe`: without empty values the filters are shorter. */
	probed(rows: Row[]): void {
		this.mayBeEmpty = rows.length > 0;
	}

	/** Sees in the rows of a page where empty values sort. */
	learn(rows: Row[]): void {
		if (!this.mayBeEmpty) return;
		for (let index = 1; index < rows.length; index++) this.learnFrom(rows[index - 1], rows[index]);
	}

	private learnFrom(row: Row, next: Row): void {
		const differs = this.sort.findIndex(({ field }) => cellOf(row, field) !== cellOf(next, field));
		if (differs < 0) return;
		const { field } = this.sort[differs];
		if (cellOf(row, field) === null) this.emptyFirst[differs] = true;
		else if (cellOf(next, field) === null) this.emptyFirst[differs] = false;
	}
}
