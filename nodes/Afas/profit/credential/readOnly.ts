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
	{ method = 'GET', headers }: OutgoingRequest,
): boolean {
	const header = new Map(
		Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
	);
	// Some servers let a header or a parameter replace the method: X-HTTP-Method-Override, _method.
	const names = [...header.keys(), ...target.searchParams.keys()];
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
