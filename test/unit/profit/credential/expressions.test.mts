// n8n hands a node the values of a credential; whether they come from expressions is seen by what n8n hides.
import { createRequire } from 'node:module';
import type { INodeProperties } from 'n8n-workflow';
import { AfasApi } from '../../../../credentials/AfasApi.credentials';
import {
	AN_EXPRESSION,
	EXPRESSION_FIELDS,
	isFixed,
} from '../../../../nodes/Afas/profit/credential/expressions';

const { NodeHelpers } = createRequire(__filename)('n8n-workflow') as typeof import('n8n-workflow');

const FIXED = {
	environment: 'production',
	tenant: '12345',
	integrationId: '12345_678900',
	authentication: 'clientSecret',
	clientId: 'client',
	clientSecret: 'secret',
	language: 'nl-nl',
	readOnly: false,
};

/** What n8n hands over of a stored credential, without working out its expressions. */
function handedOver(stored: object, properties: INodeProperties[] = new AfasApi().properties) {
	// As n8n's credentials helper gathers them: of properties with one name the last one remains.
	const merged: INodeProperties[] = [];
	NodeHelpers.mergeNodeProperties(merged, properties);
	return NodeHelpers.getNodeParameters(merged, stored as never, true, false, null, null) as Record<
		string,
		string
	>;
}

it('a credential whose fields are written down is fixed', () => {
	expect(isFixed(handedOver(FIXED))).toBe(true);
	expect(isFixed(handedOver({ ...FIXED, authentication: 'token', token: 'x' }))).toBe(true);
});

it.each([
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
])('one with an expression in %s is not', (field) => {
	const custom = { ...FIXED, environment: 'custom', restUrl: 'https://a.example' };
	for (const form of [FIXED, custom]) {
		for (const expression of ['={{ $json.x }}', '=fixed text', '={{ $secrets.vault.x }}']) {
			expect(isFixed(handedOver({ ...form, [field]: expression }))).toBe(false);
		}
	}
});

it('is seen without asking a boolean for a text, on which n8n 1 fails', () => {
	const onTextsOnly = /"(?:startsWith|endsWith|includes)":/;
	expect(JSON.stringify(EXPRESSION_FIELDS)).not.toMatch(onTextsOnly);
	for (const character of [' ', '<', '>', '\uffff', '-', '0', 'é']) {
		expect(isFixed(handedOver({ ...FIXED, clientSecret: `${character}=` }))).toBe(true);
	}
	expect(isFixed(handedOver({ ...FIXED, readOnly: true, tenant: 12345 }))).toBe(true);
});

it('what an older form has saved of the hidden fields does not count', () => {
	expect(isFixed(handedOver({ ...FIXED, tenant: '={{ 1 }}', allFixed: 'yes' }))).toBe(false);
	expect(isFixed(handedOver({ ...FIXED, expressionsMissed: 'yes' }))).toBe(true);
});

it('stays fixed when n8n 1 has saved an access token, and with it what every expression gave', () => {
	const worked = { ...handedOver(FIXED), anExpression: '' };
	expect(isFixed(handedOver({ ...worked, ...AN_EXPRESSION }))).toBe(true);
});

it('an n8n that hides nothing by an expression proves nothing', () => {
	const withoutHiding = new AfasApi().properties.map(({ displayOptions: _, ...rest }) => rest);
	expect(isFixed(handedOver(FIXED, withoutHiding))).toBe(false);
	expect(isFixed({})).toBe(false);
});

/**
 * The mandatory fields for want of which n8n does not save a credential: CredentialsService.validateCredentialData of n8n
 * 2.41.1. A field that depends on an expression counts as shown.
 */
function missingFor(stored: Record<string, unknown>): string[] {
	const merged: INodeProperties[] = [];
	NodeHelpers.mergeNodeProperties(merged, new AfasApi().properties);
	return merged
		.filter(
			(property) =>
				property.required === true &&
				property.displayOptions !== undefined &&
				NodeHelpers.displayParameter(stored as never, property, null, null) &&
				(stored[property.name] ?? property.default) === '',
		)
		.map(({ name }) => name);
}

describe('n8n saves a credential whose choices are expressions, with only what the customers have', () => {
	const login = { clientId: '={{ $json.clientId }}', clientSecret: '={{ $json.clientSecret }}' };
	const choices = {
		environment: '={{ $json.environment }}',
		authentication: '={{ $json.authentication }}',
	};

	it.each([
		[
			'of AFAS Online',
			{ environment: choices.environment, tenant: '={{ $json.tenant }}', ...login },
		],
		['of servers of their own', { ...FIXED, environment: choices.environment, tenant: '' }],
		['with methods of their own', { ...FIXED, authentication: choices.authentication }],
		[
			'with a token or a secret',
			{ ...choices, tenant: '={{ $json.tenant }}', token: '={{ $json.token }}' },
		],
	])('%s', (_whose, stored) => {
		expect(missingFor({ integrationId: '12345_678900', ...stored })).toEqual([]);
	});
});
