import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { grouped, showHints, type HintAbout } from '../../../n8n/hints';
import { callOptions } from '../../../parameters/callOptions';
import { getConnectorChoice } from '../../../parameters/connectorLocator';
import { toggle } from '../../../parameters/kinds/toggle';
import { readProtocol } from '../../../parameters/protocol';
import type { ParameterReader } from '../../../parameters/kinds/parameterReader';
import { ProfitError } from '../../../profit/errors/profitError';
import { lookupConditions } from '../../../profit/records/lookup';
import { rowShaper } from '../../../profit/rows/rowShape';
import type { Row } from '../../../profit/values/cell';
import type { LookupAnswer } from '../../../transport/lookUp';
import { answersTo, lookupQuestion, type LookupQuestion } from '../../../transport/lookUpItems';
import { outcomeOf } from '../../../transport/wait';
import type { AllItemsCall } from '../../operation';
import { recordMatchOf } from './lookupProperties';
import { runOptions } from './writeOptions';

const readBack = toggle({
	displayName: 'Read Back',
	name: 'readBack',
	default: false,
	description:
		'Whether to add the row of the new record to the output, for example to know the number that Profit gave it',
});

const shownWith = { show: { readBack: [true] } };

const connector = getConnectorChoice({
	displayName: 'Lookup GetConnector',
	name: 'lookupConnector',
	hint: 'Shows the new record',
	description: 'Choose one that shows the new records to the user of the app connector',
	displayOptions: shownWith,
});

const matches = recordMatchOf({
	description:
		'How to find the new record: by fields that no other record has, such as your own reference',
	displayOptions: shownWith,
});

/** The parameters for reading back the row of a new record. */
export const readBackProperties: INodeProperties[] = [
	readBack.property,
	connector.property,
	matches.property,
];

/**
 * Checks the Read Back parameters of an item before anything is written.
 * @throws ProfitError `input` when no GetConnector or no field is chosen
 */
export function assertReadBack(context: ParameterReader, itemIndex: number): void {
	if (!readBack.read(context, itemIndex)) return;
	connector.read(context, itemIndex);
	lookupConditions(matches.read(context, itemIndex));
}

/**
 * Adds the row of each new record to its item, as `record`. The records are already written, so a row that is not found
 * or not unique becomes null and a hint.
 */
export async function withRecords(
	call: AllItemsCall,
	written: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const asked = await Promise.all(
		written.map(async (item, itemIndex) => await questionOf(call, item, itemIndex)),
	);
	const questions = asked.flatMap((one) => (one && 'answer' in one ? [one.answer] : []));
	const answers = await answersTo(questions);
	const found = new Map(questions.map((question, at) => [question, answers[at]]));
	const hints: HintAbout[] = [];
	const output = written.map((item, itemIndex) => {
		const one = asked[itemIndex];
		if (!one) return item;
		const { row, hint } =
			'answer' in one ? recordOf(one.answer, found.get(one.answer)) : unread(one.thrown);
		if (hint) hints.push(hint);
		return { ...item, json: { ...item.json, record: row } };
	});
	showHints(call.context, grouped(hints));
	return output;
}

/** The look-up of an item; undefined if there is nothing to read back because it failed or was not sent. */
async function questionOf(
	{ context, customers }: AllItemsCall,
	{ json }: INodeExecutionData,
	itemIndex: number,
): Promise<{ answer: LookupQuestion } | { thrown: unknown } | undefined> {
	// A dry run has no results.
	if (json.action !== 'create' || !Object.hasOwn(json, 'results')) return undefined;
	if (!readBack.read(context, itemIndex)) return undefined;
	return await outcomeOf(async () =>
		lookupQuestion({
			client: await customers.of(itemIndex),
			protocol: readProtocol(context, itemIndex),
			calls: callOptions(context, itemIndex),
			connector: connector.read(context, itemIndex),
			matches: matches.read(context, itemIndex),
			sort: [],
			wanted: 'two',
			concurrency: runOptions(context).concurrency,
			signal: context.getExecutionCancelSignal?.(),
		}),
	);
}

interface Found {
	row: Row | null;
	hint?: HintAbout;
}

function recordOf(
	{ terms, key, words }: LookupQuestion,
	answer: LookupAnswer = { rows: [] },
): Found {
	if ('thrown' in answer) return unread(answer.thrown);
	const { rows } = answer;
	if (rows.length === 1) {
		return {
			row: rowShaper(terms.fields, { dateTimes: 'local', outputFields: [] })([{ ...rows[0] }])[0],
		};
	}
	if (key === undefined) return { row: null, hint: NOT_LOOKED_FOR };
	const what = `The record was created, but ${terms.connector}`;
	const hint =
		rows.length > 1
			? {
					before: `${what} shows several rows with `,
					after:
						', so it is not known which one is new. Look for it by fields that no other record has.',
				}
			: {
					before: `${what} shows no row with `,
					after: '. Check that it shows new records to the user of the credential.',
				};
	return { row: null, hint: { ...hint, about: words } };
}

const NOT_LOOKED_FOR: HintAbout = {
	before: 'The record was created, but a value of ',
	about: "'Lookup Match'",
	after: ' is empty, so its row was not looked for.',
};

function unread(thrown: unknown): Found {
	const words =
		thrown instanceof ProfitError || thrown instanceof Error ? thrown.message : 'Unknown';
	return {
		row: null,
		hint: {
			before: 'The record was created, but its row could not be read: ',
			about: words,
			after: '',
		},
	};
}
