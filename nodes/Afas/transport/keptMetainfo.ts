/** Metainfo with the length of AFAS's answer. */
export interface ReadMetainfo<T extends object = object> {
	info: T;
	/** Characters of the answer. */
	length: number;
}

/** The limits of what is kept. */
export interface KeptLimits {
	/** Maximum age in milliseconds, from the request. */
	ageMs: number;
	entries: number;
	/** Maximum characters of all answers together; the parsed metainfo takes about four bytes for each. */
	length: number;
}

interface Kept {
	askedAtMs: number;
	metainfo: Promise<ReadMetainfo>;
	/** 0 until the answer has arrived. */
	length: number;
}

/**
 * Keeps the metainfo of connectors for all executions of a process, by key. The least recently used makes room. A
 * failed answer is not kept.
 */
export class KeptMetainfo {
	/** In the order of their last use. */
	private readonly kept = new Map<string, Kept>();

	private length = 0;

	constructor(
		private readonly limits: KeptLimits,
		private readonly now: () => number = Date.now,
	) {}

	/** Gives the recent metainfo of a key, which may still be on its way; undefined if there is none. */
	get(key: string): Promise<ReadMetainfo> | undefined {
		const kept = this.kept.get(key);
		if (kept === undefined) return undefined;
		const ageMs = this.now() - kept.askedAtMs;
		// A clock that was set back gives a negative age.
		if (ageMs < 0 || ageMs >= this.limits.ageMs) {
			this.drop(key, kept);
			return undefined;
		}
		this.kept.delete(key);
		this.kept.set(key, kept);
		return kept.metainfo;
	}

	/** Keeps the metainfo of a key while it is being read, in place of older metainfo. */
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

	/** Forgets the metainfo of a key. */
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
