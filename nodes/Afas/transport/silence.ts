import { wait } from './wait';

/** Time limits for an answer. */
export interface Patience {
	/** The longest silence, in milliseconds. */
	timeoutMs: number;
	/** Deadline for the whole answer, by Date.now(). */
	endsAt: number;
}

/** Notices a silence that is too long, or the end of the time. */
export class Silence {
	isOver = false;

	private since = Date.now();

	private isTooLong = false;

	private giveUp = (): void => undefined;

	constructor(private readonly patience: Patience) {
		void this.watch();
	}

	/**
	 * Gives what arrives; undefined after too long a silence or at the end of the time. A race with one promise for all
	 * parts would keep every part in memory until the end.
	 */
	async unlessTooLong<T>(coming: Promise<T>): Promise<T | undefined> {
		return await new Promise((resolve, reject) => {
			this.giveUp = () => resolve(undefined);
			coming.then(resolve, reject);
			if (this.isTooLong) this.giveUp();
		});
	}

	/** Call it when something has arrived. */
	end(): void {
		this.since = Date.now();
	}

	private get leftMs(): number {
		const { timeoutMs, endsAt } = this.patience;
		return Math.min(this.since + timeoutMs, endsAt) - Date.now();
	}

	private async watch(): Promise<void> {
		for (let leftMs = this.leftMs; leftMs > 0; leftMs = this.leftMs) {
			if (!(await wait(leftMs, () => this.isOver))) return;
		}
		this.isTooLong = true;
		this.giveUp();
	}
}
