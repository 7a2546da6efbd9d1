// Lets the real n8n-core run the built package: nodes, the editor's option lists, polls and the credential test.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
	ExecutionStatus,
	IConnections,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
	INodeTypes,
	IRun,
	IVersionedNodeType,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	NodeExecutionHint,
	ResourceMapperFields,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { builtInNodes } from './builtInNodes.mts';
import { checkout, core, workflow as n8nWorkflow } from './libraries.mts';
import { StoredCredential, TestCredentialsHelper } from './testCredentials.mts';

export { StoredCredential };

const { NodeHelpers } = n8nWorkflow;

/** What the form of a credential holds, or a credential that was saved before. */
export type CredentialInput = IDataObject | StoredCredential;

/** An error as n8n keeps it in the execution data and shows it to the user. */
export interface ShownError {
	name?: string;
	message: string;
	description?: string | null;
	httpCode?: string | null;
	context?: IDataObject;
	[property: string]: unknown;
}

export interface NodeChoice {
	/** Name of the node's type: `afas`, or in full `n8n-nodes-afas.afas`. Default: the first node of the package. */
	node?: string;
	typeVersion?: number;
	parameters?: INodeParameters | IDataObject;
	credential?: CredentialInput;
}

export interface RunNodeOptions extends NodeChoice {
	/** Input items; plain objects become `{ json }`. Default: one empty item. */
	items?: Array<INodeExecutionData | IDataObject>;
	/** Same as On Error: Continue. */
	continueOnFail?: boolean;
	onError?: INode['onError'];
	executeOnce?: boolean;
	/** The node's setting Retry On Fail; n8n tries two times or more, and waits a millisecond in between. */
	maxTries?: number;
	alwaysOutputData?: boolean;
	/** Default `manual`, as with the editor's Execute step button. */
	mode?: WorkflowExecuteMode;
	/** Stops the execution, as the editor's stop button does. */
	signal?: AbortSignal;
}

export interface WorkflowFile {
	nodes: Array<Omit<INode, 'id'> & { id?: string }>;
	connections: IConnections;
	settings?: IWorkflowSettings;
}

/** The nodes of a workflow that do something; notes only stand on the canvas. */
export function stepsOf({ nodes }: WorkflowFile): WorkflowFile['nodes'] {
	return nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
}

export interface RunWorkflowOptions {
	workflow: WorkflowFile;
	/** What the first node gives. */
	items?: Array<INodeExecutionData | IDataObject>;
	/** By credential type; used for every node that takes a credential of the type. */
	credentials?: Record<string, CredentialInput>;
	/** Name of the node to start with. Default: the one that n8n would start with. */
	startNode?: string;
	mode?: WorkflowExecuteMode;
	signal?: AbortSignal;
}

export interface NodeResult {
	/** Items per output of the node. */
	items: INodeExecutionData[][];
	error?: ShownError;
	hints: NodeExecutionHint[];
	/** The bytes of a binary field of an output item (by default the field `data` of the first). */
	binary(itemIndex?: number, field?: string, output?: number): Buffer;
}

export interface WorkflowResult {
	status: ExecutionStatus;
	error?: ShownError;
	/** Result of a node's last run; a node that did not run has no items. */
	of(nodeName: string): NodeResult;
	run: IRun;
}

export interface EditorCall extends NodeChoice {
	/** The parameter whose list is asked for, as the editor names it (`parameters.connector`). */
	path?: string;
}

export interface PollOptions extends NodeChoice {
	/** Default `trigger`: the workflow is active. `manual` is the editor's test. */
	mode?: 'trigger' | 'manual';
	/** The node's static data. Hand the same object to the next poll; it is changed as n8n's database would be. */
	staticData?: IDataObject;
	/** Keep what a failing poll wrote (`live`, older hosts) or drop it (`staged`, n8n 2.41 and later). Default `live`. */
	cursor?: 'live' | 'staged';
	budgetMs?: number;
}

