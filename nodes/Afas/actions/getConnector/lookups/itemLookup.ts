import type { IExecuteFunctions } from 'n8n-workflow';
import { callOptions } from '../../../parameters/callOptions';
import { getConnector } from '../../../parameters/connectorLocator';
import { readProtocol } from '../../../parameters/protocol';
import { readSort } from '../../../parameters/sortParameter';
import { adviceOnQuery } from '../../../profit/query/advice';
import { rowShaper } from '../../../profit/rows/rowShape';
import type { Row } from '../../../profit/values/cell';
import type { ProfitClient } from '../../../transport/client';
import { lookupQuestion, type LookupQuestion } from '../../../transport/lookUpItems';
import {
	include,
	lookupMatch,
	lookupOptions,
	rowField,
	whenNotFound,
	whenSeveral,
} from './parameters';

/** What an input item asks for, and what is to come of it. */
export interface ItemLookup {
	question: LookupQuestion;
	/** The rows as they leave the node; a copy. */
	shaped(rows: Row[]): Row[];
	/** What the user should know about it. */
	hints: string[];
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
	const several = whenSeveral.read(context, itemIndex);
	const options = lookupOptions.read(context, itemIndex);
	const { retries, concurrency, dateTimes } = options;
	const given = {
		whenNotFound: whenNotFound.read(context, itemIndex),
		whenSeveral: several,
		rowField:
			include.read(context, itemIndex) === 'row' ? undefined : rowField.read(context, itemIndex),
	};
	const question = await lookupQuestion({
		client,
		protocol: readProtocol(context, itemIndex),
		calls: { ...callOptions(context, itemIndex), retries },
		connector,
		matches: lookupMatch.read(context, itemIndex),
		outputFields: options.outputFields,
		sort: readSort(context, itemIndex),
		wanted: several === 'error' ? 'two' : several,
		concurrency,
		signal: context.getExecutionCancelSignal?.(),
	});
	const { fields, sort } = question.terms;
	return {
		question,
		// Asking may show that the fields changed.
		shaped(rows) {
			const { terms, outputFields } = question;
			const shape = rowShaper(terms.fields, { dateTimes, outputFields });
			return shape(rows.map((row) => ({ ...row })));
		},
		hints: adviceOnQuery({ connector, fields, filter: [], sort }),
		...given,
	};
}
