/** A source of numbers that look random and are the same for the same seed. */
export interface Random {
	/** A number from 0 up to, not including, 1. */
	next(): number;
	/** A whole number from `from` up to and including `to`. */
	whole(from: number, to: number): number;
	/** A whole number from 0 up to, not including, `end`. */
	below(end: number): number;
	/** One of the entries. */
	pick<T>(entries: readonly T[]): T;
}

/** A seeded generator (mulberry32): the same seed gives the same row of numbers. */
export function seededRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
	return {
		next,
		whole,
		below: (end) => whole(0, end - 1),
		pick: (entries) => entries[whole(0, entries.length - 1)],
	};
}

/**
 * Puts the first `count` entries in random order, drawn from all of `entries` (in place, Fisher-Yates).
 */
export function shuffle<T>(entries: T[], random: Random, count = entries.length): T[] {
	const last = Math.min(count, entries.length - 1);
	for (let at = 0; at < last; at++) {
		const other = random.whole(at, entries.length - 1);
		const held = entries[at];
		entries[at] = entries[other];
		entries[other] = held;
	}
	return entries;
}

/** A copy of the entries in random order. */
export function shuffled<T>(entries: readonly T[], random: Random): T[] {
	return shuffle([...entries], random);
}