export interface WebhookOptions extends NodeChoice {
	/** The bytes of the body. */
	body: string | Buffer;
	headers?: Record<string, string>;
	/** Default `trigger`: the workflow is active. `manual` is the editor's test. */
	mode?: 'trigger' | 'manual';
	/** The node's static data; changed as n8n's database would be. */
	staticData?: IDataObject;
	/** HTTP status that n8n answers with after it started the workflow, or did not; default 200. */
	n8nAnswers?: number;
}

export interface WebhookResult {
	/** HTTP status of the answer. */
	status: number;
	answer: unknown;
	/** What the workflow starts with; undefined when it does not start. */
	items: INodeExecutionData[][] | undefined;
	/** Whether the node answered by itself before it gave the items. */
	answeredFirst: boolean;
}

function asItems(items: RunNodeOptions['items']): INodeExecutionData[] {
	return (items ?? [{ json: {} }]).map((item) =>
		'json' in item && typeof item.json === 'object'
			? (item as INodeExecutionData)
			: { json: item as IDataObject },
	);
}

function nodeResult(run: IRun, nodeName: string): NodeResult {
	const task = run.data.resultData.runData[nodeName]?.at(-1);
	const items = (task?.data?.main ?? []).map((output) => output ?? []);
	return {
		items,
		error: task?.error as ShownError | undefined,
		hints: task?.hints ?? [],
		binary(itemIndex = 0, field = 'data', output = 0) {
			const data = items[output]?.[itemIndex]?.binary?.[field];
			if (data === undefined) throw new Error(`Item ${itemIndex} has no binary field "${field}"`);
			return Buffer.from(data.data, 'base64');
		},
	};
}

/** n8n with one community package in it. */
export class N8n {
	readonly #packageName: string;
	readonly #loader: InstanceType<typeof core.PackageDirectoryLoader>;
	readonly #credentialsHelper: TestCredentialsHelper;
	readonly #nodeTypes: INodeTypes;

