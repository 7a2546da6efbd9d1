import type { IExecuteFunctions } from 'n8n-workflow';
import { showHints } from '../../../n8n/hints';
import { callOptions } from '../../../parameters/callOptions';
import { getConnector } from '../../../parameters/connectorLocator';
import { readProtocol } from '../../../parameters/protocol';
import { readSort } from '../../../parameters/sortParameter';
import { fieldFinder } from '../../../profit/metainfo/knownFields';
import { lookupKeys, type LookupKey } from '../../../profit/lookups/lookupKey';
import { pageSizeFor } from '../../../profit/paging/pageSize';
import { adviceOnQuery } from '../../../profit/query/advice';
import { withAfasValues } from '../../../profit/query/filterValues';
import { lookupConditions } from '../../../profit/records/lookup';
import { rowShaper } from '../../../profit/rows/rowShape';
import type { Row } from '../../../profit/values/cell';
import type { ProfitClient } from '../../../transport/client';
import type { LookupTerms } from '../../../transport/lookUp';
import { serviceOf } from '../../../transport/service';
import {
	include,
	lookupMatch,
	lookupOptions,
	rowField,
	whenNotFound,
	whenSeveral,
} from './parameters';

/** What an input item asks for. */
export interface ItemLookup {
	/** undefined when a value is empty: such an item is not found, without a call. */
	key: LookupKey | undefined;
	terms: LookupTerms;
	/** Items with the same text here, of the same customer, can share calls. */
	plan: string;
	/** The rows as they leave the node; a copy. */
	shaped(rows: Row[]): Row[];
	/** For a message: `DebtorId '000010'`. */
	words: string;
	whenNotFound: 'keep' | 'skip' | 'error';
	whenSeveral: 'all' | 'first' | 'error';
	/** The field of the input item that the row goes in; undefined for the row only. */
	rowField: string | undefined;
}

/**
 * Reads what an item asks for.
 * @throws ProfitError
 */
export async function itemLookup(
	context: IExecuteFunctions,
	itemIndex: number,
	client: ProfitClient,
): Promise<ItemLookup> {
	const connector = getConnector.read(context, itemIndex);
	const matches = lookupMatch.read(context, itemIndex);
	const several = whenSeveral.read(context, itemIndex);
	const { retries, concurrency, dateTimes, outputFields } = lookupOptions.read(context, itemIndex);
	const calls = { ...callOptions(context, itemIndex), retries };
	const protocol = readProtocol(context, itemIndex);
	const service = serviceOf(client, protocol);
	const info = await service.info(connector, calls);
	const { fields } = info;
	const known = fieldFinder(connector, info);
	const conditions = lookupConditions(matches).map((condition) => ({
		...condition,
		field: known(condition.field, 'Lookup Match'),
	}));
	const sort = readSort(context, itemIndex).map((by) => ({
		...by,
		field: known(by.field, 'Sort'),
	}));
	const shape = rowShaper(fields, {
		dateTimes,
		outputFields: outputFields.map((name) => known(name, 'Output Fields')),
	});
	showHints(context, adviceOnQuery({ connector, fields, filter: [], sort }));
	const isEmpty = conditions.some(({ value }) => value === '');
	const [group] = isEmpty ? [conditions] : withAfasValues([conditions], fields);
	const names = group.map(({ field }) => field);
	return {
		key: isEmpty ? undefined : lookupKeys(fields)(group),
		terms: {
			connector,
			fields,
			source: service.rows(info, calls),
			sort,
			wanted: several === 'error' ? 'two' : several,
			pageSize: pageSizeFor(fields.length),
			concurrency,
			signal: context.getExecutionCancelSignal?.(),
		},
		plan: JSON.stringify([connector, protocol, calls, names, several, sort, concurrency]),
		shaped: (rows) => shape(rows.map((row) => ({ ...row }))),
		whenNotFound: whenNotFound.read(context, itemIndex),
		whenSeveral: several,
		rowField:
			include.read(context, itemIndex) === 'row' ? undefined : rowField.read(context, itemIndex),
		words: conditions.map(({ field, value }) => `${field} '${value}'`).join(' and '),
	};
}
