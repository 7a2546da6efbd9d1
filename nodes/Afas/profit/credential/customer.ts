import { createHash } from 'node:crypto';
import { inputError } from '../errors/profitError';
import { asText } from '../values/read';
import { afasTokenHeader } from './afasToken';
import { baseUrls, type BaseUrls } from './baseUrls';
import type { AfasCredential } from './credential';
import { integrationIdHeader } from './integrationId';
import { usesOAuth } from './login';
import { pasted } from './pasted';
import { readPrivateKey } from './privateKey';
import { isReadOnly } from './readOnly';

/** The customer whose Profit a credential reaches. */
export interface Customer {
	/** The customer's name for the user: the tenant, or the host of a custom REST URL. */
	tenant: string;
	/** A digest of everything that decides where a call goes and what it may do; it reveals no secret. */
	key: string;
	bases: BaseUrls;
	integrationId: string;
	usesOAuth: boolean;
}

/**
 * Checks each field of a credential that n8n has evaluated, and gives its customer.
 * @throws ProfitError `input` that names the field that is empty or cannot be used
 */
export function customerOf(credential: AfasCredential): Customer {
	const bases = baseUrls(credential);
	const integrationId = integrationIdHeader(credential.integrationId);
	const isOAuth = usesOAuth(credential);
	if (isOAuth) checkClient(credential);
	else afasTokenHeader(credential.token);
	isReadOnly(credential);
	const sorted = Object.entries(credential)
		.filter(([name]) => !name.startsWith('accessToken'))
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return {
		tenant:
			credential.environment === 'custom'
				? new URL(bases.rest).host
				: asText(credential.tenant).trim(),
		key: createHash('sha256').update(JSON.stringify(sorted)).digest('base64url'),
		bases,
		integrationId,
		usesOAuth: isOAuth,
	};
}

/** The tenant of a credential that may be wrong otherwise; undefined when it tells none. Other text could be a secret. */
export function tenantIn({ environment, tenant, restUrl }: AfasCredential): string | undefined {
	if (environment === 'custom') {
		const url = asText(restUrl).trim();
		return URL.canParse(url) ? new URL(url).host : undefined;
	}
	const text = asText(tenant).trim();
	return /^[OTA]?\d{2,10}(?:[A-Z]{2})?$/i.test(text) ? text : undefined;
}

function checkClient({ authentication, clientId, clientSecret, privateKey }: AfasCredential): void {
	if (pasted(clientId) === '') throw emptyField('Client ID');
	if (authentication === 'privateKeyJwt') readPrivateKey(privateKey);
	else if (pasted(clientSecret) === '') throw emptyField('Client Secret');
}

function emptyField(name: string) {
	return inputError(
		`The '${name}' is empty`,
		'Copy it from the app connector in Profit into the credential.',
	);
}
