import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived. */
export interface RecordedRequest {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
}

/** What a recording server answers. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: string;
}

/** A server on localhost that remembers every request. */
export interface RecordingServer {
	/** Such as `http://127.0.0.1:<port>` */
	origin: string;
	requests: RecordedRequest[];
	close(): void;
}

/**
 * Starts a server that gives `answer` to every request, or what it gives for the request, and remembers it; throws
 * where the host cannot be used.
 */
export async function startRecordingServer(
	answer: Answer | ((request: RecordedRequest) => Answer),
	host = '127.0.0.1',
): Promise<RecordingServer> {
	const requests: RecordedRequest[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (text: string) => (body += text));
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			const received = { method, url, headers, body };
			requests.push(received);
			const given = typeof answer === 'function' ? answer(received) : answer;
			response.writeHead(given.status, given.headers).end(given.body ?? '');
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, host, resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
		requests,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}
