import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { showHints } from '../../../n8n/hints';
import { errorItem, toNodeError, withTenant } from '../../../n8n/nodeError';
import { rowForModel } from '../../../parameters/toolRows';
import { inputError } from '../../../profit/errors/profitError';
import type { Row } from '../../../profit/values/cell';
import { setOwn } from '../../../profit/values/ownProperty';
import type { LookupAnswer } from '../../../transport/lookUp';
import { answersTo } from '../../../transport/lookUpItems';
import { sideBySide } from '../../../transport/sideBySide';
import { outcomeOf } from '../../../transport/wait';
import type { AllItemsCall } from '../../operation';
import { itemLookup, type ItemLookup } from './itemLookup';

/**
 * Looks up the rows of all input items; items of one customer share calls.
 * @throws NodeError of the first item that fails, unless Continue On Fail is on
 */
export async function runLookups({
	context,
	customers,
}: AllItemsCall): Promise<INodeExecutionData[]> {
	const items = await sideBySide(customers, {
		count: context.getInputData().length,
		endsAtFailure: !context.continueOnFail(),
		atOnce: () => 1,
		// Uses the shared client of the customer, because look-ups of one customer share calls.
		work: async ({ itemIndex }) =>
			await itemLookup(context, itemIndex, await customers.of(itemIndex)),
	});
	const lookups = items.flatMap((item) => ('answer' in item ? [item.answer] : []));
	const answers = await answersTo(lookups.map(({ question }) => question));
	const answerOf = new Map(lookups.map((lookup, at) => [lookup, answers[at]]));

	const output: INodeExecutionData[] = [];
	for (const item of items) {
		const { itemIndex } = item;
		if ('answer' in item) showHints(context, item.answer.hints);
		const outcome = await outcomeOf(async () => {
			if ('thrown' in item) throw item.thrown;
			return outputOf(context, itemIndex, item.answer, answerOf.get(item.answer));
		});
		if ('answer' in outcome) {
			for (const one of outcome.answer) output.push(one);
			continue;
		}
		const nodeError = toNodeError(context.getNode(), outcome.thrown, itemIndex);
		const error = withTenant(nodeError, item.client?.tenant);
		if (!context.continueOnFail()) throw error;
		output.push(errorItem(error, itemIndex));
	}
	return output;
}

/** @throws the error of the item */
function outputOf(
	context: IExecuteFunctions,
	itemIndex: number,
	lookup: ItemLookup,
	answer: LookupAnswer = { rows: [] },
): INodeExecutionData[] {
	if ('thrown' in answer) throw answer.thrown;
	const { words, terms } = lookup.question;
	const rows = lookup.shaped(answer.rows);
	if (rows.length > 1 && lookup.whenSeveral === 'error') {
		throw inputError(
			`Several rows of ${terms.connector} have ${words}`,
			"Add fields under 'Lookup Match' until only one row is left, or choose another value of 'When Several Are Found'.",
		);
	}
	const item = (row: Row | null) =>
		rowItem(context, itemIndex, lookup.rowField, row && rowForModel(context, row));
	if (rows.length > 0) return rows.map(item);
	switch (lookup.whenNotFound) {
		case 'skip':
			return [];
		case 'keep':
			return [item(null)];
		case 'error':
			throw inputError(
				`No row of ${terms.connector} has ${words}`,
				"Check the value, and that the user of the credential may see the row in Profit. Or choose another value of 'When Not Found'.",
			);
	}
}

function rowItem(
	context: IExecuteFunctions,
	itemIndex: number,
	rowField: string | undefined,
	row: IDataObject | null,
): INodeExecutionData {
	const { json, binary } = context.getInputData()[itemIndex];
	const rest = { ...(binary ? { binary } : {}), pairedItem: { item: itemIndex } };
	if (rowField === undefined) return { json: row ?? {}, ...rest };
	const withRow: IDataObject = { ...json };
	setOwn(withRow, rowField, row);
	return { json: withRow, ...rest };
}
