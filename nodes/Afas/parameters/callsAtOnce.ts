import type { INodeProperties } from 'n8n-workflow';
import { whole } from './kinds/whole';

/** AFAS refuses more calls at once than this. docs/afas.md 2.5. */
const MOST_CALLS = 8;

/** Option: how many calls to AFAS may run at the same time. */
export function callsAtOnceOption(
	texts: Pick<INodeProperties, 'description'> & { default: number },
) {
	return whole({
		displayName: 'Calls at Once',
		name: 'concurrency',
		min: 1,
		max: MOST_CALLS,
		...texts,
	});
}
