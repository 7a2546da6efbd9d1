/** A name that differs in this many letters may be a typo. */
const MAX_DISTANCE = 2;

const MAX_NAMES = 3;

/**
 * Finds the known names closest to an unknown one: first those that differ in letter case, then those that differ by
 * one or two letters. Short names are only compared by case and one letter.
 */
export function nearestNames(name: string, known: Iterable<string>): string[] {
	const wanted = name.toLowerCase();
	const limit = wanted.length <= 4 ? 1 : MAX_DISTANCE;
	const near: Array<{ candidate: string; distance: number }> = [];
	for (const candidate of known) {
		const distance = editDistance(wanted, candidate.toLowerCase(), limit);
		if (distance <= limit) near.push({ candidate, distance });
	}
	return near
		.sort((a, b) => a.distance - b.distance)
		.slice(0, MAX_NAMES)
		.map(({ candidate }) => candidate);
}

/** The number of letters to insert, remove, replace or swap with their neighbour; above `limit` any higher number. */
function editDistance(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) > limit) return limit + 1;
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const replace = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
			row[j] = Math.min(replace, last[j] + 1, row[j - 1] + 1);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
				row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
			}
		}
		beforeLast = last;
		last = row;
	}
	return last[b.length];
}
