import type { INodeProperties } from 'n8n-workflow';
import { whole } from './kinds/whole';

/** More calls at once than this AFAS refuses. AFAS: troubleshooting. */
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
