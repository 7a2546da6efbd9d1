// The names that a user sees on parameters and options, as messages may mention them.
import type { INodeProperties } from 'n8n-workflow';

interface Named {
	name: string;
	displayName?: string;
	options?: unknown;
	values?: unknown;
}

/** The displayed names of these parameters, at every depth, in their short form. */
export function shownNames(properties: INodeProperties[]): Set<string> {
	const names = new Set<string>();
	const add = (named: Named): void => {
		names.add(shortName(named.displayName ?? named.name));
		for (const parts of [named.options, named.values]) {
			if (Array.isArray(parts)) parts.forEach((part) => add(part as Named));
		}
	};
	properties.forEach(add);
	return names;
}

/** `Key Fields` for `Key Field Names or IDs`, the wording that n8n wants on lists: a message is shorter. */
export function shortName(displayName: string): string {
	return displayName.replace(/ Name or ID$/, '').replace(/ Names or IDs$/, 's');
}
