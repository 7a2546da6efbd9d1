// n8n's own credentials helper (n8n 2.41.1, dist/credentials-helper.js) with a store in memory instead of a database.
import { randomUUID } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	INodeType,
	INodeTypes,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { core, workflow as n8nWorkflow } from './libraries.mts';

const { NodeHelpers, UnexpectedError, UserError } = n8nWorkflow;

/** A credential as n8n's database holds it. `data` is what was saved last, without defaults. */
export class StoredCredential {
	readonly id = randomUUID();
	/** How often n8n has saved the credential after the user did (a fetched token). */
	updates = 0;
	#json: string;

	constructor(
		readonly type: string,
		data: ICredentialDataDecryptedObject,
		readonly name = `Test ${type}`,
	) {
		this.#json = JSON.stringify(data);
	}

	get data(): ICredentialDataDecryptedObject {
		return JSON.parse(this.#json) as ICredentialDataDecryptedObject;
	}

	update(data: ICredentialDataDecryptedObject): void {
		this.#json = JSON.stringify(data);
		this.updates += 1;
	}
}

/** What a credential may call, held to the domains the user allowed for the credential. */
function restrictToCredentialDomains(
	helpers: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): IHttpRequestHelper {
	const httpRequest = async (requestOptions: IHttpRequestOptions) => {
		const allowedDomains = n8nWorkflow.getCredentialOwnRequestAllowedDomains(credentials);
		if (allowedDomains === undefined) return await helpers.helpers.httpRequest(requestOptions);
		if (requestOptions.allowedDomains !== undefined) {
			throw new UserError(
				'This credential restricts requests to specific domains, which cannot be combined with the domains its authentication step asks for.',
			);
		}
		return await helpers.helpers.httpRequest({ ...requestOptions, allowedDomains });
	};
	return { helpers: { httpRequest } } as IHttpRequestHelper;
}

const mockNode: INode = {
	id: 'mock',
	name: '',
	typeVersion: 1,
	type: 'mock',
	position: [0, 0],
	parameters: {},
};
const mockNodeTypes: INodeTypes = {
	getByName: () => ({ description: { properties: [] } }) as unknown as INodeType,
	getByNameAndVersion: () => ({ description: { properties: [] } }) as unknown as INodeType,
	getKnownTypes: () => ({}),
};

/** n8n's rules for when a credential is prepared, applied and saved. */
export class TestCredentialsHelper extends n8nWorkflow.ICredentialsHelper {
	#stored = new Map<string, StoredCredential>();

	/** @param typeByName throws for a name that the loaded package does not have. */
	constructor(private readonly typeByName: (name: string) => ICredentialType) {
		super();
	}

	/** Makes the credential known, so that a node can refer to it by its id. */
	store(credential: StoredCredential): void {
		this.#stored.set(credential.id, credential);
	}

	getParentTypes(name: string): string[] {
		const parents = this.typeByName(name).extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	isCredentialUsableByNode(credentialType: string, nodeType: string): boolean {
		const type = this.typeByName(credentialType);
		if (!type.restrictToSupportedNodes) return true;
		return (type.supportedNodes ?? []).includes(nodeType);
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		incomingRequestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const requestOptions = incomingRequestOptions as IHttpRequestOptions;
		const { authenticate } = this.typeByName(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, requestOptions);
		if (typeof authenticate !== 'object') return requestOptions;
		if (!workflow || !node) {
			throw new UnexpectedError('Workflow and node are required for declarative authentication');
		}
		const resolve = (value: string) => this.#resolve(value, credentials, workflow, node);
		requestOptions.headers ??= {};
		const target = requestOptions as unknown as Record<string, Record<string, unknown>>;
		for (const [part, values] of Object.entries(authenticate.properties)) {
			target[part] ??= {};
			for (const [key, value] of Object.entries(values as Record<string, string>)) {
				target[part][resolve(key)] = resolve(value);
			}
		}
		return requestOptions;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const credentialType = this.typeByName(typeName);
		const expirable = credentialType.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (expirable === undefined) return undefined;
		// Never true in n8n 2.41.1, where the node of the credential test is of type `noOp`. So a credential
		// with a saved token is tested with that token (seen in the real n8n).
		const isTestingCredentials =
			node.parameters?.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (typeof credentialType.preAuthentication !== 'function') return undefined;
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isTestingCredentials) {
			return undefined;
		}
		const output = (await credentialType.preAuthentication.call(
			restrictToCredentialDomains(helpers, credentials),
			credentials,
		)) as ICredentialDataDecryptedObject;
		// As n8n: no check that `output` is an object, so a credential that gives none fails here too.
		if (output[expirable.name] === undefined) return undefined;
		if (!node.credentials) return undefined;
		const nodeCredentials = node.credentials[credentialType.name];
		const storedData = this.#find(nodeCredentials).data;
		const dataToPersist = { ...storedData };
		for (const [key, value] of Object.entries(output)) {
			if (key === expirable.name || !n8nWorkflow.isExpression(storedData[key])) {
				dataToPersist[key] = value;
			}
		}
		await this.updateCredentials(nodeCredentials, credentialType.name, dataToPersist);
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication } = this.typeByName(typeName);
		if (typeof preAuthentication !== 'function') return undefined;
		const output = await preAuthentication.call(
			restrictToCredentialDomains(helpers, credentials),
			credentials,
		);
		return (output as ICredentialDataDecryptedObject | undefined) ?? undefined;
	}

