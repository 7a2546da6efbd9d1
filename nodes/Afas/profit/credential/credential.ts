import type { Language } from './languages';

export type Environment = 'production' | 'test' | 'accept' | 'cursus' | 'custom';

/** `token` is AFAS's classic token; the others are OAuth, by a client secret or a signed assertion. */
export type Authentication = 'token' | 'clientSecret' | 'privateKeyJwt';

/** The fields of the credential `afasApi` after n8n has decrypted them; empty fields are `''` or absent. */
export interface AfasCredential {
	tenant?: string;
	environment?: Environment;
	restUrl?: string;
	soapUrl?: string;
	integrationId?: string;
	authentication?: Authentication;
	token?: string;
	clientId?: string;
	clientSecret?: string;
	privateKey?: string;
	keyId?: string;
	/** The access token that n8n keeps, with OAuth. */
	accessToken?: string;
	/** When to stop using it, in milliseconds since 1970. */
	accessTokenExpiresAt?: string | number;
	/** The fingerprint of the login it was fetched with. */
	accessTokenFor?: string;
	/** Of `profit/credential/expressions`. */
	allFixed?: string;
	expressionsMissed?: string;
	language?: Language;
	readOnly?: boolean;
	/** The password of the webhook in Profit, with which it signs events. */
	webhookPassword?: string;
	/** n8n's own field: domains the user allows for the HTTP Request node. */
	allowedHttpRequestDomains?: string;
	allowedDomains?: string;
}
