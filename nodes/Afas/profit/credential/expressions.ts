import { inputError, type ProfitError } from '../errors/profitError';
import type { AfasCredential } from './credential';

/** The fields of the credential that decide which Profit a call reaches, and how. */
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

const EXPRESSION = '={{ "" }}';

/**
 * Matches a value that begins with `=`, as n8n stores an expression. n8n checks this for each call. Other conditions
 * are worse: n8n stops a regular expression after 250 ms, and n8n 1 fails on `startsWith` of a boolean.
 */
const IS_EXPRESSION = [{ _cnd: { between: { from: '=', to: '=\uffff' } } }];

/**
 * The hidden field that is an expression in every credential. Save it together with an access token: n8n before 2.32
 * then saves all fields with the values of their expressions.
 */
export const AN_EXPRESSION = { anExpression: EXPRESSION };

/**
 * Hidden fields that tell a node whether a field of the credential is an expression. n8n passes only values, but
 * decides by the stored text which fields to hide. `allFixed` has a value if no field is an expression;
 * `expressionsMissed` has one if this n8n decides otherwise.
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
		default: EXPRESSION,
	},
	{
		displayName: 'Expressions Missed',
		name: 'expressionsMissed',
		type: 'hidden',
		default: YES,
		displayOptions: { hide: { anExpression: IS_EXPRESSION } },
	},
];

/** Calls can go out without these, in another way than the user asked for. */
const MAY_BE_MISSED: readonly string[] = ['keyId', 'language'];

/** Without these a credential is refused by name, so nothing is lost when n8n leaves one out. */
const NEVER_MISSED: ReadonlySet<string> = new Set(
	FIELDS.filter((field) => !MAY_BE_MISSED.includes(field)),
);

/**
 * The fields of the credential, for expressions too. Where no input item is known, as in the credential test, n8n leaves out what an
 * expression does not give; by itself it stops with words of its own before the credential is asked. So does an older n8n.
 */
export function withExpressions<T extends { name: string; typeOptions?: object }>(
	fields: T[],
): Array<T | HiddenField> {
	const typeOptions = { ignoreCredentialExpressionResolveError: true };
	return [
		...fields.map((field) =>
			NEVER_MISSED.has(field.name)
				? { ...field, typeOptions: { ...field.typeOptions, ...typeOptions } }
				: field,
		),
		...EXPRESSION_FIELDS,
	];
}

/**
 * Whether no field of the credential is an expression, so that every item has the same customer. In doubt it is false:
 * otherwise one customer's records could be written into another's Profit.
 */
export function isFixed({ allFixed, expressionsMissed }: AfasCredential): boolean {
	return allFixed === YES && expressionsMissed === undefined;
}

/** Places without an input item, with advice for each. */
const WITHOUT_ITEM = {
	editor:
		'Choose a credential without expressions while you build the workflow, or give IDs instead of choosing from a list.',
	trigger:
		'A trigger works for one customer: give it a credential without expressions on input items.',
	test: 'It can only be tested by running a workflow: each input item uses the values of its own expressions.',
} as const;

export type PlaceWithoutItem = keyof typeof WITHOUT_ITEM;

/** The error of a credential with expressions in a place without an input item. */
export function withoutItem(place: PlaceWithoutItem): ProfitError {
	return inputError(
		'The fields of this credential are expressions, and there is no input item here to evaluate them for',
		WITHOUT_ITEM[place],
	);
}
