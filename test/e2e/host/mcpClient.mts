/** A client of an MCP server over Streamable HTTP: plain JSON-RPC, as AI applications send it. */
export interface McpClient {
	/** Calls a method and gives its result; throws an Error when the server answers with one. */
	call<Result>(method: string, params: object): Promise<Result>;
	/** Calls a tool and gives the text that the model would see. */
	useTool(name: string, given: object): Promise<{ isError: boolean; text: string }>;
}

interface Answer {
	id?: number;
	result?: unknown;
	error?: { message: string };
}

interface ToolResult {
	isError?: boolean;
	content: Array<{ text: string }>;
}

/** Opens a session at `url` with a bearer token; throws an Error when the server refuses. */
export async function startMcpClient(url: string, token: string): Promise<McpClient> {
	let session: string | undefined;
	let calls = 0;

	const send = async (message: object): Promise<string> => {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${token}`,
				accept: 'application/json, text/event-stream',
				'content-type': 'application/json',
				...(session !== undefined && { 'mcp-session-id': session }),
			},
			body: JSON.stringify({ jsonrpc: '2.0', ...message }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The MCP server gave ${response.status}: ${text}`);
		session ??= response.headers.get('mcp-session-id') ?? undefined;
		return text;
	};

	const call = async <Result,>(method: string, params: object): Promise<Result> => {
		const id = ++calls;
		const answer = messagesIn(await send({ id, method, params })).find((is) => is.id === id);
		if (answer?.error) throw new Error(answer.error.message);
		if (answer === undefined) throw new Error(`The MCP server gave no answer to ${method}`);
		return answer.result as Result;
	};

	await call('initialize', {
		protocolVersion: '2025-03-26',
		capabilities: {},
		clientInfo: { name: 'test', version: '1' },
	});
	await send({ method: 'notifications/initialized' });
	return {
		call,
		async useTool(name, given) {
			const result = await call<ToolResult>('tools/call', { name, arguments: given });
			const text = result.content.map((part) => part.text).join('\n');
			return { isError: result.isError === true, text };
		},
	};
}

/** The messages of an answer, which comes as JSON or as a stream of events. */
function messagesIn(text: string): Answer[] {
	if (text.startsWith('{')) return [JSON.parse(text) as Answer];
	return text
		.split('\n')
		.filter((line) => line.startsWith('data: '))
		.map((line) => JSON.parse(line.slice('data: '.length)) as Answer);
}
