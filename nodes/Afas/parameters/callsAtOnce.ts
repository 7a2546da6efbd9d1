import type { INodeProperties } from 'n8n-workflow';
import { MOST_CALLS } from '../profit/paging/pace';
import { whole } from './kinds/whole';

/** Option: how many calls to AFAS may run at the same time. */
export function callsAtOnceOption(
	texts: Pick<INodeProperties, 'description'> & { default: number },
) {
	return whole({
		displayName: 'Calls at Once',
		name: 'concurrency',
		min: 1,
		atMost: MOST_CALLS,
		...texts,
	});
}
