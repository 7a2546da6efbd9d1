import { createHash } from 'node:crypto';
import { cellOf } from '../values/cell';
import type { Row } from '../values/cell';
import type { WallTime } from './wallTimes';

/** Maximum rows to remember, about 25 characters each; further rows wait until they need not be remembered. */
export const MAX_REMEMBERED = 10_000;

/** Characters of a digest: 66 bits, so that two rows are never confused. */
const DIGEST_LENGTH = 11;

/** Remembered rows as plain JSON: by shown time, the digest of the key and, if it still matters, of the content. */
export type RememberedRows = Record<WallTime, string[]>;

interface Remembered {
	time: WallTime;
	/** Digest of the row's content; empty if only the key and the time matter. */
	content: string;
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, DIGEST_LENGTH);
}

/** Identifies a row by a digest of its key fields. */
export function keyDigest(row: Row, keyFields: string[]): string {
	return digest(JSON.stringify(keyFields.map((field) => cellOf(row, field))));
}

/** Gives a digest of everything in a row. */
export function contentDigest(row: Row): string {
	return digest(JSON.stringify(Object.entries(row)));
}

/** The handled rows that a next read returns again. */
export class RowMemory {
	private readonly rows = new Map<string, Remembered>();

	constructor(remembered: RememberedRows = {}) {
		for (const [time, digests] of Object.entries(remembered)) {
			for (const text of digests) {
				const content = text.slice(DIGEST_LENGTH);
				this.rows.set(text.slice(0, DIGEST_LENGTH), { time, content });
			}
		}
	}

	get size(): number {
		return this.rows.size;
	}

	/** The latest time of a remembered row; undefined when there is none. */
	get latestTime(): WallTime | undefined {
		let latest: WallTime | undefined;
		for (const { time } of this.rows.values()) {
			if (latest === undefined || time > latest) latest = time;
		}
		return latest;
	}

	get(key: string): Readonly<Remembered> | undefined {
		return this.rows.get(key);
	}

	set(key: string, row: Remembered): void {
		this.rows.set(key, row);
	}

	/** Forgets the rows before a time. */
	forgetBefore(time: WallTime): void {
		for (const [key, row] of this.rows) if (row.time < time) this.rows.delete(key);
	}

	toJson(): RememberedRows {
		const remembered: RememberedRows = {};
		for (const [key, { time, content }] of this.rows) {
			(remembered[time] ??= []).push(key + content);
		}
		return remembered;
	}
}
