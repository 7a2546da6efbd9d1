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

/** The look-up of one input item, and how to use its result. */
export interface ItemLookup {
	question: LookupQuestion;
	/** Gives a copy of the rows in the form of the output. */
	shaped(rows: Row[]): Row[];
	/** Hints for the user. */
	hints: string[];
	whenNotFound: 'keep' | 'skip' | 'error';
	whenSeveral: 'all' | 'first' | 'error';
	/** The field of the input item that the row goes in; undefined for the row only. */
	rowField: string | undefined;
}

/**
 * Reads the look-up of an item from its parameters.
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
		// Read when it is called: the fields of the question may have changed by then.
		shaped(rows) {
			const { terms, outputFields } = question;
			const shape = rowShaper(terms.fields, { dateTimes, outputFields });
			return shape(rows.map((row) => ({ ...row })));
		},
		hints: adviceOnQuery({ connector, fields, filter: [], sort }),
		...given,
	};
}
