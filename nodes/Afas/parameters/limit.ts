import type { INodeProperties } from 'n8n-workflow';
import type { ParameterReader } from './kinds/parameterReader';
import { toggle } from './kinds/toggle';
import { whole } from './kinds/whole';

const returnAll = toggle({
	displayName: 'Return All',
	name: 'returnAll',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

/** The default number of rows. */
export const DEFAULT_LIMIT = 50;

// For AFAS a negative number means all rows.
const limit = whole({
	displayName: 'Limit',
	name: 'limit',
	min: 1,
	default: DEFAULT_LIMIT,
	restricts: true,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
});

/** Return All and Limit, n8n's usual pair. */
export const limitProperties: INodeProperties[] = [returnAll.property, limit.property];

/**
 * Maximum rows to return, by Return All and Limit; Infinity for all.
 * @throws ProfitError `input` for an invalid switch or number
 */
export function readLimit(context: ParameterReader, itemIndex: number): number {
	return returnAll.read(context, itemIndex)
		? Number.POSITIVE_INFINITY
		: limit.read(context, itemIndex);
}
