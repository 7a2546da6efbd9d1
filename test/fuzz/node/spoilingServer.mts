// Stands between the node and the simulator, and spoils answers on the way.
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer of the simulator, or what is made of it. */
export interface PassedAnswer {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
	/** Bytes after which the connection breaks. */
	breaksAfter?: number;
}

/** A request as it came. */
export interface PassedRequest {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
}

export interface SpoilingServer {
	/** `http://127.0.0.1:<port>` */
	origin: string;
	/** Requests since they were last taken away. */
	requests: PassedRequest[];
	/** What becomes of an answer; the number counts the requests since they were last taken away, from 0. */
	spoil: (answer: PassedAnswer, request: PassedRequest, number: number) => PassedAnswer;
	close(): void;
}

/** Starts a server that gives requests to another port of this machine. */
export async function startSpoilingServer(port: number): Promise<SpoilingServer> {
	const spoiling: SpoilingServer = {
		origin: '',
		requests: [],
		spoil: (answer) => answer,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
	const server = createServer((incoming, outgoing) => {
		const { method = '', url = '', headers } = incoming;
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const body = Buffer.concat(chunks);
			const passed = { method, url, headers, body: body.toString() };
			const number = spoiling.requests.push(passed) - 1;
			const answered = (answer: PassedAnswer) => {
				const {
					status,
					headers: own,
					body: bytes,
					breaksAfter,
				} = spoiling.spoil(answer, passed, number);
				outgoing.writeHead(status, { ...own, 'content-length': bytes.length });
				if (breaksAfter === undefined) outgoing.end(bytes);
				else outgoing.write(bytes.subarray(0, breaksAfter), () => outgoing.destroy());
			};
			pass(port, passed, body).then(answered, () => outgoing.destroy());
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	spoiling.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return spoiling;
}

function pass(
	port: number,
	{ method, url, headers }: PassedRequest,
	body: Buffer,
): Promise<PassedAnswer> {
	return new Promise((resolve, reject) => {
		const options = { host: '127.0.0.1', port, method, path: url, headers };
		const outgoing = httpRequest(options, (answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('end', () => {
				const kept = Object.entries(answer.headers).filter(
					([name]) => !['content-length', 'transfer-encoding', 'connection'].includes(name),
				);
				resolve({
					status: answer.statusCode ?? 0,
					headers: Object.fromEntries(kept) as Record<string, string>,
					body: Buffer.concat(chunks),
				});
			});
		});
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}
