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
import { authenticateRequest } from '../nodes/Afas/profit/connection/authenticateRequest';
import { probeCredential } from '../nodes/Afas/transport/probe';

const NOT_CUSTOM = ['production', 'test', 'accept', 'cursus'];

// n8n's request helper, as preAuthentication got it, for the credential object that authenticate gets next.
const requestHelpers = new WeakMap<ICredentialDataDecryptedObject, IHttpRequestHelper>();

/** A header that marks the request of the credential test; it never leaves n8n. */
const TEST_MARK = 'X-Credential-Test';

export class AfasApi implements ICredentialType {
	name = 'afasApi';

	displayName = 'AFAS Profit API';

	documentationUrl = 'https://github.com/n8n-nodes-afas/n8n-nodes-afas#credentials';

	icon = {
		light: 'file:../nodes/Afas/afas.svg',
		dark: 'file:../nodes/Afas/afas.dark.svg',
	} as const;

	properties: INodeProperties[] = [
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
					description: 'A local Profit installation or a test server',
				},
			],
		},
		{
			displayName: 'Tenant',
			name: 'tenant',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 12345',
			description:
				'The subscription number of the AFAS customer: the digits in their AFAS address, such as 12345 in 12345.afas.online',
			displayOptions: { show: { environment: NOT_CUSTOM } },
		},
		{
			displayName: 'REST URL',
			name: 'restUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://profit.example.com/ProfitRestServices',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'SOAP URL',
			name: 'soapUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://profit.example.com/ProfitServices',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'IntegrationId',
			name: 'integrationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 12345_678900',
			description:
				'The number of your integration from the AFAS Partner Portal: your subscription number, an underscore and the project number. It is the same for all your customers, and goes along with every request.',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. <token><version>1</version><data>…</data></token>',
			description:
				'The token that a Profit administrator generates for a user in the app connector. Paste it whole.',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			default: 'nl-nl',
			description: 'Language of labels and messages that come from AFAS',
			options: [
				{ name: 'Dutch', value: 'nl-nl' },
				{ name: 'Dutch (Belgium)', value: 'nl-be' },
				{ name: 'English', value: 'en-us' },
				{ name: 'French', value: 'fr-fr' },
				{ name: 'German', value: 'de-de' },
			],
		},
		{
			displayName: 'Read Only',
			name: 'readOnly',
			type: 'boolean',
			default: false,
			description:
				'Whether to refuse everything that would change data in Profit, also from the HTTP Request node',
		},
		{
			// Always empty: n8n then calls preAuthentication before every request, so that it hands over its request
			// helper, which `authenticate` does not get.
			displayName: 'Request Preparation',
			name: 'preparation',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: '',
		},
	];

	/** Never offers a new secret: n8n would send a failed request again, also a write. DESIGN rule 5. */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		requestHelpers.set(credentials, this);
		return {};
	}

	authenticate: IAuthenticate = async (credentials, request): Promise<IHttpRequestOptions> => {
		const authenticated = authenticateRequest(credentials, request);
		const headers = authenticated.headers as IDataObject;
		if (headers[TEST_MARK] !== undefined) {
			delete headers[TEST_MARK];
			const helper = requestHelpers.get(credentials);
			// n8n's own test shows network codes; the probe says what is wrong in plain words.
			if (helper) await probeCredential(helper, credentials);
		}
		return authenticated;
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.environment === "custom" ? $credentials.restUrl : "https://" + $credentials.tenant + ".rest" + ($credentials.environment === "production" ? "" : $credentials.environment) + ".afas.online/ProfitRestServices" }}',
			url: '/metainfo',
			headers: { [TEST_MARK]: 'yes' },
		},
	};
}
