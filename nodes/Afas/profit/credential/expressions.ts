import { inputError, type ProfitError } from '../errors/profitError';
import type { AfasCredential } from './credential';

/** Fields of the credential that decide whose Profit a call reaches, and how. */
const FIELDS = [
	'environment',
	'tenant',
	'restUrl',
	'soapUrl',
	'integrationId',
	'authentication',
	'token',
	'clientId',
	'clientSecret',
	'privateKey',
	'keyId',
	'language',
	'readOnly',
] as const;

/** A hidden field of the credential: n8n gives its default unless its display options hide it. */
interface HiddenField {
	displayName: string;
	name: string;
	type: 'hidden';
	default: string;
	displayOptions?: {
		hide: Record<string, Array<{ _cnd: { between: { from: string; to: string } } }>>;
	};
}

const YES = 'yes';

/**
 * A value that begins with `=`, as n8n stores an expression. n8n looks for each call, runs a regular expression slowly, and gives it up
 * after 250 ms, also on a busy machine; n8n 1 asks a boolean what it starts with, and fails.
 */
const IS_EXPRESSION = [{ _cnd: { between: { from: '=', to: '=\uffff' } } }];

/**
 * Hidden fields by which a node sees whether a field of the credential is an expression: n8n hands over values only, but decides what it
 * hides by what is stored. `allFixed` is there when none is an expression; `expressionsMissed` is there when this n8n does not
 * decide so.
 */
export const EXPRESSION_FIELDS: HiddenField[] = [
	{
		displayName: 'All Fixed',
		name: 'allFixed',
		type: 'hidden',
		default: YES,
		displayOptions: { hide: Object.fromEntries(FIELDS.map((field) => [field, IS_EXPRESSION])) },
	},
	{
		displayName: 'Always an Expression',
		name: 'anExpression',
		type: 'hidden',
		default: '={{ "" }}',
	},
	{
		displayName: 'Expressions Missed',
		name: 'expressionsMissed',
		type: 'hidden',
		default: YES,
		displayOptions: { hide: { anExpression: IS_EXPRESSION } },
	},
];

/**
 * Whether all fields of the credential are written down, so that it stands for the same customer in every item. Without proof it does
 * not: else one customer's records could be written into another's Profit.
 */
export function isFixed({ allFixed, expressionsMissed }: AfasCredential): boolean {
	return allFixed === YES && expressionsMissed === undefined;
}

/** Where n8n knows no input item, with what a user can do there. */
const WITHOUT_ITEM = {
	editor:
		'Choose a credential without expressions while you build the workflow, or give IDs instead of choosing from a list.',
	trigger:
		'A trigger works for one customer: give it a credential without expressions on input items.',
	test: 'It can only be tried by running a workflow: each input item is worked on with what the expressions give for it.',
} as const;

export type PlaceWithoutItem = keyof typeof WITHOUT_ITEM;

/** What it means that a credential with expressions gives nothing usable where no input item is known. */
export function withoutItem(place: PlaceWithoutItem): ProfitError {
	return inputError(
		'The fields of this credential are expressions, and there is no input item here to work them out for',
		WITHOUT_ITEM[place],
	);
}
