import type { Cell, Row } from '../values/cell';
import type { PageCall, PagePlan, PageQuery } from './pagePlan';
import { cellOf } from '../values/cell';
import { halvedPage } from './pageSize';

/**
 * Reads rows that fit into one call, which therefore needs no order of its own. Only when they do not fit after
 * all, because AFAS runs out of memory, they are read as several pages.
 * @param query the one call, from the first row on
 * @param pages makes the plan for pages of a size, which needs a total order
 */
export function onePage(query: PageQuery, pages: (pageSize: number) => PagePlan): PagePlan {
	return new OnePage(query, pages);
}

class OnePage implements PagePlan {
	private asked = false;

	private answer: Row[] | undefined;

	private ended = false;

	/** Takes over when one page is too much. */
	private several: PagePlan | undefined;

	constructor(
		private readonly query: PageQuery,
		private readonly pages: (pageSize: number) => PagePlan,
	) {}

	get done(): boolean {
		return this.several?.done ?? (this.ended || this.answer !== undefined);
	}

	get provenRows(): number {
		return this.several?.provenRows ?? this.answer?.length ?? 0;
	}

	get lastProven(): ReadonlyMap<string, Cell> | undefined {
		if (this.several !== undefined) return this.several.lastProven;
		const last = this.answer?.at(-1);
		return last && new Map(this.query.sort.map(({ field }) => [field, cellOf(last, field)]));
	}

	get hints(): readonly string[] {
		return this.several?.hints ?? [];
	}

	next(free: number): PageCall[] {
		if (this.several !== undefined) return this.several.next(free);
		if (this.asked || free < 1) return [];
		this.asked = true;
		return [{ id: 0, ...this.query }];
	}

	accept(call: PageCall, rows: Row[]): Row[][] {
		if (this.several !== undefined) return this.several.accept(call, rows);
		this.answer = rows.slice(0, this.query.take);
		return this.answer.length > 0 ? [this.answer] : [];
	}

	tooMuchData(call: PageCall): boolean {
		if (this.several !== undefined) return this.several.tooMuchData(call);
		const halved = halvedPage(call.take);
		if (halved !== undefined) this.several = this.pages(halved);
		return halved !== undefined;
	}

	stop(): Row[] {
		this.ended = true;
		return this.several?.stop() ?? [];
	}
}
