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

/** A hidden field of the credential: n8n gives its default only where it shows it. */
interface HiddenField {
	displayName: string;
	name: string;
	type: 'hidden';
	default: string;
	displayOptions?: { show: Record<string, string[]> };
}

/** No field has this value, so what is shown for it is shown only beside an expression. */
const NEVER = ['(never)'];

const YES = 'yes';

/**
 * Hidden fields by which a node sees that a field of the credential is an expression. n8n hands over values only; but whatever its
 * display options say, it shows a field that depends on an expression. The first one is an expression always, which shows that this
 * n8n does so.
 */
export const EXPRESSION_FIELDS: HiddenField[] = [
	{
		displayName: 'Always an Expression',
		name: 'anExpression',
		type: 'hidden',
		default: '={{ "" }}',
	},
	{
		displayName: 'Expressions Are Seen',
		name: 'seesExpressions',
		type: 'hidden',
		default: YES,
		displayOptions: { show: { anExpression: NEVER } },
	},
	...FIELDS.map(
		(field): HiddenField => ({
			displayName: 'Has Expressions',
			name: 'hasExpressions',
			type: 'hidden',
			default: YES,
			displayOptions: { show: { [field]: NEVER } },
		}),
	),
];

/**
 * Whether all fields of the credential are written down, so that it stands for the same customer in every item. It must be
 * certain: else one customer's records could be written into another's Profit.
 */
export function isFixed({ seesExpressions, hasExpressions }: AfasCredential): boolean {
	return seesExpressions === YES && hasExpressions === undefined;
}
