import { inputError } from '../errors/profitError';

/** SOAP services that only read. AFAS: SOAP services; afas-api.md A.1. */
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

export interface OutgoingRequest {
	method?: string;
	/** Header names in any letter case. */
	headers?: Record<string, unknown>;
}

/**
 * Refuses a request that may change something in Profit. What is not known to read counts as a write.
 * @throws ProfitError `input` when it is a write
 */
export function assertReads(target: URL, { method, headers = {} }: OutgoingRequest): void {
	if (!reads(target, (method ?? 'GET').toUpperCase(), headers)) {
		throw inputError(
			'This AFAS Profit credential is read only',
			"The request was not sent. Switch 'Read Only' off in the credential to write to Profit.",
		);
	}
}

function reads(target: URL, method: string, headers: Record<string, unknown>): boolean {
	const header = new Map(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
	// Some servers let a header replace the method.
	if ([...header.keys()].some((name) => name.startsWith('x-http-method'))) return false;

	const service = /[^/]*\.asmx/.exec(decoded(target.pathname).toLowerCase())?.[0];
	if (service === undefined) return READING_HTTP_METHODS.has(method);
	if (!READING_SERVICES.has(service)) return false;

	const soapAction =
		header.get('soapaction') ?? /action="?([^";]+)/.exec(header.get('content-type') ?? '')?.[1];
	const soapMethod = soapAction?.replace(/"/g, '').split('/').pop() ?? '';
	return READING_METHODS.test(soapMethod);
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
