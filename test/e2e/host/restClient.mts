import type { CredentialJson } from './workflow.mts';

/** Sign-in of the owner of a test n8n. */
export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Test',
	lastName: 'Owner',
	password: 'Welkom-bij-n8n-1',
};

/** Answer of `POST /rest/credentials/test`. */
export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** What the editor asks for: options of a list, results of a resource locator, or mapper columns. */
export type DynamicParameters = 'options' | 'resource-locator-results' | 'resource-mapper-fields';

/** What the editor sends when it asks for a parameter's choices. */
export interface DynamicParametersRequest {
	/** Path of the parameter, for example `parameters.connector`. */
	path: string;
	nodeTypeAndVersion: { name: string; version: number };
	currentNodeParameters: Record<string, unknown>;
	methodName: string;
	credentials: Record<string, { id: string; name: string }>;
	filter?: string;
	paginationToken?: string;
}

/** A client of the REST API that n8n's editor uses. */
export class RestClient {
	private cookie = '';

	/** Whether the API is that of n8n 1, which differs in places. */
	private readonly isOld: boolean;

	constructor(
		readonly url: string,
		n8nVersion: string,
	) {
		this.isOld = n8nVersion.startsWith('1.');
	}

	/** The sign-in of the session, for a browser: the value of the cookie `n8n-auth`. */
	get session(): string {
		return this.cookie.slice('n8n-auth='.length);
	}

	/** Makes the owner's account on a fresh n8n and signs in. */
	async signInOwner(): Promise<void> {
		await this.post('/rest/owner/setup', OWNER);
		if (this.cookie === '') await this.signIn();
	}

	/** Signs in with the owner's account that is there already. */
	async signIn(): Promise<void> {
		const { email, password } = OWNER;
		await this.post('/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** Gives the `data` of the answer, or the whole answer when it has none; throws if not 2xx. */
	async get<T>(path: string): Promise<T> {
		return await this.request<T>('GET', path);
	}

	/** As `get`, with a JSON body. */
	async post<T>(path: string, body: unknown): Promise<T> {
		return await this.request<T>('POST', path, body);
	}

	/** Deletes what is at this path; throws if not 2xx. */
	async delete(path: string): Promise<void> {
		await this.request('DELETE', path);
	}

	/** Asks for the choices of a parameter, as the editor does. */
	async dynamicParameters<T>(kind: DynamicParameters, body: DynamicParametersRequest): Promise<T> {
		return await this.post<T>(`/rest/dynamic-node-parameters/${kind}`, body);
	}

	/** Tests credential data as the editor's Save button does; nothing is saved, but by n8n 1, which wants it so. */
	async testCredential(type: string, data: Record<string, unknown>): Promise<CredentialTestResult> {
		const credential = { name: 'Test', type, data };
		const { id } = this.isOld
			? await this.post<{ id: string }>('/rest/credentials', credential)
			: { id: '' };
		const credentials = { id, ...credential };
		return await this.post<CredentialTestResult>('/rest/credentials/test', { credentials });
	}

	/** A saved credential as the editor's form gets it: secrets are masked. */
	async shownCredential({ id }: CredentialJson): Promise<Record<string, unknown>> {
		const path = `/rest/credentials/${id}?includeData=true`;
		return (await this.get<{ data: Record<string, unknown> }>(path)).data;
	}

	/** Tests a saved credential as the editor does when its form is opened. */
	async testSavedCredential({ id, name, type }: CredentialJson): Promise<CredentialTestResult> {
		const data = await this.shownCredential({ id, name, type, data: {} });
		const credentials = { id, name, type, data };
		return await this.post<CredentialTestResult>('/rest/credentials/test', { credentials });
	}

	/** Saves changes of a credential's form; what is masked stays as it was. */
	async editCredential(
		credential: CredentialJson,
		changes: Record<string, unknown>,
	): Promise<void> {
		const { id, name, type } = credential;
		const data = { ...(await this.shownCredential(credential)), ...changes };
		await this.request('PATCH', `/rest/credentials/${id}`, { name, type, data });
	}

	/** The bytes of binary data of an execution, as the editor downloads them; throws if not 2xx. */
	async binaryData(id: string): Promise<Buffer> {
		const query = new URLSearchParams({ id, action: 'download' });
		const response = await fetch(`${this.url}/rest/binary-data?${query}`, {
			headers: { cookie: this.cookie },
		});
		if (!response.ok) throw new Error(`Binary data ${id} gave ${response.status}`);
		return Buffer.from(await response.arrayBuffer());
	}

	/** Makes a saved workflow active. */
	async activateWorkflow(id: string, versionId: string): Promise<void> {
		if (this.isOld)
			await this.request('PATCH', `/rest/workflows/${id}`, { active: true, versionId });
		else await this.post(`/rest/workflows/${id}/activate`, { versionId });
	}

	/** Stops the triggers of a workflow. */
	async deactivateWorkflow(id: string): Promise<void> {
		if (this.isOld) await this.request('PATCH', `/rest/workflows/${id}`, { active: false });
		else await this.post(`/rest/workflows/${id}/deactivate`, {});
	}

	private async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await answered(this.url + path, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) {
			throw new Error(`${method} ${path} gave ${response.status}: ${text.slice(0, 2000)}`);
		}
		const session = response.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
		if (session !== undefined) this.cookie = session.split(';')[0];
		const answer = (text === '' ? {} : JSON.parse(text)) as { data?: T };
		return answer.data ?? (answer as T);
	}
}

/** A busy n8n closes a connection while a request is on its way; what changes nothing is then asked once more. */
async function answered(url: string, request: RequestInit): Promise<Response> {
	try {
		return await fetch(url, request);
	} catch (error) {
		const isReset = /ECONNRESET|UND_ERR_SOCKET/.test(JSON.stringify((error as Error).cause ?? ''));
		if (request.method !== 'GET' || !isReset) throw error;
	}
	return await fetch(url, request);
}
