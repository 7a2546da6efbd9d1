import type { ProfitError } from '../errors/profitError';
import { cellOf, type Cell, type Row } from '../values/cell';
import type { PageCall, PagePlan, PageQuery } from './pagePlan';

/**
 * Reads rows of which no order is known that gives each row one place: one page, which needs none. A second one
 * could miss rows or repeat them.
 * @param query the one call, from the first row on
 * @param limit rows to give at most
 * @param refusal what `accept` and `tooMuchData` throw when the rows do not fit into one page
 */
export function onePage(query: PageQuery, limit: number, refusal: ProfitError): PagePlan {
	return new OnePage(query, limit, refusal);
}

class OnePage implements PagePlan {
	readonly hints = [];

	readonly callsAtOnce = 1;

	private asked = false;

	private answer: Row[] | undefined;

	private ended = false;

	constructor(
		private readonly query: PageQuery,
		private readonly limit: number,
		private readonly refusal: ProfitError,
	) {}

	get done(): boolean {
		return this.ended || this.answer !== undefined;
	}

	get provenRows(): number {
		return this.answer?.length ?? 0;
	}

	get lastProven(): ReadonlyMap<string, Cell> | undefined {
		const last = this.answer?.at(-1);
		return last && new Map(this.query.sort.map(({ field }) => [field, cellOf(last, field)]));
	}

	next(free: number): PageCall[] {
		if (this.asked || free < 1) return [];
		this.asked = true;
		return [{ id: 0, ...this.query }];
	}

	accept(_call: PageCall, rows: Row[]): Row[][] {
		const { take } = this.query;
		if (rows.length >= take && this.limit > take) throw this.refusal;
		this.answer = rows.slice(0, take);
		return this.answer.length > 0 ? [this.answer] : [];
	}

	tooMuchData(): boolean {
		throw this.refusal;
	}

	stop(): Row[] {
		this.ended = true;
		return [];
	}
}
