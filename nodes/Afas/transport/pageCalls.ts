import { sleep } from 'n8n-workflow';
import { cancelled, ProfitError } from '../profit/errors/profitError';
import { retryWaitMs } from '../profit/errors/retry';
import { Pace } from '../profit/paging/pace';
import type { PageCall, PagePlan } from '../profit/paging/pagePlan';
import type { Row } from '../profit/values/cell';
import type { Turn } from './itemTurns';
import type { RowSource } from './rows';
import { outcomeOf, wait } from './wait';

/** How the calls of a read are made. */
export interface PageReading {
	connector: string;
	/** Calls at once, 1 or more; fewer while AFAS turns calls away. */
	concurrency: number;
	/** Times to try again without getting any answer. */
	retries: number;
	/** Ends the read when the execution is cancelled, or when there is no more time. */
	signal?: Pick<AbortSignal, 'aborted'>;
	/** Only in it more than the first page is read; always when absent. */
	turn?: Turn;
}

/** What came of a call: rows, or what was thrown; what the plan threw when it was asked for calls comes without one. */
export interface Answer {
	call?: PageCall;
	rows?: Row[];
	thrown?: unknown;
}

/** A call that was refused and waits for its next try. */
interface TurnedAway {
	call: PageCall;
	thrown: unknown;
}

/** The calls of one read that are under way, wait for another try, or are answered and not looked at yet. */
export class PageCalls {
	private readonly pace: Pace;

	/** Calls without an outcome, of which AFAS works on some and rows are read from the others. */
	private underWay = 0;

	private atAfas = 0;

	private readonly turnedAway: TurnedAway[] = [];

	private readonly answers: Answer[] = [];

	/** Waits for another try, during which no call begins. */
	private holds = 0;

	/** By the clock of `performance`. */
	private breakUntil = 0;

	private ended = false;

	private answered = () => {};

	constructor(
		private readonly source: RowSource,
		private readonly plan: PagePlan,
		private readonly reading: PageReading,
	) {
		this.pace = new Pace(reading.concurrency, reading.retries);
	}

	get count(): number {
		return this.underWay + this.turnedAway.length + this.answers.length;
	}

	/** Starts what may start now: refused calls first, then those that the plan asks for. */
	start(): void {
		if (this.isOver) this.giveUp();
		if (this.isOver || this.holds > 0) return;
		// What the plan asked for first, it needs first.
		this.turnedAway.sort((a, b) => a.call.id - b.call.id);
		while (this.turnedAway.length > 0 && this.free > 0) {
			void this.run((this.turnedAway.shift() as TurnedAway).call);
		}
		for (const call of this.planned(this.free)) void this.run(call);
	}

	/** Calls that may begin now. */
	private get free(): number {
		// Before its turn an item holds one page.
		if (this.reading.turn?.isHere === false) return 1 - this.underWay - this.answers.length;
		return Math.min(this.pace.atOnce, this.plan.callsAtOnce) - this.atAfas;
	}

	/** Also called where nobody would see an error, which therefore becomes an answer. */
	private planned(free: number): PageCall[] {
		try {
			return this.plan.next(free);
		} catch (thrown) {
			this.give({ thrown });
			return [];
		}
	}

	/** No more calls and no more tries: what runs is only waited for. */
	end(): void {
		this.ended = true;
		this.giveUp();
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
		const { connector } = this.reading;
		const { filter, sort, skip, take } = call;
		this.underWay += 1;
		this.atAfas += 1;
		const isWanted = await wait(this.breakUntil - performance.now(), () => this.isOver);
		const round = this.pace.begin();
		const started = performance.now();
		let callMs: number | undefined;
		const answered = (): number => {
			if (callMs === undefined) this.atAfas -= 1;
			return (callMs ??= performance.now() - started);
		};
		const outcome = await outcomeOf(async () => {
			if (!isWanted) throw cancelled();
			return await this.source.read({ connector, filter, sort, skip, take }, async () => {
				answered();
				await this.goOn();
			});
		});
		this.underWay -= 1;
		const tookMs = answered();
		if ('answer' in outcome) {
			this.breakUntil = performance.now() + this.pace.answered(tookMs, Math.random());
			this.give({ call, rows: outcome.answer });
			return;
		}
		const { thrown } = outcome;
		const waitMs = this.waitAfter(thrown, round);
		if (waitMs === undefined) {
			this.give({ call, thrown });
			return;
		}
		this.turnedAway.push({ call, thrown });
		await this.hold(waitMs);
	}

	/**
	 * Starts what may start before the rows of an answer are read, which keeps this process busy: AFAS works meanwhile. Not while AFAS
	 * turns calls away, since only an answer with rows says that it takes more.
	 */
	private async goOn(): Promise<void> {
		const before = this.atAfas;
		if (!this.pace.isSlowed) this.start();
		// The requests go out first.
		if (this.atAfas > before) await sleep(0);
	}

	/** Milliseconds until the next try; undefined when there is none. */
	private waitAfter(thrown: unknown, round: number): number | undefined {
		if (!(thrown instanceof ProfitError) || this.isOver) return undefined;
		const waitMs = retryWaitMs(thrown, this.pace.tries, Math.random());
		return waitMs !== undefined && this.pace.turnedAway(round) ? waitMs : undefined;
	}

	/** Begins no call for so long, so that others than this read get a turn. */
	private async hold(milliseconds: number): Promise<void> {
		this.holds += 1;
		await wait(milliseconds, () => this.isOver);
		this.holds -= 1;
		this.start();
	}

	/** Refused calls are not retried. */
	private giveUp(): void {
		for (const answer of this.turnedAway.splice(0)) this.give(answer);
	}

	private give(answer: Answer): void {
		this.answers.push(answer);
		this.answered();
	}
}
