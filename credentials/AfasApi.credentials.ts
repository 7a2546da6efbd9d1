import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { withExpressions } from '../nodes/Afas/profit/credential/expressions';
import { LANGUAGES } from '../nodes/Afas/profit/credential/languages';
import { authenticate, prepareCredential, TEST_MARK } from '../nodes/Afas/transport/authentication';

const NOT_CUSTOM = ['production', 'test', 'accept', 'cursus'];
const OAUTH = ['clientSecret', 'privateKeyJwt'];

export class AfasApi implements ICredentialType {
	name = 'afasApi';

	displayName = 'AFAS Profit API';

	documentationUrl =
		'https://github.com/n8n-nodes-afas/n8n-nodes-afas/blob/main/docs/authentication.md';

	icon = {
		light: 'file:../nodes/Afas/afas.svg',
		dark: 'file:../nodes/Afas/afas.dark.svg',
	} as const;

	// No field that shows by another one is mandatory: an expression in that one shows them all, and n8n would not save the
	// credential. An empty one is named when the credential is used or tested.
	properties: INodeProperties[] = withExpressions<INodeProperties>([
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			default: 'production',
			options: [
				{ name: 'Production', value: 'production' },
				{ name: 'Test', value: 'test' },
				{ name: 'Acceptance', value: 'accept' },
				{ name: 'Training', value: 'cursus' },
				{
					name: 'Custom URLs',
					value: 'custom',
					description: 'A Profit installation that you host yourself, or a test server',
				},
			],
		},
		{
			displayName: 'Tenant',
			name: 'tenant',
			type: 'string',
			default: '',
			placeholder: 'e.g. 12345',
			hint: 'The digits in the AFAS address of the customer, such as 12345 in 12345.afas.online',
			description: 'The AFAS subscription number of the customer',
			displayOptions: { show: { environment: NOT_CUSTOM } },
		},
		{
			displayName: 'REST URL',
			name: 'restUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://profit.example.com/ProfitRestServices',
			description: 'The address of the REST services of Profit',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'SOAP URL',
			name: 'soapUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://profit.example.com/ProfitServices',
			hint: 'Only needed if you use SOAP',
			description: 'The address of the SOAP services of Profit',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'IntegrationId',
			name: 'integrationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 12345_678900',
			hint: 'The number of your integration from the AFAS Partner Portal. It is the same for all your customers, and is sent with every request.',
			description: 'Your subscription number, an underscore and the project number',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			default: 'clientSecret',
			options: [
				{
					name: 'OAuth: Client Secret',
					value: 'clientSecret',
					description:
						"AFAS's choice for new integrations. Profit gives a client ID and a secret, which lasts 180 days unless set otherwise.",
				},
				{
					name: 'OAuth: Private Key',
					value: 'privateKeyJwt',
					description:
						'Each login is signed with a private key; AFAS holds only the public part. Needs Profit 9.',
				},
				{
					name: 'Token (Classic)',
					value: 'token',
					description:
						'Ends in 2027: existing tokens expire on 1 May, app connectors with a classic token stop after 31 August',
				},
			],
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. <token><version>1</version><data>…</data></token>',
			description:
				'The token that a Profit administrator generates for a user in the app connector. Paste it whole.',
			displayOptions: { show: { authentication: ['token'] } },
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			description: 'The client ID of the OAuth client, as shown in the app connector in Profit',
			displayOptions: { show: { authentication: OAUTH } },
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'The secret that Profit shows with the client ID. It lasts 180 days unless set otherwise; then make a new one in the app connector and replace it here.',
			displayOptions: { show: { authentication: ['clientSecret'] } },
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true, rows: 6 },
			default: '',
			placeholder: 'e.g. -----BEGIN PRIVATE KEY-----',
			description:
				'The whole PEM file of the private key whose certificate or public key is in the app connector: RSA of 2048 bits or more, or EC on P-256, not encrypted. Lost line breaks are repaired.',
			displayOptions: { show: { authentication: ['privateKeyJwt'] } },
		},
		{
			displayName: 'Key ID',
			name: 'keyId',
			type: 'string',
			default: '',
			hint: 'Leave it empty when AFAS holds one key only',
			description:
				"Exactly the key ID set in Profit, or the certificate's SHA-1 thumbprint. Needed when AFAS holds a JWK Set of several keys.",
			displayOptions: { show: { authentication: ['privateKeyJwt'] } },
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			default: 'nl-nl',
			description: 'Language of labels and messages from AFAS',
			options: [...LANGUAGES],
		},
		{
			displayName: 'Read Only',
			name: 'readOnly',
			type: 'boolean',
			default: false,
			description:
				'Whether to block every request that would change data in Profit, including those of the HTTP Request node',
		},
		{
			displayName: 'Webhook Password',
			name: 'webhookPassword',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Only needed for the AFAS Profit Webhook Trigger',
			description: 'The password of the webhook in Profit: app connector, tab Webhooks',
		},
		{
			// Always empty: n8n then calls preAuthentication before every request, so that it fetches an access token before
			// the old one expires, and hands over its request helper, which `authenticate` does not get.
			displayName: 'Token Renewal',
			name: 'tokenRenewal',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { authentication: OAUTH } },
		},
		{
			displayName: 'Access Token Expires At',
			name: 'accessTokenExpiresAt',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { authentication: OAUTH } },
		},
		{
			displayName: 'Access Token Belongs To',
			name: 'accessTokenFor',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { authentication: OAUTH } },
		},
	]);

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await prepareCredential(this, credentials);
	}

	authenticate: IAuthenticate = async (credentials, request): Promise<IHttpRequestOptions> =>
		await authenticate(credentials, request);

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.environment === "custom" ? $credentials.restUrl : "https://" + String($credentials.tenant).trim().replace(/^[OTA]([0-9]+)[A-Z]{2}$/i, "$1") + ".rest" + ($credentials.environment === "production" ? "" : $credentials.environment) + ".afas.online/ProfitRestServices" }}',
			url: '/metainfo',
			headers: { [TEST_MARK]: 'yes' },
		},
	};
}
