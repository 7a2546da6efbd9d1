/** Metainfo as it was read, and how long AFAS's answer was. */
export interface ReadMetainfo<T extends object = object> {
	info: T;
	/** Characters of the answer. */
	length: number;
}

/** What is kept at most. */
export interface KeptLimits {
	/** Milliseconds after it was asked for. */
	ageMs: number;
	entries: number;
	/** Characters of AFAS's answers together; what is made of them takes about four bytes for each. */
	length: number;
}

interface Kept {
	askedAtMs: number;
	metainfo: Promise<ReadMetainfo>;
	/** 0 until the answer is there. */
	length: number;
}

/**
 * Metainfo of connectors for all executions of a process, by what it was asked with. What was not used for the longest time makes
 * room. A failed answer is not kept.
 */
export class KeptMetainfo {
	/** In the order of their last use. */
	private readonly kept = new Map<string, Kept>();

	private length = 0;

	constructor(
		private readonly limits: KeptLimits,
		private readonly now: () => number = Date.now,
	) {}

	/** What was asked with a key not long ago, perhaps still on its way; undefined for nothing. */
	get(key: string): Promise<ReadMetainfo> | undefined {
		const kept = this.kept.get(key);
		if (kept === undefined) return undefined;
		const ageMs = this.now() - kept.askedAtMs;
		// A clock that was set back makes an age below 0.
		if (ageMs < 0 || ageMs >= this.limits.ageMs) {
			this.drop(key, kept);
			return undefined;
		}
		this.kept.delete(key);
		this.kept.set(key, kept);
		return kept.metainfo;
	}

	/** Keeps what is being asked with a key, in place of what was kept. */
	keep(key: string, metainfo: Promise<ReadMetainfo>): void {
		this.forget(key);
		const kept: Kept = { askedAtMs: this.now(), metainfo, length: 0 };
		this.kept.set(key, kept);
		metainfo.then(
			({ length }) => this.measured(key, kept, length),
			() => this.drop(key, kept),
		);
		this.makeRoom();
	}

	/** What was kept under a key is not given any more. */
	forget(key: string): void {
		const kept = this.kept.get(key);
		if (kept !== undefined) this.drop(key, kept);
	}

	private measured(key: string, kept: Kept, length: number): void {
		if (this.kept.get(key) !== kept) return;
		kept.length = length;
		this.length += length;
		this.makeRoom();
	}

	private makeRoom(): void {
		for (const [key, kept] of this.kept) {
			if (this.kept.size <= this.limits.entries && this.length <= this.limits.length) return;
			this.drop(key, kept);
		}
	}

	private drop(key: string, kept: Kept): void {
		if (this.kept.get(key) !== kept) return;
		this.kept.delete(key);
		this.length -= kept.length;
	}
}
