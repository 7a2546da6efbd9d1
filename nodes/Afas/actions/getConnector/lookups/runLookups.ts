import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { errorItem, toNodeError } from '../../../n8n/nodeError';
import { inputError } from '../../../profit/errors/profitError';
import type { Row } from '../../../profit/values/cell';
import { setOwn } from '../../../profit/values/ownProperty';
import type { LookupAnswer } from '../../../transport/lookUp';
import { answersTo } from '../../../transport/lookUpItems';
import { outcomeOf } from '../../../transport/wait';
import type { AllItemsCall } from '../../operation';
import { itemLookup, type ItemLookup } from './itemLookup';

/** An input item with what it asks for, or why it cannot be asked. */
type Prepared = { itemIndex: number; lookup: ItemLookup } | { itemIndex: number; thrown: unknown };

/**
 * Looks up the rows of all input items, those of one customer together.
 * @throws NodeError of the first item that fails, unless Continue On Fail is on
 */
export async function runLookups(call: AllItemsCall): Promise<INodeExecutionData[]> {
	const { context } = call;
	const items: Prepared[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		const item = await prepared(call, itemIndex);
		items.push(item);
		// Only what comes before it can be the first to fail.
		if ('thrown' in item && !context.continueOnFail()) break;
	}
	const lookups = items.flatMap((item) => ('lookup' in item ? [item.lookup] : []));
	const answers = await answersTo(lookups.map(({ question }) => question));
	const answerOf = new Map(lookups.map((lookup, at) => [lookup, answers[at]]));

	const output: INodeExecutionData[] = [];
	for (const item of items) {
		const { itemIndex } = item;
		const outcome = await outcomeOf(async () => {
			if ('thrown' in item) throw item.thrown;
			return outputOf(context, itemIndex, item.lookup, answerOf.get(item.lookup));
		});
		if ('answer' in outcome) {
			for (const one of outcome.answer) output.push(one);
			continue;
		}
		const error = toNodeError(context.getNode(), outcome.thrown, itemIndex);
		if (!context.continueOnFail()) throw error;
		output.push(errorItem(error, itemIndex));
	}
	return output;
}

async function prepared(
	{ context, customers }: AllItemsCall,
	itemIndex: number,
): Promise<Prepared> {
	const outcome = await outcomeOf(async () =>
		itemLookup(context, itemIndex, await customers.of(itemIndex)),
	);
	return 'thrown' in outcome
		? { itemIndex, thrown: outcome.thrown }
		: { itemIndex, lookup: outcome.answer };
}

/** @throws what the item fails with */
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
	const item = (row: Row | null) => rowItem(context, itemIndex, lookup.rowField, row);
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
	row: Row | null,
): INodeExecutionData {
	const { json, binary } = context.getInputData()[itemIndex];
	const rest = { ...(binary ? { binary } : {}), pairedItem: { item: itemIndex } };
	if (rowField === undefined) return { json: row ?? {}, ...rest };
	const withRow: IDataObject = { ...json };
	setOwn(withRow, rowField, row);
	return { json: withRow, ...rest };
}
