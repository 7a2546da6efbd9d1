import type { Cell, Row } from '../values/cell';
import { CallsUnderWay } from './callsUnderWay';
import { PageFinder, type PageFinderOptions } from './pageFinder';
import { PageJoin, type Joined } from './pageJoin';
import type { PageCall, PagePlan, PagePlanOptions } from './pagePlan';
import { ProvenRows } from './provenRows';
import { ReadProgress } from './readProgress';
import type { RowIdentity } from './rowIdentity';
import { WindowChain, type Window } from './windowChain';

const DEFAULT_CONCURRENCY = 5;

/** A read of fewer pages is over before it pays to know whether key fields are empty. */
const PAGES_BEFORE_PROBE = 5;

/** AFAS refuses more calls at once than this. docs/afas.md 2.5. */
const MAX_CONCURRENCY = 8;

export interface WindowsOptions extends PagePlanOptions, PageFinderOptions {
	identity: RowIdentity;
	/** What the user should know when there is more than one page. */
	pagedHint?: string;
}

/**
 * Reads rows in pages that overlap by one row, several at once. A page counts when it continues a complete row,
 * normally the last one, which proves that nothing is missing between them even when rows were added or deleted
 * meanwhile. Otherwise the pages from there on are asked for again, from an earlier complete row each time.
 */
export class Windows implements PagePlan {
	done: boolean;

	private readonly concurrency: number;

	private readonly limit: number;

	private readonly proven: ProvenRows;

	private readonly finder: PageFinder;

	private readonly chain: WindowChain;

	private readonly join: PageJoin;

	private readonly progress: ReadProgress;

	private readonly calls = new CallsUnderWay();

	private last: Map<string, Cell> | undefined;

	constructor(private readonly options: WindowsOptions) {
		const { concurrency = DEFAULT_CONCURRENCY, limit, skip = 0 } = options;
		const { pageSize, firstPageSize, identity, expectedRows } = options;
		this.concurrency = Math.min(Math.max(1, Math.floor(concurrency)), MAX_CONCURRENCY);
		this.limit = limit ?? Number.POSITIVE_INFINITY;
		this.proven = new ProvenRows(Math.max(1, pageSize));
		this.finder = new PageFinder(options);
		this.chain = new WindowChain(
			{
				skip,
				limit: this.limit,
				concurrency: this.concurrency,
				pageSize,
				firstPageSize,
				expectedRows,
			},
			this.proven,
		);
		this.join = new PageJoin(identity, this.proven, this.limit);
		this.progress = new ReadProgress(() => this.proven.count);
		this.done = this.limit <= 0;
	}

	get provenRows(): number {
		return this.proven.count;
	}

	get lastProven(): ReadonlyMap<string, Cell> | undefined {
		return this.last ?? this.proven.lastCells(this.options.sort);
	}

	get hints(): readonly string[] {
		return this.finder.hints;
	}

	get callsAtOnce(): number {
		return this.finder.callsAtOnce(this.concurrency);
	}

	/** Pages that are asked for and not accepted yet: one more, so that AFAS works on it while an answer is read. */
	private get mostAsked(): number {
		const { callsAtOnce } = this;
		return callsAtOnce > 1 ? callsAtOnce + 1 : 1;
	}

	next(free: number): PageCall[] {
		const calls: PageCall[] = [];
		while (!this.done && calls.length < free && this.calls.count < this.mostAsked) {
			const call = this.probeCall() ?? this.windowCall();
			if (call === undefined) break;
			calls.push(call);
		}
		return calls;
	}

	accept(call: PageCall, rows: Row[]): Row[][] {
		if (this.done) return [];
		const window = this.calls.end(call);
		if (window === 'probe') this.finder.probed(rows);
		if (window === undefined || window === 'probe') return [];
		window.rows = rows.length > window.take ? rows.slice(0, window.take) : rows;
		this.finder.learn(window.rows);
		this.joinPages();
		this.progress.answered(this.done);
		return this.release();
	}

	tooMuchData(call: PageCall): boolean {
		const window = this.calls.end(call);
		if (window === 'probe') return true;
		const isSmaller = this.chain.halve(call.take);
		if (window !== undefined && isSmaller) this.chain.split(window);
		return window === undefined || isSmaller;
	}

	stop(): Row[] {
		this.finish();
		return this.release().flat();
	}

	private finish(): void {
		this.done = true;
		this.calls.giveUp();
		this.chain.clear();
	}

	private release(): Row[][] {
		// Rows that are given out may be changed by who gets them.
		if (this.done) this.last ??= this.proven.lastCells(this.options.sort);
		return this.proven.release(this.done, this.options.anchors);
	}

	private probeCall(): PageCall | undefined {
		const { pages, ended } = this.join;
		if (pages < PAGES_BEFORE_PROBE || ended || this.chain.wanted <= 0) return undefined;
		const query = this.finder.probe();
		return query && this.calls.beginProbe(query);
	}

	private windowCall(): PageCall | undefined {
		const { pages, ended } = this.join;
		const window = this.chain.next({ pages, ended, oneByOne: this.progress.tries > 1 });
		if (window === undefined) return undefined;
		const found = this.finder.query(window, this.chain.before(window), this.proven, {
			reach: (this.mostAsked - 1) * this.chain.pageSize,
			busy: this.calls.count > 0,
		});
		if (found === undefined) return undefined;
		window.anchored = found.anchored;
		return this.calls.begin(window, found.query);
	}

	/** Appends the pages that have come in to the complete rows, as far as they follow. */
	private joinPages(): void {
		const { chain, join } = this;
		while (this.proven.count < this.limit) {
			if (join.ended) chain.dropUnasked();
			const window = chain.first;
			if (window?.rows === undefined) break;
			if (!join.ended) {
				if (!this.append(window, window.rows)) return;
			} else if (window.rows.length > 0) {
				join.sawRowsAfterEnd();
				this.goBack(window, 'apart');
				return;
			}
			chain.shift();
		}
		const complete = join.ended && chain.first === undefined;
		if (complete || this.proven.count >= this.limit) this.finish();
	}

	private append(window: Window, rows: Row[]): boolean {
		const joined = this.join.append(window, rows);
		if (joined !== 'aligned' && joined !== 'elsewhere') {
			this.goBack(window, joined);
			return false;
		}
		const { pagedHint } = this.options;
		if (this.join.pages > 1 && pagedHint !== undefined) this.finder.hint(pagedHint);
		const skip = window.call?.skip ?? 0;
		// Only a page that begins with the row it is found by shows that the row was found.
		if (window.anchored && (joined === 'elsewhere' || skip === 0)) {
			this.finder.count(joined === 'aligned');
		}
		this.progress.joined(rows.length === window.take && window.back === 0, skip > 0);
		this.finder.doubtAfter(undefined);
		return true;
	}

	/**
	 * A page does not continue the complete rows for sure: asks again from a complete row, further back each time.
	 * @throws ProfitError `badAnswer` after a few times
	 */
	private goBack(window: Window, why: Exclude<Joined, 'aligned' | 'elsewhere'>): void {
		const rows = this.progress.wentBack(why);
		if (window.anchored && why !== 'doubtful') this.finder.count(false);
		this.calls.giveUp();
		this.join.ended = false;
		const back = Math.min(rows, this.proven.kept.length - 1);
		const start = Math.max(0, this.proven.lastPlace - back);
		this.finder.doubtAfter(start);
		this.chain.restart(start, back);
	}
}
