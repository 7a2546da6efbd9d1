import type { IExecuteFunctions } from 'n8n-workflow';
import { withoutTags } from '../profit/errors/withoutTags';

/** A hint that differs between items only in its subject. */
export interface HintAbout {
	before: string;
	about: string;
	after: string;
}

/** Maximum subjects to list in a hint. */
const LISTED = 10;

/** Merges hints that differ only in their subject into one that lists the subjects. */
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

// Hints already shown in an execution: several items often give the same one.
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