	/** @param loader with everything loaded. */
	constructor(loader: InstanceType<typeof core.PackageDirectoryLoader>) {
		this.#loader = loader;
		this.#packageName = loader.packageName;
		for (const { type } of Object.values(loader.credentialTypes)) {
			type.properties = n8nWorkflow.injectDomainRestrictionFields(type);
			type.supportedNodes = type.supportedNodes?.map((name) => `${this.#packageName}.${name}`);
		}
		this.#credentialsHelper = new TestCredentialsHelper((name) => this.credentialType(name));
		const getByName = (name: string) => this.#nodeTypeByName(name);
		this.#nodeTypes = {
			getByName,
			getByNameAndVersion: (name, version) =>
				NodeHelpers.getVersionedNodeType(getByName(name), version),
			getKnownTypes: () => ({}),
		};
	}

	/** Description of a node as n8n loaded it, with what n8n adds. */
	nodeDescription(node?: string, typeVersion?: number): INodeTypeDescription {
		return this.#nodeTypes.getByNameAndVersion(this.#fullName(node), typeVersion).description;
	}

	credentialType(name: string): ICredentialType {
		return this.#loader.getCredential(name).type;
	}

	/** Saves a credential, so that the test sees what n8n writes into it. Default type: the package's first. */
	saveCredential(
		data: IDataObject,
		type = Object.keys(this.#loader.credentialTypes)[0],
	): StoredCredential {
		const stored = new StoredCredential(type, data as ICredentialDataDecryptedObject);
		this.#credentialsHelper.store(stored);
		return stored;
	}

	/** Runs one node on the given items. */
	async runNode(options: RunNodeOptions): Promise<NodeResult & { status: ExecutionStatus }> {
		const node = this.#node(options);
		Object.assign(node, {
			onError: options.onError ?? (options.continueOnFail ? 'continueRegularOutput' : undefined),
			executeOnce: options.executeOnce,
			...(options.maxTries
				? { retryOnFail: true, maxTries: options.maxTries, waitBetweenTries: 1 }
				: {}),
			alwaysOutputData: options.alwaysOutputData,
		});
		const items = asItems(options.items);
		const before = JSON.stringify(items.map(({ json, binary }) => ({ json, binary })));
		const result = await this.#run(
			{
				nodes: [
					{
						name: 'Start',
						type: 'n8n-nodes-base.manualTrigger',
						typeVersion: 1,
						position: [0, 0],
						parameters: {},
					},
					node,
				],
				connections: { Start: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
			},
			{ ...options, items, startNode: 'Start' },
		);
		if (JSON.stringify(items.map(({ json, binary }) => ({ json, binary }))) !== before) {
			throw new Error('The node changed its input items, which other branches also read');
		}
		const nodeOnly = result.of(node.name);
		return { ...nodeOnly, error: nodeOnly.error ?? result.error, status: result.status };
	}

	/** Runs a whole workflow, for example one of the folder `examples`. */
	async runWorkflow(options: RunWorkflowOptions): Promise<WorkflowResult> {
		const saved = new Map<string, StoredCredential>();
		for (const [type, input] of Object.entries(options.credentials ?? {})) {
			saved.set(type, this.#saved(input, type));
		}
		const nodes = stepsOf(options.workflow).map((node) => {
			const { credentials = [] } = this.#nodeTypes.getByNameAndVersion(
				node.type,
				node.typeVersion,
			).description;
			const types = [
				...credentials.map(({ name }) => name),
				...Object.keys(node.credentials ?? {}),
			];
			const references = types.flatMap((type) => {
				const credential = saved.get(type);
				return credential ? [[type, { id: credential.id, name: credential.name }] as const] : [];
			});
			return { ...node, credentials: Object.fromEntries(references) };
		});
		return await this.#run(
			{ ...options.workflow, nodes },
			{ ...options, items: asItems(options.items) },
		);
	}

	/** The editor's searchable list of a resource locator. */
	async listSearch(
		method: string,
		call: EditorCall & { filter?: string; paginationToken?: string } = {},
	): Promise<INodeListSearchResult> {
		return await this.#editorMethod('listSearch', method, call, call.filter, call.paginationToken);
	}

	/** The editor's list of options of a parameter. */
	async loadOptions(method: string, call: EditorCall = {}): Promise<INodePropertyOptions[]> {
		return await this.#editorMethod('loadOptions', method, call);
	}

	/** The columns of a resource mapper; as in n8n, the first of columns with the same id remains. */
	async resourceMapping(method: string, call: EditorCall = {}): Promise<ResourceMapperFields> {
		const result = await this.#editorMethod<ResourceMapperFields>('resourceMapping', method, call);
		const seen = new Set<string>();
		const isFirst = ({ id }: { id: string }) => !seen.has(id) && seen.add(id) !== undefined;
		return { ...result, fields: result.fields?.filter(isFirst) };
	}

	/** One poll of a polling trigger. Gives null when there is nothing new. Throws what the node throws. */
	async poll(options: PollOptions): Promise<INodeExecutionData[][] | null> {
		const { mode = 'trigger', staticData = {}, cursor = 'live', budgetMs } = options;
		const node = this.#node(options);
		const key = `node:${node.name}`;
		const workflow = this.#workflow([node], {}, { [key]: structuredClone(staticData) });
		const commit = () => {
			const written = JSON.parse(
				JSON.stringify(workflow.getStaticData('node', node)),
			) as IDataObject;
			for (const name of Object.keys(staticData)) delete staticData[name];
			Object.assign(staticData, written);
		};
		const context = new core.PollContext(
			workflow,
			node,
			this.#additionalData(),
			mode,
			mode === 'manual' ? 'manual' : 'activate',
			undefined,
			undefined,
			undefined,
			undefined,
			undefined,
			budgetMs === undefined ? undefined : () => budgetMs,
		);
		const { poll } = this.#nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		if (poll === undefined) throw new Error(`Node "${node.type}" is not a polling trigger`);
		let succeeded = false;
		try {
			const items = await poll.call(context);
			succeeded = true;
			return items;
		} finally {
			if (succeeded || cursor === 'live') commit();
		}
	}

	/** One call of the node's webhook, as n8n's live webhooks make it. Throws what the node throws. */
	async webhook(options: WebhookOptions): Promise<WebhookResult> {
		const { headers = {}, mode = 'trigger', staticData = {}, n8nAnswers = 200 } = options;
		const node = this.#node(options);
		const workflow = this.#workflow([node], {}, { [`node:${node.name}`]: staticData });
		const rawBody = Buffer.from(options.body);
		let sent: { status: number; answer: unknown } | undefined;
		const response = {
			statusCode: 200,
			writableEnded: false,
			status(code: number) {
				response.statusCode = code;
				return response;
			},
			json(answer: unknown) {
				sent = { status: response.statusCode, answer };
				response.writableEnded = true;
				return response;
			},
			end() {
				sent = { status: response.statusCode, answer: undefined };
				response.writableEnded = true;
			},
		};
		const context = new core.WebhookContext(
			workflow,
			node,
			this.#additionalData({
				httpRequest: { method: 'POST', headers, rawBody, body: {} } as never,
				httpResponse: response as never,
			}),
			mode,
			{} as never,
			[],
			null,
		);
		const { webhook, description } = this.#nodeTypes.getByNameAndVersion(
			node.type,
			node.typeVersion,
		);
		if (webhook === undefined) throw new Error(`Node "${node.type}" has no webhook`);
		const result = await webhook.call(context);
		Object.assign(staticData, workflow.getStaticData('node', node));
		if (result.noWebhookResponse === true && sent === undefined) {
			throw new Error('The node neither answers nor lets n8n answer');
		}
		const answeredFirst = sent !== undefined;
		// n8n's webhook-on-received-response-extractor.js: without `responseData` it answers with the word `firstEntryJson`.
		const [{ responseData = 'firstEntryJson' } = {}] = description.webhooks ?? [];
		if (!answeredFirst) {
			response.status(n8nAnswers).json(responseData === 'noData' ? undefined : responseData);
		}
		return {
			...(sent ?? { status: n8nAnswers, answer: undefined }),
			items: result.workflowData,
			answeredFirst,
		};
	}

	/** What n8n asks before it activates a workflow with a webhook. Throws what the node throws. */
	async webhookExists(options: NodeChoice): Promise<boolean> {
		const node = this.#node(options);
		const { webhookMethods } = this.#nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const workflow = this.#workflow([node], {});
		const mode = 'trigger';
		const context = new core.HookContext(
			workflow,
			node,
			this.#additionalData(),
			mode,
			'activate',
			{} as never,
		);
		const exists = webhookMethods?.default?.checkExists;
		if (exists === undefined) throw new Error(`Node "${node.type}" has no webhook methods`);
		return await exists.call(context);
	}

	/** The Test button of a credential: what n8n answers (n8n 2.41.1, credentials-tester.service.js). */
	async testCredential(
		input: CredentialInput,
		type?: string,
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const credential = this.#saved(input, type);
		const { test } = this.credentialType(credential.type);
		if (test === undefined) throw new Error(`Credential "${credential.type}" has no test`);
		const failed = (message: unknown) => ({ status: 'Error' as const, message: String(message) });
		let data: ICredentialDataDecryptedObject;
		try {
			data = await this.#credentialsHelper.applyDefaults(
				this.#additionalData(),
				credential.data,
				credential.type,
				'internal',
			);
		} catch (error) {
			return failed((error as Error).message);
		}
		let response: INodeExecutionData[][] | undefined;
		try {
			response = await this.#sendTestRequest(credential, data, test);
		} catch (thrown) {
			const error = thrown as Error & {
				cause?: { code?: string; response?: { status: number; statusText: string } };
			};
			if (error.cause?.response) {
				const { status, statusText } = error.cause.response;
				const rule = test.rules?.find(
					(candidate) => candidate.type === 'responseCode' && candidate.properties.value === status,
				);
				if (rule) return failed(rule.properties.message);
				if (status < 199 || status > 299) {
					return failed(statusText || `Received HTTP status code: ${status}`);
				}
			} else if (error.cause?.code) {
				return failed(error.cause.code);
			}
			return failed(error.message);
		}
		for (const rule of test.rules ?? []) {
			if (rule.type !== 'responseSuccessBody') continue;
			const value = rule.properties.key
				.split('.')
				.reduce<unknown>((part, name) => (part as IDataObject)?.[name], response?.[0]?.[0]?.json);
			if (value === rule.properties.value) return failed(rule.properties.message);
		}
		return { status: 'OK', message: 'Connection successful!' };
	}

	async #sendTestRequest(
		credential: StoredCredential,
		data: ICredentialDataDecryptedObject,
		test: ICredentialTestRequest,
	): Promise<INodeExecutionData[][] | undefined> {
		// n8n loads its no-operation node under the short name, so that is the node's type here too.
		const type = 'noOp';
		const node: INode = {
			id: 'temp',
			name: 'Temp-Node',
			type,
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		};
		const nodeType = {
			description: {
				...builtInNodes.get('n8n-nodes-base.noOp')?.description,
				credentials: [{ name: credential.type, required: true }],
				properties: [
					{
						displayName: 'Temp',
						name: 'temp',
						type: 'string',
						routing: { request: test.request },
						default: '',
					},
				],
			},
		} as unknown as INodeType;
		const workflow = new n8nWorkflow.Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: {
				getByName: () => nodeType,
				getByNameAndVersion: () => nodeType,
				getKnownTypes: () => ({}),
			},
		});
		const helper = this.#credentialsHelper;
		const additionalData = this.#additionalData({
			currentNodeParameters: node.parameters,
			credentialsHelper: new Proxy(helper, {
				get(target, property) {
					if (property === 'getDecrypted') {
						return async (...[, , , , , raw]: Parameters<typeof helper.getDecrypted>) =>
							raw ? credential.data : data;
					}
					const value: unknown = Reflect.get(target, property);
					return typeof value === 'function' ? (value.bind(target) as unknown) : value;
				},
			}),
		});
		const context = new core.ExecuteContext(
			workflow,
			node,
			additionalData,
			'internal',
			n8nWorkflow.createEmptyRunExecutionData(),
			0,
			[],
			{ main: [[{ json: {} }]] },
			{ node, data: {}, source: null },
			[],
		);
		const { id, name } = credential;
		const decrypted = { id, name, type: credential.type, data };
		return await new core.RoutingNode(context, nodeType, decrypted).runNode();
	}

	async #editorMethod<Result>(
		kind: 'listSearch' | 'loadOptions' | 'resourceMapping',
		method: string,
		call: EditorCall,
		...parameters: unknown[]
	): Promise<Result> {
		const node = { ...this.#node(call), id: 'uuid-1234', name: 'Temp-Node' };
		const { methods } = this.#nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const found = methods?.[kind]?.[method] as
			| ((this: unknown, ...parameters: unknown[]) => Promise<Result>)
			| undefined;
		if (found === undefined) throw new Error(`Node "${node.type}" has no ${kind} "${method}"`);
		const workflow = this.#workflow([node], {});
		const additionalData = this.#additionalData({ currentNodeParameters: node.parameters });
		const context = new core.LoadOptionsContext(
			workflow,
			workflow.nodes[node.name],
			additionalData,
			call.path ?? '',
		);
		return await found.call(context, ...parameters);
	}

	async #run(
		file: WorkflowFile,
		options: Omit<RunWorkflowOptions, 'workflow'> & { items: INodeExecutionData[] },
	): Promise<WorkflowResult> {
		const { mode = 'manual', signal } = options;
		const nodes = file.nodes.map((node): INode => ({ id: randomUUID(), ...node }));
		const workflow = this.#workflow(nodes, file.connections, {}, file.settings);
		const startNode = options.startNode
			? workflow.getNode(options.startNode)
			: workflow.getStartNode();
		if (!startNode) throw new Error('The workflow has no node to start with');
		const executionId = randomUUID();
		const additionalData = this.#additionalData({
			executionId,
			hooks: new core.ExecutionLifecycleHooks(mode, executionId, {
				id: workflow.id,
				name: 'Test workflow',
				active: false,
				isArchived: false,
				createdAt: new Date(),
				updatedAt: new Date(),
				nodes,
				connections: file.connections,
				activeVersionId: null,
			}),
		});
		const execution = new core.WorkflowExecute(additionalData, mode).run({
			workflow,
			startNode,
			triggerToStartFrom: {
				name: startNode.name,
				data: { data: { main: [options.items] } } as never,
			},
		});
		const cancel = () => execution.cancel();
		signal?.addEventListener('abort', cancel, { once: true });
		try {
			const run = await execution;
			return {
				status: run.status,
				error: run.data.resultData.error as ShownError | undefined,
				of: (nodeName) => nodeResult(run, nodeName),
				run,
			};
		} finally {
			signal?.removeEventListener('abort', cancel);
		}
	}

	#workflow(
		nodes: INode[],
		connections: IConnections,
		staticData: IDataObject = {},
		settings: IWorkflowSettings = { executionOrder: 'v1' },
	): Workflow {
		return new n8nWorkflow.Workflow({
			id: 'test-workflow',
			name: 'Test workflow',
			nodes,
			connections,
			active: false,
			nodeTypes: this.#nodeTypes,
			staticData,
			settings,
		});
	}

	#node({ node, typeVersion, parameters, credential }: NodeChoice): INode {
		const description = this.nodeDescription(node, typeVersion);
		const { version, defaultVersion, credentials = [] } = description;
		const versions = [version].flat();
		const made: INode = {
			id: randomUUID(),
			name: description.displayName,
			type: this.#fullName(node),
			typeVersion: typeVersion ?? defaultVersion ?? Math.max(...versions),
			position: [200, 0],
			// As n8n does between editor, database and engine: no undefined, no shared objects.
			parameters: JSON.parse(JSON.stringify(parameters ?? {})) as INodeParameters,
		};
		if (credential !== undefined) {
			const type =
				credentials[0]?.name ?? (made.parameters.nodeCredentialType as string | undefined);
			const stored = this.#saved(credential, type);
			made.credentials = { [stored.type]: { id: stored.id, name: stored.name } };
		}
		return made;
	}

	#saved(input: CredentialInput, type?: string): StoredCredential {
		return input instanceof StoredCredential ? input : this.saveCredential(input, type);
	}

	#fullName(node: string | undefined): string {
		const name = node ?? Object.keys(this.#loader.nodeTypes)[0];
		return name.includes('.') ? name : `${this.#packageName}.${name}`;
	}

	#nodeTypeByName(fullName: string): INodeType | IVersionedNodeType {
		const builtIn = builtInNodes.get(fullName);
		if (builtIn !== undefined) return builtIn;
		const [packageName, name] = fullName.split('.');
		if (packageName !== this.#packageName) {
			throw new Error(`The test harness has no node "${fullName}"`);
		}
		return this.#loader.getNode(name).type;
	}

	#additionalData(
		more: Partial<IWorkflowExecuteAdditionalData> = {},
	): IWorkflowExecuteAdditionalData {
		const base = 'http://localhost:5678';
		return {
			credentialsHelper: this.#credentialsHelper,
			currentNodeExecutionIndex: 0,
			variables: {},
			restApiUrl: `${base}/rest`,
			instanceBaseUrl: `${base}/`,
			formBaseUrl: `${base}/form`,
			formWaitingBaseUrl: `${base}/form-waiting`,
			formTestBaseUrl: `${base}/form-test`,
			webhookBaseUrl: `${base}/webhook`,
			webhookWaitingBaseUrl: `${base}/webhook-waiting`,
			webhookTestBaseUrl: `${base}/webhook-test`,
			mcpBaseUrl: `${base}/mcp`,
			mcpTestBaseUrl: `${base}/mcp-test`,
			setExecutionStatus: () => {},
			sendDataToUI: () => {},
			logAiEvent: () => {},
			...more,
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}

/**
 * Loads a built package as n8n does. Takes about a second in a test file.
 * @param folder of the package; default: this checkout. Throws when it was not built.
 */
export async function loadN8n(folder = checkout): Promise<N8n> {
	const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials?: string[] };
	};
	for (const file of [...n8n.nodes, ...(n8n.credentials ?? [])]) {
		if (!existsSync(join(folder, file))) {
			throw new Error(`${file} is missing. Build the package first: npm run build`);
		}
	}
	const loader = new core.PackageDirectoryLoader(folder);
	await loader.loadAll();
	return new N8n(loader);
}
