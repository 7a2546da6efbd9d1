import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { unauthorized, violationOf, type Authenticator } from './authentication.mts';
import type { Environment } from './environment.mts';
import { htmlPage, json, languageOf, type Answer, type Call, type Service } from './http.mts';
import type { LoggedRequest, RequestLog } from './requestLog.mts';

/** AFAS: request body at most 75 MB (afas-api.md B.5). */
const MAX_BODY = 75 * 1024 * 1024;
/** AFAS: query string with `?` and `&` (afas-api.md B.5). */
const MAX_QUERY = 2049;
const SMALL_BODY = 256 * 1024;
/** AFAS allows 5 or 8 calls at once, its pages differ; above 8 is surely too many. */
const ADVISED_PARALLEL = 8;

export interface ServerParts {
	environment: Environment;
	services: Service[];
	authenticators: Authenticator[];
	log: RequestLog;
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length <= MAX_BODY) chunks.push(chunk);
		else chunks.length = 0;
	}
	return length > MAX_BODY ? undefined : Buffer.concat(chunks);
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

function toCall(request: IncomingMessage, parallel: number): { base: string; call: Call } {
	const target = request.url ?? '/';
	const mark = target.indexOf('?');
	const path = mark < 0 ? target : target.slice(0, mark);
	const rawQuery = mark < 0 ? '' : target.slice(mark);
	const [base, ...parts] = path.split('/').slice(1).map(decoded);
	const query = new URLSearchParams(rawQuery);
	const method = request.method ?? 'GET';
	const log: LoggedRequest = {
		method,
		path,
		query: Object.fromEntries(query),
		headers: request.headers,
		status: 0,
		startedAt: performance.timeOrigin + performance.now(),
		bytesReceived: 0,
		bytesSent: 0,
		parallel,
		remarks: [],
	};
	const language = languageOf(request.headers['accept-language']);
	const call = {
		method,
		path: parts,
		query,
		rawQuery,
		request,
		body: Buffer.alloc(0),
		language,
		log,
	};
	return { base: base.toLowerCase(), call };
}

/** AFAS's own 503: it has not processed the call (afas-api.md B.7). */
export function unavailable(retryAfter: number): Answer {
	return json(
		503,
		{ error: { code: 503, message: 'Service Unavailable' }, retry_after: retryAfter },
		{ 'retry-after': String(retryAfter) },
	);
}

function send(response: ServerResponse, answer: Answer, log: LoggedRequest): void {
	const { body = '' } = answer;
	const chunks = Array.isArray(body) ? body : [Buffer.from(body as string)];
	log.status = answer.status;
	log.bytesSent = chunks.reduce((total, chunk) => total + chunk.length, 0);
	response.writeHead(answer.status, { ...answer.headers, 'content-length': log.bytesSent });
	response.cork();
	for (const chunk of chunks) response.write(chunk);
	response.end();
	response.uncork();
}

async function answerTo(base: string, call: Call, parts: ServerParts): Promise<Answer> {
	const { environment, services, authenticators } = parts;
	const { settings } = environment;
	const body = await readBody(call.request);
	if (!body) return htmlPage(413, 'Request Entity Too Large');
	call.body = body;
	call.log.bytesReceived = body.length;
	if (body.length > 0 && body.length <= SMALL_BODY) call.log.body = body.toString('utf8');
	if (call.rawQuery.length > MAX_QUERY) return htmlPage(404, 'Not Found');
	if (call.log.parallel > settings.maxParallel) return unavailable(1);
	if (settings.delayMs > 0) await new Promise((done) => setTimeout(done, settings.delayMs));
	if (settings.forbidden) return htmlPage(403, 'Forbidden');
	const service = services.find((is) => is.base === base);
	if (!service) return htmlPage(404, 'Not Found');
	const header = call.request.headers.authorization;
	if (service.needsAccess?.(call) ?? true) {
		const accepted = authenticators.some(
			(accepts) => header !== undefined && accepts(header, call),
		);
		if (!accepted) return unauthorized(header);
	}
	try {
		return await service.handle(call);
	} catch (error) {
		return service.failed(error, call);
	}
}

/** The HTTP server in front of the services: log, limits, access, and one answer for each call. */
export function createProfitServer(parts: ServerParts): Server {
	const { environment, log } = parts;
	let parallel = 0;
	const server = createServer((request, response) => {
		parallel++;
		const { base, call } = toCall(request, parallel);
		if (parallel > ADVISED_PARALLEL) call.log.remarks.push(`${parallel} calls at once`);
		call.log.violation = violationOf(call, environment);
		log.add(call.log, environment.settings.logLimit);
		response.on('close', () => {
			parallel--;
			call.log.endedAt = performance.timeOrigin + performance.now();
		});
		answerTo(base, call, parts).then(
			(answer) => send(response, answer, call.log),
			(error: unknown) => {
				// The caller went away, or the simulator itself is wrong; neither may pass for an answer of AFAS.
				if (!request.destroyed || response.writable) {
					process.stderr.write(`simulator: ${String((error as Error).stack ?? error)}\n`);
				}
				response.destroy();
			},
		);
	});
	// Longer than a client keeps a connection, so that the client decides when it ends.
	server.keepAliveTimeout = 120_000;
	return server;
}
