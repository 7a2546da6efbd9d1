import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { ProfitFailure } from './failure.mts';
import type { LoggedRequest } from './requestLog.mts';
import { htmlPage, json, unavailable, type Answer, type Call, type Service } from './http.mts';

/** Ways in which AFAS, what stands in front of it, or the network goes wrong. */
export type FaultKind =
	/** The connection is reset before any answer. */
	| 'resetBeforeAnswer'
	/** The connection is reset half-way through the answer. */
	| 'resetInAnswer'
	/** No answer, ever. */
	| 'hang'
	/** Half of the answer, and then nothing more. */
	| 'hangInAnswer'
	/** Half of the answer, with a Content-Length that fits that half. */
	| 'cutOff'
	/** Half of the answer, then an orderly end of the connection before Content-Length is reached. */
	| 'cutOffWrongLength'
	/** HTML pages of the CDN or a gateway. */
	| 'html400'
	| 'html502'
	| 'html503'
	/** AFAS's own maintenance answer. */
	| 'json503'
	/** AFAS refuses for a reason of its own. */
	| 'functional500'
	/** The same with a status that says that all is well. */
	| 'refusal200'
	/** OData's form of an error, with that status too. */
	| 'odata200'
	/** Another user holds the booking layout. */
	| 'lock500'
	/** AFAS gets too many calls at once: its own answer, and one of what stands in front of it. */
	| 'tooMany429'
	| 'busy503'
	/** A 500 that passes on the page of a server that misses a file. */
	| 'page404'
	| 'outOfMemory500'
	| 'commandTimeout500'
	| 'unauthorized401'
	| 'forbidden403'
	| 'notFound404'
	| 'tooLarge413'
	/** The right status without a body. */
	| 'emptyBody'
	/** JSON that is not what was asked for. */
	| 'wrongShape'
	/** Bytes in ISO 8859-1, and Content-Type says so. */
	| 'wrongCharset'
	/** A byte that UTF-8 does not know, in the middle. */
	| 'invalidUtf8'
	/** The right answer, compressed with gzip. */
	| 'gzip'
	/** Sends the client to another host. */
	| 'redirect'
	/** The right answer; after it connections are refused for a while. */
	| 'goesAway'
	/** A very large answer. */
	| 'bigAnswer';

/** One rule: which calls go wrong, how, and how often. */
export interface Fault {
	kind: FaultKind;
	/** HTTP method, in capitals; left out: every one. */
	method?: string;
	/** Part of the path or a pattern for it; left out: every path. */
	path?: string | RegExp;
	/** Text in the address or the body, decoded; left out: any. */
	contains?: string;
	/** Calls that go wrong; default 1. */
	times?: number;
	/** Matching calls that go well before the first one that does not. */
	after?: number;
	/** Whether AFAS does what the call asks; the default fits the kind. */
	processed?: boolean;
	/** Seconds of `json503`, `tooMany429` and `busy503`; default 1. */
	retryAfter?: number;
	/** Seconds that `goesAway` lasts; default until `comeBack`. */
	seconds?: number;
	/** Text of `functional500`, `lock500`, `outOfMemory500` and `commandTimeout500`. */
	message?: string;
	/** Target of `redirect`. */
	location?: string;
	/** Size of `bigAnswer`; default 300 MB. */
	bytes?: number;
	/** Whether `bigAnswer` tells its size in Content-Length. */
	announced?: boolean;
}

/** Kinds that change an answer, so that there must be one. */
const CHANGES_ANSWER: readonly FaultKind[] = [
	'resetInAnswer',
	'hangInAnswer',
	'cutOff',
	'cutOffWrongLength',
	'emptyBody',
	'wrongShape',
	'wrongCharset',
	'invalidUtf8',
	'gzip',
	'goesAway',
];

