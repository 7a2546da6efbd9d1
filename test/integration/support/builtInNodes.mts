// Stand-ins for the nodes of n8n-nodes-base that the tests need, so that the tests do without that package.
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import type { Readable } from 'node:stream';
import { workflow as n8nWorkflow } from './libraries.mts';

function describe(
	name: string,
	version: number[],
	properties: INodeProperties[],
	isStart: boolean,
): INodeTypeDescription {
	const { Main } = n8nWorkflow.NodeConnectionTypes;
	return {
		displayName: name,
		name,
		version,
		group: [isStart ? 'trigger' : 'transform'],
		description: name,
		defaults: { name },
		inputs: isStart ? [] : [Main],
		outputs: [Main],
		properties,
	} as INodeTypeDescription;
}

/** Gives on what it gets. As the first node of a workflow it gets the items of the test. */
class PassThrough implements INodeType {
	description: INodeTypeDescription;

	constructor(name: string, isStart: boolean) {
		this.description = describe(name, [1], [], isStart);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

/**
 * n8n's HTTP Request node with a "predefined credential type" and automatic response format: the
 * same request options in the same order (n8n-nodes-base 2.41.1, HttpRequestV3), so that a credential
 * meets what it meets there: `uri` instead of `url`, followed redirects, and a resent request
 * after any refusal. Gives `{ statusCode, headers, body }` with the body as text.
 */
class HttpRequest implements INodeType {
	description = describe(
		'httpRequest',
		[4.3, 4.4],
		[
			{ displayName: 'Method', name: 'method', type: 'string', default: 'GET' },
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'string',
				default: 'predefinedCredentialType',
			},
			{
				displayName: 'Credential Type',
				name: 'nodeCredentialType',
				type: 'credentialsSelect',
				credentialTypes: ['has:authenticate'],
				default: '',
			},
			{ displayName: 'Headers', name: 'headers', type: 'json', default: {} },
			{ displayName: 'Body', name: 'body', type: 'json', default: {} },
			{ displayName: 'Timeout', name: 'timeout', type: 'number', default: 300_000 },
		],
		false,
	);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const output: INodeExecutionData[] = [];
		for (let index = 0; index < this.getInputData().length; index++) {
			const type = this.getNodeParameter('nodeCredentialType', index) as string;
			const method = this.getNodeParameter('method', index) as string;
			const body = this.getNodeParameter('body', index) as IDataObject;
			const headers = this.getNodeParameter('headers', index) as Record<string, string>;
			const options: Record<string, unknown> = {
				headers: {
					...Object.fromEntries(
						Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
					),
					accept:
						'application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, image/*;q=0.8, */*;q=0.7',
				},
				method,
				uri: this.getNodeParameter('url', index),
				gzip: true,
				rejectUnauthorized: true,
				followRedirect: true,
				followAllRedirects: true,
				resolveWithFullResponse: true,
				sendCredentialsOnCrossOriginRedirect: this.getNode().typeVersion < 4.4,
				allowedDomains: n8nWorkflow.getCredentialAllowedDomains({
					node: this.getNode(),
					credentialData: await this.getCredentials<ICredentialDataDecryptedObject>(type, index),
					surface: 'HTTP Request or GraphQL',
				}),
				timeout: this.getNodeParameter('timeout', index),
				encoding: null,
				json: false,
				useStream: true,
			};
			if (method !== 'GET') options.body = body;
			const response = (await this.helpers.requestWithAuthentication.call(
				this,
				type,
				options as never,
				undefined,
				index,
			)) as { statusCode: number; headers: IDataObject; body: Readable };
			output.push({
				json: {
					statusCode: response.statusCode,
					headers: response.headers,
					body: (await this.helpers.binaryToBuffer(response.body)).toString(),
				},
				pairedItem: { item: index },
			});
		}
		return [output];
	}
}

/** By their full names, as in a workflow file. */
export const builtInNodes = new Map<string, INodeType>([
	['n8n-nodes-base.manualTrigger', new PassThrough('manualTrigger', true)],
	['n8n-nodes-base.noOp', new PassThrough('noOp', false)],
	['n8n-nodes-base.httpRequest', new HttpRequest()],
]);
