import { ProfitError } from '../profit/errors/profitError';
import type { PageCall, PagePlan } from '../profit/paging/pagePlan';
import { stoppedAt } from '../profit/paging/stoppedAt';
import type { Row } from '../profit/values/cell';
import { withRetries } from './retries';
import type { RowSource } from './rows';

/** How the calls of a read are made. */
export interface PageReading {
	connector: string;
	/** Calls at once, 1 or more. */
	concurrency: number;
	/** Times to try a call again. */
	retries: number;
	/** Ends the read when the execution is cancelled. */
	signal?: AbortSignal;
}

/**
 * Makes the calls of a plan, several at once, and gives the complete pages in order. When a call fails for good, no
 * more are made, and the rows that are complete come before the error. After the last page no call runs any more.
 * @throws ProfitError; `details.readUntil` says how far the read came
 */
export async function* readPages(
	source: RowSource,
	plan: PagePlan,
	reading: PageReading,
): AsyncGenerator<Row[]> {
	const calls = new PageCalls(source, plan, reading);
	let failure: unknown;
	try {
		calls.start();
		while (!plan.done && calls.count > 0) {
			const { pages, thrown } = taken(plan, await calls.next());
			failure ??= thrown;
			if (failure === undefined) calls.start();
			else calls.end();
			yield* pages;
		}
		// What happened to calls beyond the last row does not matter.
		if (plan.done) return;
		const rest = plan.stop();
		if (rest.length > 0) yield rest;
		throw stoppedAt(plan, failure ?? new ProfitError('cancelled', 'The execution was cancelled'));
	} finally {
		calls.end();
		while (calls.count > 0) await calls.next();
	}
}

interface Answer {
	call: PageCall;
	rows?: Row[];
	thrown?: unknown;
}

/** Hands an answer to the plan. */
function taken(
	plan: PagePlan,
	{ call, rows, thrown }: Answer,
): { pages: Row[][]; thrown?: unknown } {
	try {
		if (rows !== undefined) return { pages: plan.accept(call, rows) };
		const isTooMuch = thrown instanceof ProfitError && thrown.kind === 'tooMuchData';
		return { pages: [], thrown: isTooMuch && plan.tooMuchData(call) ? undefined : thrown };
	} catch (refused) {
		return { pages: [], thrown: refused };
	}
}

/** The calls of one read that are under way, or answered and not looked at yet. */
class PageCalls {
	private running = 0;

	private readonly answers: Answer[] = [];

	private ended = false;

	private answered = () => {};

	constructor(
		private readonly source: RowSource,
		private readonly plan: PagePlan,
		private readonly reading: PageReading,
	) {}

	get count(): number {
		return this.running + this.answers.length;
	}

	/** Starts the calls that the plan asks for. Answers that wait count too, so that they do not pile up. */
	start(): void {
		if (this.isOver) return;
		for (const call of this.plan.next(this.reading.concurrency - this.count)) void this.run(call);
	}

	/** No more calls and no more tries: what runs is only waited for. */
	end(): void {
		this.ended = true;
	}

	/** The next answer; there must be a call. */
	async next(): Promise<Answer> {
		for (;;) {
			const answer = this.answers.shift();
			if (answer !== undefined) return answer;
			await new Promise<void>((resolve) => {
				this.answered = resolve;
			});
		}
	}

	private get isOver(): boolean {
		return this.ended || this.plan.done || this.reading.signal?.aborted === true;
	}

	private async run(call: PageCall): Promise<void> {
		this.running += 1;
		const answer = await this.answer(call);
		this.running -= 1;
		this.answers.push(answer);
		this.answered();
	}

	private async answer(call: PageCall): Promise<Answer> {
		const { connector, retries } = this.reading;
		const { filter, sort, skip, take } = call;
		const read = async () => await this.source.read({ connector, filter, sort, skip, take });
		try {
			return { call, rows: await withRetries(read, retries, () => this.isOver) };
		} catch (thrown) {
			return { call, thrown };
		}
	}
}