/** AFAS's texts of the faults that have one (docs/afas.md 2.7). */
const LOCK = 'De boekingslay-out is geblokkeerd door een andere gebruiker';
const FUNCTIONAL = "De ingevulde waarde bij 'Medewerker' bestaat niet.";

const MEGABYTE = 1024 * 1024;

/** Whether the call is carried out before the fault strikes. */
export function isProcessed(fault: Fault): boolean {
	return fault.processed ?? CHANGES_ANSWER.includes(fault.kind);
}

/** Address and body of a call. */
function textOf({ path, query, body }: Call): string {
	return [...path, ...query.values(), body.toString('utf8')].join('\n');
}

/** The rule that strikes this call, if any; counts it. */
export function takeFault(faults: Fault[], call: Call): Fault | undefined {
	for (const fault of faults) {
		if (fault.method && fault.method !== call.method) continue;
		const { path } = fault;
		if (typeof path === 'string' && !call.log.path.toLowerCase().includes(path.toLowerCase())) {
			continue;
		}
		if (path instanceof RegExp && !path.test(call.log.path)) continue;
		if (fault.contains !== undefined && !textOf(call).includes(fault.contains)) continue;
		if ((fault.times ?? 1) <= 0) continue;
		if ((fault.after ?? 0) > 0) {
			fault.after = (fault.after ?? 0) - 1;
			continue;
		}
		fault.times = (fault.times ?? 1) - 1;
		return fault;
	}
	return undefined;
}

/** AFAS's own refusal, in the form of the service that was called. */
type Refuse = (message: string) => Answer;

/** How a service refuses a call with a message of AFAS's own: JSON over REST, a fault over SOAP. */
export function refusalOf(service: Service | undefined, call: Call): Refuse {
	return (message) => {
		const failure = new ProfitFailure({ nl: message, en: message });
		return service?.failed(failure, call) ?? htmlPage(404, 'Not Found');
	};
}

function retryAfter({ retryAfter = 1 }: Fault): Record<string, string> {
	return { 'retry-after': String(retryAfter) };
}

/** The type of an answer without its charset. */
function mediaType({ headers = {} }: Answer): string {
	const [, type] = Object.entries(headers).find(([name]) => /^content-type$/i.test(name)) ?? [];
	return type?.split(';')[0] ?? 'application/json';
}

/** Text in ISO 8859-1; what it has no place for as JSON and XML can write it. */
function inLatin1(text: string, type: string): Buffer {
	const escaped = text.replace(/[^\x00-\xff]/gu, (character) =>
		/xml/.test(type)
			? `&#${character.codePointAt(0)};`
			: [...Array(character.length).keys()]
					.map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
					.join(''),
	);
	return Buffer.from(escaped, 'latin1');
}

function bytesOf({ body = '' }: Answer): Buffer {
	return Array.isArray(body) ? Buffer.concat(body) : Buffer.from(body as string);
}

