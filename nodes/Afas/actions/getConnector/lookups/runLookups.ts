import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { errorItem, toNodeError } from '../../../n8n/nodeError';
import { ProfitError } from '../../../profit/errors/profitError';
import type { LookupKey } from '../../../profit/lookups/lookupKey';
import type { Row } from '../../../profit/values/cell';
import { setOwn } from '../../../profit/values/ownProperty';
import type { ProfitClient } from '../../../transport/client';
import { lookUp, type LookupAnswer } from '../../../transport/lookUp';
import { outcomeOf } from '../../../transport/wait';
import type { AllItemsCall } from '../../operation';
import { itemLookup, type ItemLookup } from './itemLookup';

/** An input item, with what it asks for and what came of it. */
interface LookedUp {
	itemIndex: number;
	lookup: ItemLookup;
	client: ProfitClient;
	answer: LookupAnswer;
}

type Prepared = LookedUp | { itemIndex: number; thrown: unknown };

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
	await answerAll(items.filter((item): item is LookedUp => 'lookup' in item));

	const output: INodeExecutionData[] = [];
	for (const item of items) {
		const { itemIndex } = item;
		const outcome = await outcomeOf(async () => outputOf(context, item));
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
	const outcome = await outcomeOf(async () => {
		const client = await customers.of(itemIndex);
		return { client, lookup: await itemLookup(context, itemIndex, client) };
	});
	if ('thrown' in outcome) return { itemIndex, thrown: outcome.thrown };
	return { itemIndex, ...outcome.answer, answer: { rows: [] } };
}

/** Fills in the answers: the customers side by side, the kinds of look-up of a customer one after another. */
async function answerAll(items: LookedUp[]): Promise<void> {
	const customers = grouped(items, ({ client }) => client);
	await Promise.all(
		[...customers.values()].map(async (ofCustomer) => {
			for (const alike of grouped(ofCustomer, ({ lookup }) => lookup.plan).values()) {
				await answerAlike(alike);
			}
		}),
	);
}

/** Items that can share calls; those with the same values share an answer. */
async function answerAlike(items: LookedUp[]): Promise<void> {
	const keys = new Map<string, LookupKey>();
	for (const { lookup } of items) {
		const { key } = lookup;
		if (key && !keys.has(key.same)) keys.set(key.same, key);
	}
	const answers = await lookUp([...keys.values()], items[0].lookup.terms);
	for (const item of items) {
		const key = item.lookup.key && keys.get(item.lookup.key.same);
		const answer = key && answers.get(key);
		if (answer) item.answer = answer;
	}
}

function grouped<T, K>(items: T[], groupOf: (item: T) => K): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const item of items) {
		const group = groups.get(groupOf(item));
		if (group) group.push(item);
		else groups.set(groupOf(item), [item]);
	}
	return groups;
}

/** @throws what the item fails with */
function outputOf(context: IExecuteFunctions, item: Prepared): INodeExecutionData[] {
	if ('thrown' in item) throw item.thrown;
	const { lookup, answer } = item;
	if ('thrown' in answer) throw answer.thrown;
	const { connector } = lookup.terms;
	const rows = lookup.shaped(answer.rows);
	if (rows.length > 1 && lookup.whenSeveral === 'error') {
		throw new ProfitError('input', `Several rows of ${connector} have ${lookup.words}`, {
			description:
				"Add fields under 'Lookup Match' until only one row is left, or choose another value of 'When Several Are Found'.",
		});
	}
	if (rows.length > 0) return rows.map((row) => rowItem(context, item, row));
	switch (lookup.whenNotFound) {
		case 'skip':
			return [];
		case 'keep':
			return [rowItem(context, item, null)];
		case 'error':
			throw new ProfitError('input', `No row of ${connector} has ${lookup.words}`, {
				description:
					"Check the value, and that the user of the credential may see the row in Profit. Or choose another value of 'When Not Found'.",
			});
	}
}

function rowItem(
	context: IExecuteFunctions,
	{ itemIndex, lookup: { rowField } }: LookedUp,
	row: Row | null,
): INodeExecutionData {
	const { json, binary } = context.getInputData()[itemIndex];
	const rest = { ...(binary ? { binary } : {}), pairedItem: { item: itemIndex } };
	if (rowField === undefined) return { json: row ?? {}, ...rest };
	const withRow: IDataObject = { ...json };
	setOwn(withRow, rowField, row);
	return { json: withRow, ...rest };
}
