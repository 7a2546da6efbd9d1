import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message of a chat, as far as the tests read it. */
export interface ChatMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string | null;
}

/** A call of the chat completion API. */
export interface ChatRequest {
	messages: ChatMessage[];
	tools?: Array<{ function: { name: string; description?: string; parameters: unknown } }>;
}

/** What a model answers: words, or a tool to call. */
export type ChatReply = { text: string } | { tool: string; arguments: Record<string, unknown> };

/** A model on localhost that answers what the test says, in the shape of a chat completion API. */
export interface ChatModel {
	/** `http://127.0.0.1:<port>/v1` */
	baseUrl: string;
	requests: ChatRequest[];
	close(): void;
}

/** Starts a model; `reply` is asked for each call. */
export async function startChatModel(
	reply: (request: ChatRequest) => ChatReply,
): Promise<ChatModel> {
	const requests: ChatRequest[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (text: string) => (body += text));
		request.on('end', () => {
			const call = JSON.parse(body) as ChatRequest;
			requests.push(call);
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(completion(reply(call), requests.length)));
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}/v1`,
		requests,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}

function completion(reply: ChatReply, number: number) {
	const isText = 'text' in reply;
	const message = isText
		? { role: 'assistant', content: reply.text }
		: {
				role: 'assistant',
				content: null,
				tool_calls: [
					{
						id: `call_${number}`,
						type: 'function',
						function: { name: reply.tool, arguments: JSON.stringify(reply.arguments) },
					},
				],
			};
	return {
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: 1_767_225_600,
		model: 'test-model',
		choices: [{ index: 0, message, finish_reason: isText ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
