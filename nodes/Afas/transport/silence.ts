import { wait } from './wait';

/** How long to wait for what comes. */
export interface Patience {
	/** The longest silence, in milliseconds. */
	timeoutMs: number;
	/** When all of it must be there, by Date.now(). */
	endsAt: number;
}

/** Notices when nothing comes, or not all in time. */
export class Silence {
	isOver = false;

	private since = Date.now();

	private isTooLong = false;

	private giveUp = (): void => undefined;

	constructor(private readonly patience: Patience) {
		void this.watch();
	}

	/**
	 * What comes, or undefined when nothing has come for too long, or the time is over. A race with one promise for all parts would
	 * keep every part in memory until the end.
	 */
	async unlessTooLong<T>(coming: Promise<T>): Promise<T | undefined> {
		return await new Promise((resolve, reject) => {
			this.giveUp = () => resolve(undefined);
			coming.then(resolve, reject);
			if (this.isTooLong) this.giveUp();
		});
	}

	/** Something has come. */
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
