import { inputError } from '../errors/profitError';
import { asText } from '../values/read';
import type { BaseUrls } from './baseUrls';

/** SOAP services that only read. docs/afas.md 3.1. */
const READING_SERVICES = new Set([
	'appconnectorget.asmx',
	'appconnectordata.asmx',
	'appconnectorsubject.asmx',
	'appconnectorreport.asmx',
	'appconnectorversioninfo.asmx',
]);

/** SOAP methods of those services; `Execute` is a write on any other service. */
const READING_METHODS =
	/^(GetData|GetDataWithOptions|GetSubjectAttachmentInfo|GetAttachment|GetSubjectAttachmentData|GetProductVersion|Execute)$/;

const READING_HTTP_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** `%2e`, and `%u002e`, which IIS takes too. */
const ESCAPE = /%u([\da-f]{4})|%([\da-f]{2})/gi;

export interface OutgoingRequest {
	method?: unknown;
	/** Header names in any letter case. */
	headers?: Record<string, unknown> | null;
	/** Query parameters besides those in the address: n8n's name, and axios's. */
	qs?: unknown;
	params?: unknown;
}

/**
 * Refuses a request that may change something in Profit. What is not known to read counts as a write.
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

function reads(
	target: URL,
	soap: string | null,
	{ method = 'GET', headers, qs, params }: OutgoingRequest,
): boolean {
	const header = new Map(
		Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
	);
	// Some servers let a header or a parameter replace the method: X-HTTP-Method-Override, _method.
	const names = [
		...header.keys(),
		...target.searchParams.keys(),
		...namesIn(qs),
		...namesIn(params),
	];
	if (names.some((name) => /method/i.test(name))) return false;

	if (!mayBeSoap(target)) {
		return typeof method === 'string' && READING_HTTP_METHODS.has(method.toUpperCase());
	}
	if (!isReadingService(target, soap)) return false;
	const contentType = asText(header.get('content-type'));
	const action = header.get('soapaction') ?? /action="?([^";]+)/.exec(contentType)?.[1];
	const soapMethod = typeof action === 'string' ? action.replace(/"/g, '').split('/').pop() : '';
	return READING_METHODS.test(soapMethod ?? '');
}

/** The names of query parameters, in every form that axios takes; a list may hold names as well as values. */
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

/** Whether the server may find a SOAP service behind the address, in whatever way it is written. */
function mayBeSoap({ pathname }: URL): boolean {
	const decoded = pathname.replace(ESCAPE, (_escape, unicode?: string, byte?: string) =>
		String.fromCharCode(parseInt(unicode ?? byte ?? '', 16)),
	);
	return /\.asmx/i.test(decoded.normalize('NFKC'));
}

/**
 * Whether the address is that of a service that only reads, and nothing more: with escapes or further parts the
 * server could take it for another one.
 */
function isReadingService({ origin, pathname }: URL, soap: string | null): boolean {
	const base = soap === null ? undefined : `${soap}/`.toLowerCase();
	const address = `${origin}${pathname}`.toLowerCase();
	return (
		base !== undefined &&
		address.startsWith(base) &&
		READING_SERVICES.has(address.slice(base.length))
	);
}