	async getCredentials(
		nodeCredentials: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentials> {
		const stored = this.#find(nodeCredentials);
		const credentials = new core.Credentials({ id: stored.id, name: stored.name }, type);
		await credentials.setData(stored.data);
		return credentials;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		expressionResolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const { data } = this.#find(nodeCredentials);
		if (raw === true) return data;
		return await this.applyDefaults(
			additionalData,
			data,
			type,
			mode,
			executeData,
			expressionResolveValues,
		);
	}

	/** Saved data plus defaults, without the fields that the form hides, expressions resolved. */
	async applyDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		saved: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const data = NodeHelpers.getNodeParameters(
			this.getCredentialsProperties(type),
			{ ...saved } as never,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
		for (const field of ['oauthTokenData', 'allowedHttpRequestDomains', 'allowedDomains']) {
			if (data[field] === undefined && saved[field] !== undefined) data[field] = saved[field];
		}
		const additionalKeys = core.getAdditionalKeys(additionalData, mode, null, {
			isCredential: true,
		});
		if (resolveValues) {
			return resolveValues.workflow.expression.getParameterValue(
				data as never,
				resolveValues.runExecutionData,
				resolveValues.runIndex,
				resolveValues.itemIndex,
				resolveValues.node.name,
				resolveValues.connectionInputData,
				mode,
				additionalKeys,
				executeData,
				false,
				data as never,
			) as ICredentialDataDecryptedObject;
		}
		const workflow = new n8nWorkflow.Workflow({
			nodes: [mockNode],
			connections: {},
			active: false,
			nodeTypes: mockNodeTypes,
		});
		const resolved = (some: ICredentialDataDecryptedObject) =>
			workflow.expression.getComplexParameterValue(
				mockNode,
				some as never,
				mode,
				additionalKeys,
				undefined,
				undefined,
				data as never,
			) as ICredentialDataDecryptedObject;
		try {
			return resolved(data);
		} catch (error) {
			// n8n leaves out the fields that allow it (n8n 2.41.1, credentials-helper.js).
			const fields = this.getCredentialsProperties(type);
			const mayMiss = (name: string) =>
				fields.find((field) => field.name === name)?.typeOptions
					?.ignoreCredentialExpressionResolveError === true;
			const each = Object.entries(data).map(([name, value]) => {
				try {
					return resolved({ [name]: value });
				} catch {
					if (mayMiss(name)) return {};
					throw error;
				}
			});
			return Object.assign({}, ...each) as ICredentialDataDecryptedObject;
		}
	}

	async updateCredentials(
		nodeCredentials: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.#find(nodeCredentials).update(data);
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new UnexpectedError("n8n's own OAuth2 credentials are not part of this harness");
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		const credentialType = this.typeByName(type);
		const properties: INodeProperties[] = [];
		for (const parent of credentialType.extends ?? []) {
			NodeHelpers.mergeNodeProperties(properties, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(properties, credentialType.properties);
		return properties;
	}

	#find(nodeCredentials: INodeCredentialsDetails): StoredCredential {
		const stored = this.#stored.get(nodeCredentials?.id ?? '');
		if (stored === undefined) {
			throw new UnexpectedError(`Credential "${nodeCredentials?.name}" does not exist`);
		}
		return stored;
	}

	#resolve(
		value: string,
		credentials: ICredentialDataDecryptedObject,
		workflow: Workflow,
		node: INode,
	): string {
		if (!n8nWorkflow.isExpression(value)) return value;
		const resolved = workflow.expression.getSimpleParameterValue(
			node,
			value,
			'internal',
			{ $credentials: credentials },
			undefined,
			'',
		);
		return resolved ? String(resolved) : '';
	}
}
