/** A task that waits until it may begin. */
interface Waiting {
	most: number;
	begin: () => void;
}

/**
 * Places for tasks that run at once. Tasks begin in the order in which they were handed in, each as soon as neither it nor one that
 * runs would see more at once than it allows.
 */
export class Places {
	private readonly waiting: Waiting[] = [];

	/** What each task that runs allows. */
	private readonly running: number[] = [];

	/** @param atOnce tasks at once now, 1 or more, whatever the tasks allow */
	constructor(private readonly atOnce: () => number = () => Number.POSITIVE_INFINITY) {}

	/**
	 * Runs a task in its turn, at once when there is a place. One that throws frees its place like any other.
	 * @param most tasks at once while this one runs, itself included; 1 or more
	 */
	async run<T>(most: number, task: () => Promise<T>): Promise<T> {
		const begun = this.take(most);
		if (begun) await begun;
		try {
			return await task();
		} finally {
			this.free(most);
		}
	}

	/**
	 * Takes a place, for `free` to give back.
	 * @param most as for `run`
	 * @returns undefined when there is one, else what ends in its turn
	 */
	take(most: number): Promise<void> | undefined {
		if (this.waiting.length > 0 || !this.hasRoom(most)) {
			return new Promise<void>((begin) => this.waiting.push({ most, begin }));
		}
		this.running.push(most);
		return undefined;
	}

	/** Gives back a place that was taken with the same `most`. */
	free(most: number): void {
		this.running.splice(this.running.indexOf(most), 1);
		this.begin();
	}

	private begin(): void {
		for (;;) {
			const next = this.waiting.at(0);
			if (!next || !this.hasRoom(next.most)) return;
			this.waiting.shift();
			this.running.push(next.most);
			next.begin();
		}
	}

	private hasRoom(most: number): boolean {
		return this.running.length < Math.min(most, this.atOnce(), ...this.running);
	}
}
