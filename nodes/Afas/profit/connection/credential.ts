export type Environment = 'production' | 'test' | 'accept' | 'cursus' | 'custom';

export type Language = 'nl-nl' | 'en-us' | 'nl-be' | 'fr-fr' | 'de-de';

/** The fields of the credential `afasApi` after n8n has decrypted them; what a user left empty is `''` or absent. */
export interface AfasCredential {
	tenant?: string;
	environment?: Environment;
	restUrl?: string;
	soapUrl?: string;
	integrationId?: string;
	authentication?: 'token';
	token?: string;
	language?: Language;
	readOnly?: boolean;
	/** n8n's own field: domains the user allows for the HTTP Request node. */
	allowedHttpRequestDomains?: string;
	allowedDomains?: string;
}
