import type { IExecuteFunctions } from 'n8n-workflow';
import type { RowQuery } from '../../../profit/query/rowQuery';
import { readFilter } from '../../../parameters/filterParameters';
import { DEFAULT_LIMIT } from '../../../parameters/limit';
import { rowLimit } from '../../../parameters/toolRows';
import { outcomeOf } from '../../../transport/wait';
import type { GetManyOptions } from './getManyOptions';

/** What is written otherwise by the type of its field: a moment with its zone, a decimal comma, a word for yes or no. */
const PLAIN_VALUE = /^[\w .-]+$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T/;

/**
 * The first call of a read, where it does not depend on the connector's fields: a row that is looked for by its number. Of
 * several rows their order would, which is on all fields.
 * @returns undefined where it does, or the parameters cannot be used
 */
export async function queryAhead(
	context: IExecuteFunctions,
	itemIndex: number,
	connector: string,
	{ skip, pageSize, concurrency }: GetManyOptions,
): Promise<RowQuery | undefined> {
	const given = await outcomeOf(async () => ({
		limit: rowLimit(context, itemIndex),
		filter: readFilter(context, itemIndex),
	}));
	if ('thrown' in given) return undefined;
	const { limit, filter } = given.answer;
	const isSmall = limit <= DEFAULT_LIMIT && skip === 0 && pageSize === undefined && concurrency > 1;
	const isByNumber =
		filter.length === 1 &&
		filter[0].every(
			({ operator, value }) =>
				operator === 'equal' && PLAIN_VALUE.test(value) && !MOMENT.test(value),
		);
	if (!isSmall || !isByNumber) return undefined;
	// One more than may be found, to know whether that is all.
	return { connector, filter, sort: [], skip: 0, take: Math.max(limit, 2) };
}
