import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { unauthorized, violationOf, type Authenticator } from './authentication.mts';
import type { Environment } from './environment.mts';
import { breakConnection, faultyAnswer, isProcessed, refusalOf, takeFault } from './faults.mts';
import {
	htmlPage,
	languageOf,
	unavailable,
	type Answer,
	type Call,
	type Service,
} from './http.mts';
import type { LoggedRequest, RequestLog } from './requestLog.mts';
import { isTokenRequest } from './rest/oauthRoute.mts';

/** The largest request body: 75 MB (docs/afas.md 2.5). */
const MAX_BODY = 75 * 1024 * 1024;
/** The longest query string, with `?` and `&` (docs/afas.md 2.5). */
const MAX_QUERY = 2049;
const SMALL_BODY = 256 * 1024;
/** AFAS allows 5 or 8 calls at once, its pages differ; above 8 is surely too many. */
const ADVISED_PARALLEL = 8;

export interface ServerParts {
	environment: Environment;
	services: Service[];
	/** Takes no connections for so many seconds, or until somebody says otherwise. */
	goAway(seconds?: number): void;
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

/**
 * Parts of a path as IIS sees them: decoded first and split after, so that an encoded slash separates too, with
 * `..` taken as one step up.
 */
export function pathParts(path: string): string[] {
	const parts: string[] = [];
	for (const part of decoded(path).split('/').slice(1)) {
		if (part === '..') parts.pop();
		else if (part !== '.') parts.push(part);
	}
	if (parts.at(-1) === '') parts.pop();
	return parts;
}

function toCall(request: IncomingMessage, parallel: number): { base: string; call: Call } {
	const target = request.url ?? '/';
	const mark = target.indexOf('?');
	const path = mark < 0 ? target : target.slice(0, mark);
	const rawQuery = mark < 0 ? '' : target.slice(mark);
	const [base = '', ...parts] = pathParts(path);
	const query = new URLSearchParams(rawQuery);
	const method = request.method ?? 'GET';
	const log: LoggedRequest = {
		method,
		path,
		query: Object.fromEntries(query),
		headers: request.headers,
		status: 0,
		traceIdentifier: randomUUID(),
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

function send(response: ServerResponse, answer: Answer, log: LoggedRequest): void {
	const { body = '' } = answer;
	const chunks = Array.isArray(body) ? body : [Buffer.from(body as string)];
	log.status = answer.status;
	log.bytesSent = chunks.reduce((total, chunk) => total + chunk.length, 0);
	response.writeHead(answer.status, {
		// By which AFAS's support finds a call (AFAS: news of Profit 7).
		'X-Trace-Identifier': log.traceIdentifier,
		...answer.headers,
		'content-length': log.bytesSent,
	});
	response.cork();
	for (const chunk of chunks) response.write(chunk);
	response.end();
	response.uncork();
}

/** Signs that IIS takes in no path, encoded or not. It refuses colons too, but AFAS's page has them in the keys of a delete. */
const DANGEROUS = /[&*%<>?]/;

/** Carries a call out and gives AFAS's answer to it. */
async function answerTo(base: string, call: Call, parts: ServerParts): Promise<Answer> {
	const { environment, services, authenticators } = parts;
	if (call.rawQuery.length > MAX_QUERY) return htmlPage(404, 'Not Found');
	if (DANGEROUS.test(call.path.join('/'))) return htmlPage(400, 'Bad Request');
	if (environment.settings.forbidden) return htmlPage(403, 'Forbidden');
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

async function serve(
	base: string,
	call: Call,
	response: ServerResponse,
	parts: ServerParts,
): Promise<void> {
	const { settings } = parts.environment;
	const { log } = call;
	const body = await readBody(call.request);
	if (!body) return send(response, htmlPage(413, 'Request Entity Too Large'), log);
	call.body = body;
	log.bytesReceived = body.length;
	const isLogged = body.length > 0 && body.length <= SMALL_BODY && !isTokenRequest(call);
	if (isLogged) log.body = body.toString('utf8');
	if (log.parallel > settings.maxParallel) {
		log.fault = 'tooManyAtOnce';
		if (settings.parallelRefusal === 'json503') return send(response, unavailable(1), log);
		response.socket?.resetAndDestroy();
		return;
	}
	while (parts.log.tooMany < settings.refusedFirst)
		await new Promise((done) => setTimeout(done, 5));
	const fault = takeFault(settings.faults, call);
	if (settings.delayMs > 0) await new Promise((done) => setTimeout(done, settings.delayMs));
	if (!fault) return send(response, await answerTo(base, call, parts), log);
	log.fault = fault.kind;
	const answer: Answer = isProcessed(fault)
		? await answerTo(base, call, parts)
		: { status: 200, body: '' };
	const service = parts.services.find((is) => is.base === base);
	const faulty = faultyAnswer(fault, answer, refusalOf(service, call));
	if (fault.kind === 'goesAway') {
		parts.goAway(fault.seconds);
		response.shouldKeepAlive = false;
	}
	if (faulty) send(response, faulty, log);
	else await breakConnection(fault, answer, response, log);
}

/** The HTTP server in front of the services: log, limits, access, faults, and one answer for each call. */
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
		serve(base, call, response, parts).catch((error: unknown) => {
			// A caller that goes away is its own affair; an error of the simulator must not pass for an answer.
			if (!request.destroyed) {
				process.stderr.write(`simulator: ${String((error as Error).stack ?? error)}\n`);
			}
			response.destroy();
		});
	});
	// Longer than a client keeps a connection, so that the client decides when it ends.
	server.keepAliveTimeout = 120_000;
	return server;
}