/** The answer that takes the place of AFAS's own; undefined when the fault is not an answer. */
export function faultyAnswer(fault: Fault, answer: Answer, refusal: Refuse): Answer | undefined {
	const bytes = bytesOf(answer);
	switch (fault.kind) {
		case 'cutOff':
			return { ...answer, body: bytes.subarray(0, Math.floor(bytes.length / 2)) };
		case 'html400':
			return htmlPage(400, 'Bad Request');
		case 'html502':
			return htmlPage(502, 'Bad Gateway');
		case 'html503':
			return htmlPage(503, 'Service Unavailable');
		case 'busy503':
			return {
				...htmlPage(503, 'Service Unavailable'),
				headers: { ...htmlPage(503, '').headers, ...retryAfter(fault) },
			};
		case 'tooMany429':
			return {
				...htmlPage(429, 'Too Many Requests'),
				headers: { ...htmlPage(429, '').headers, ...retryAfter(fault) },
			};
		case 'page404':
			return { ...htmlPage(404, 'Not Found'), status: 500 };
		case 'json503':
			return unavailable(fault.retryAfter ?? 1);
		case 'functional500':
			return refusal(fault.message ?? FUNCTIONAL);
		case 'refusal200':
			return { ...refusal(fault.message ?? FUNCTIONAL), status: 200 };
		case 'odata200':
			return json(200, { error: { code: '', message: fault.message ?? FUNCTIONAL } });
		case 'lock500':
			return refusal(fault.message ?? LOCK);
		case 'outOfMemory500':
			return refusal(fault.message ?? 'Out of memory');
		case 'commandTimeout500':
			return refusal(fault.message ?? 'Command timeout expired.');
		case 'unauthorized401':
			return { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } };
		case 'forbidden403':
			return htmlPage(403, 'Forbidden');
		case 'notFound404':
			return htmlPage(404, 'Not Found');
		case 'tooLarge413':
			return htmlPage(413, 'Request Entity Too Large');
		case 'emptyBody':
			return { ...answer, body: '' };
		case 'wrongShape':
			return json(answer.status, { value: [1, 2, 3] });
		case 'wrongCharset':
			return {
				status: answer.status,
				headers: {
					...answer.headers,
					'content-type': `${mediaType(answer)}; charset=iso-8859-1`,
				},
				body: inLatin1(bytes.toString('utf8'), mediaType(answer)),
			};
		case 'invalidUtf8': {
			const middle = Math.floor(bytes.length / 2);
			const broken = [bytes.subarray(0, middle), Buffer.from([0xff]), bytes.subarray(middle)];
			return { ...answer, body: broken };
		}
		case 'gzip':
			return {
				...answer,
				headers: { ...answer.headers, 'content-encoding': 'gzip' },
				body: gzipSync(bytes),
			};
		case 'goesAway':
			return answer;
		case 'redirect':
			return {
				status: 302,
				headers: { location: fault.location ?? 'http://127.0.0.2:9/elsewhere' },
			};
		default:
			return undefined;
	}
}

const BIG_START = '{"skip":0,"take":1,"rows":[{"Text":"';
const BIG_END = '"}]}';

function* bigRows(pieces: number, log: LoggedRequest): Generator<string | Buffer> {
	yield BIG_START;
	const piece = Buffer.alloc(MEGABYTE, 'x');
	for (let sent = 0; sent < pieces; sent++) {
		yield piece;
		log.bytesSent += piece.length;
	}
	yield BIG_END;
}

/** Sends JSON of about so many bytes; ends early when the client goes away. */
async function sendBig(
	response: ServerResponse,
	{ bytes = 300 * MEGABYTE, announced }: Fault,
	log: LoggedRequest,
): Promise<void> {
	const pieces = Math.ceil(bytes / MEGABYTE);
	response.writeHead(200, {
		'content-type': 'application/json; charset=utf-8',
		...(announced
			? { 'content-length': BIG_START.length + pieces * MEGABYTE + BIG_END.length }
			: {}),
	});
	try {
		await pipeline(Readable.from(bigRows(pieces, log)), response);
	} catch {
		response.destroy();
	}
}

/** Carries out a fault that is not an answer but something that happens to the connection. */
export async function breakConnection(
	fault: Fault,
	answer: Answer,
	response: ServerResponse,
	log: LoggedRequest,
): Promise<void> {
	const { socket } = response;
	if (fault.kind === 'hang') return;
	if (fault.kind === 'bigAnswer') return sendBig(response, fault, log);
	if (fault.kind === 'resetBeforeAnswer') {
		socket?.resetAndDestroy();
		return;
	}
	const bytes = bytesOf(answer);
	response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length });
	await new Promise<void>((sent) => {
		response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => sent());
	});
	if (fault.kind === 'hangInAnswer') return;
	// The client must have the first half before the connection goes.
	await new Promise((passed) => setTimeout(passed, 20));
	if (fault.kind === 'resetInAnswer') socket?.resetAndDestroy();
	else socket?.end();
}
