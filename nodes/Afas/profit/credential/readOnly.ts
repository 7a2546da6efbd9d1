import { inputError } from '../errors/profitError';
import { asText } from '../values/read';
import type { BaseUrls } from './baseUrls';
import type { AfasCredential } from './credential';
import { isEmptyField } from './emptyField';

/** The SOAP methods that change nothing, by service. docs/afas.md 3.1 and 11.1. */
const READING_METHODS: ReadonlyMap<string, readonly string[]> = new Map([
	['appconnectorget.asmx', ['GetData', 'GetDataWithOptions']],
	['appconnectordata.asmx', ['Execute']],
	[
		'appconnectorsubject.asmx',
		['GetSubjectAttachmentInfo', 'GetAttachment', 'GetSubjectAttachmentData'],
	],
	['appconnectorreport.asmx', ['Execute']],
	['appconnectorversioninfo.asmx', ['GetProductVersion']],
	['cmdconnector.asmx', ['GetState']],
]);

/** A service that also has a method that changes something, which the body of a call might name. */
const MIXED_SERVICE = 'cmdconnector.asmx';

const READING_HTTP_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** `%2e`, and `%u002e`, which IIS takes too. */
const ESCAPE = /%u([\da-f]{4})|%([\da-f]{2})/gi;

/**
 * Whether the credential refuses writes. Anything but true or false is rejected, because an expression may give any
 * value.
 * @throws ProfitError `input` for anything but true and false
 */
export function isReadOnly({ readOnly }: AfasCredential): boolean {
	if (typeof readOnly === 'boolean') return readOnly;
	throw inputError(
		isEmptyField(readOnly) ? "'Read Only' is empty" : "'Read Only' is neither true nor false",
		'Let the expression in the credential give true or false.',
	);
}

export interface OutgoingRequest {
	method?: unknown;
	/** Header names in any letter case. */
	headers?: Record<string, unknown> | null;
	/** Query parameters besides those in the address: n8n's name, and axios's. */
	qs?: unknown;
	params?: unknown;
	body?: unknown;
}

/**
 * Rejects a request that may change something in Profit. A request that is not known to read counts as a write.
 * @throws ProfitError `input` when it is a write
 */
export function assertReads(target: URL, { soap }: BaseUrls, request: OutgoingRequest): void {
	if (!reads(target, soap, request)) {
		throw inputError(
			'This AFAS Profit credential is read only',
			"The request was not sent. Switch 'Read Only' off in the credential to write to Profit.",
		);
	}
}

function reads(target: URL, soap: string | null, request: OutgoingRequest): boolean {
	const { method = 'GET' } = request;
	const headers = new Map(
		Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
	);
	// Some servers let a header or parameter override the method: X-HTTP-Method-Override, _method.
	const names = [
		...headers.keys(),
		...target.searchParams.keys(),
		...namesIn(request.qs),
		...namesIn(request.params),
	];
	if (names.some((name) => /method/i.test(name))) return false;

	if (!mayBeSoap(target)) {
		return typeof method === 'string' && READING_HTTP_METHODS.has(method.toUpperCase());
	}
	const service = serviceOf(target, soap);
	const contentType = asText(headers.get('content-type'));
	const action = headers.get('soapaction') ?? /action="?([^";]+)/.exec(contentType)?.[1];
	const soapMethod = asText(action).replace(/"/g, '').split('/').pop() ?? '';
	const isReading = READING_METHODS.get(service)?.includes(soapMethod) === true;
	return isReading && (service !== MIXED_SERVICE || asksForState(contentType, request.body));
}

/** UTF-8 and SOAP 1.1, in which only the header names the method. */
const PLAIN_XML = /^text\/xml;\s*charset="?utf-8"?$/i;

/** Whether a call of AFAS Remote only asks for a result, however a server reads it. */
function asksForState(contentType: string, body: unknown): boolean {
	return (
		PLAIN_XML.test(contentType) &&
		typeof body === 'string' &&
		body.includes('GetState') &&
		!/Execute/i.test(body)
	);
}

/** The names of query parameters, in every form that axios accepts. A list may hold names or values. */
function namesIn(query: unknown): string[] {
	if (typeof query === 'string') return [...new URLSearchParams(query).keys()];
	if (query instanceof URLSearchParams) return [...query.keys()];
	if (Array.isArray(query)) return query.flatMap((each) => [asText(each), ...namesIn(each)]);
	if (typeof query !== 'object' || query === null) return [];
	return Object.entries(query).flatMap(([name, value]) => [
		name,
		...(typeof value === 'object' ? namesIn(value) : []),
	]);
}

/** Whether a server may take the address for a SOAP service, however it is written. */
function mayBeSoap({ pathname }: URL): boolean {
	const decoded = pathname.replace(ESCAPE, (_escape, unicode?: string, byte?: string) =>
		String.fromCharCode(parseInt(unicode ?? byte ?? '', 16)),
	);
	return /\.asmx/i.test(decoded.normalize('NFKC'));
}

/**
 * The service of an address, in lower case; empty if the address holds anything else, such as an escape, that could
 * make it another service for the server.
 */
function serviceOf({ origin, pathname }: URL, soap: string | null): string {
	const base = `${soap}/`.toLowerCase();
	const address = `${origin}${pathname}`.toLowerCase();
	return soap !== null && address.startsWith(base) ? address.slice(base.length) : '';
}
