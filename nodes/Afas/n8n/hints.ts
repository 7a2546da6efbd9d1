import type { IExecuteFunctions } from 'n8n-workflow';
import { withoutTags } from '../profit/errors/withoutTags';

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
