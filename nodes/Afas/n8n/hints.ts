import type { IExecuteFunctions } from 'n8n-workflow';
import { withoutTags } from '../profit/errors/withoutTags';

/** A hint that differs per item in what it is about only. */
export interface HintAbout {
	before: string;
	about: string;
	after: string;
}

/** More than this makes a hint too long to read. */
const LISTED = 10;

/** One hint for all that differ only in what they are about, with a list of that. */
export function grouped(hints: HintAbout[]): string[] {
	const groups = new Map<string, HintAbout & { all: Set<string> }>();
	for (const hint of hints) {
		const key = JSON.stringify([hint.before, hint.after]);
		const group = groups.get(key) ?? { ...hint, all: new Set<string>() };
		groups.set(key, group);
		group.all.add(hint.about);
	}
	return [...groups.values()].map(({ before, after, all }) => {
		const more = all.size > LISTED ? ` and ${all.size - LISTED} more` : '';
		return `${before}${[...all].slice(0, LISTED).join('; ')}${more}${after}`;
	});
}

// Several items often deserve the same hint; the user needs it once. The memory goes with the execution.
const shown = new WeakMap<IExecuteFunctions, Set<string>>();

/** Shows hints in the editor's output pane, each once for all items. Older n8n versions do not show any. */
export function showHints(context: IExecuteFunctions, hints: string[]): void {
	const known = shown.get(context) ?? new Set<string>();
	shown.set(context, known);
	for (const hint of hints) {
		const message = withoutTags(hint);
		if (known.has(message)) continue;
		known.add(message);
		context.addExecutionHints?.({ message, location: 'outputPane' });
	}
}
