import type { WriteOutcome } from '../../../profit/errors/kindFacts';

/** The state of an item when the run stopped. */
export type ItemState = 'written' | WriteOutcome;

const TEXTS: Array<[ItemState, string]> = [
	['written', 'Written'],
	['refused', 'Refused'],
	['unknown', 'Perhaps written'],
	['notSent', 'Not sent'],
];

/**
 * Describes how far a run with several items got, so that the user can go on from there.
 * @returns for example `Of 1,000 items (counted from 0): Written 0-49; Refused 50; Not sent 51-999.`
 */
export function describeProgress(states: ItemState[]): string {
	const parts = TEXTS.flatMap(([state, text]) => {
		const indexes = states.flatMap((is, index) => (is === state ? [index] : []));
		return indexes.length > 0 ? [`${text}: ${indexes.length} (${ranges(indexes)})`] : [];
	});
	return `Of ${states.length} items, counted from 0: ${parts.join('; ')}.`;
}

const SHOWN_RANGES = 10;

function ranges(indexes: number[]): string {
	const list: Array<[first: number, last: number]> = [];
	for (const index of indexes) {
		const last = list[list.length - 1];
		if (last?.[1] === index - 1) last[1] = index;
		else list.push([index, index]);
	}
	const shown = list
		.slice(0, SHOWN_RANGES)
		.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`));
	return `${shown.join(', ')}${list.length > SHOWN_RANGES ? ', …' : ''}`;
}
