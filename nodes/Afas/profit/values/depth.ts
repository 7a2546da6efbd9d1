/** AFAS's answers nest a few levels. n8n copies and saves output recursively, and crashes at some thousands of levels. */
const MOST_LEVELS = 100;

/** Whether lists and objects nest deeper than any answer of AFAS. */
export function isTooDeep(value: unknown): boolean {
	let level: object[] = isNested(value) ? [value] : [];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth >= MOST_LEVELS) return true;
		level = level.flatMap((outer) => Object.values(outer).filter(isNested));
	}
	return false;
}

function isNested(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
