import type { Filter } from '../query/filter';
import type { RowQuery } from '../query/rowQuery';
import { element } from '../xml/element';
import { buildXml } from '../xml/fastXml';
import { writableText } from '../xml/writable';
import { filtersXml, optionsXml } from './filtersXml';

/**
 * A call of a SOAP service, always a POST. Token and IntegrationId are headers that the credential adds;
 * they are never in the body.
 */
interface SoapRequest {
	service: 'soap';
	method: 'POST';
	/** Below the SOAP base URL, e.g. `/appconnectorget.asmx`. */
	path: string;
	headers: Record<string, string>;
	/** The envelope, to send as UTF-8. */
	body: string;
}

/** A call that changes nothing in Profit. */
export interface SoapRead extends SoapRequest {
	changes: false;
}

/** A call that changes something in Profit. */
export interface SoapWrite extends SoapRequest {
	changes: true;
}

const NAMESPACE = 'urn:Afas.Profit.Services';
const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** A call that changes nothing. */
function reading(...call: Parameters<typeof soapRequest>): SoapRead {
	return { ...soapRequest(...call), changes: false };
}

/** Names and order of the parameters follow AFAS's WSDL; AFAS silently ignores a misspelled one. */
function soapRequest(
	path: string,
	method: string,
	parameters: ReadonlyArray<readonly [string, string]>,
): SoapRequest {
	const call = element(
		method,
		parameters.map(([name, value]) => element(name, value)),
		[['xmlns', NAMESPACE]],
	);
	const envelope = element(
		'soap:Envelope',
		[element('soap:Body', [call])],
		[['xmlns:soap', ENVELOPE]],
	);
	return {
		service: 'soap',
		method: 'POST',
		path,
		headers: {
			'Content-Type': 'text/xml; charset=utf-8',
			Accept: 'text/xml',
			SOAPAction: `"${NAMESPACE}/${method}"`,
		},
		body: `<?xml version="1.0" encoding="utf-8"?>${buildXml(envelope)}`,
	};
}

/**
 * Makes a call for rows: GetDataWithOptions, always with skip and take, because without take there are no rows.
 * docs/afas.md 3.1, 3.4 and 3.5.
 * @param options.metadata whether the answer is to describe the types of the fields
 * @throws ProfitError `input` when a filter value holds a character that XML cannot carry
 */
export function getDataRequest(query: RowQuery, { metadata }: { metadata: boolean }): SoapRead {
	return reading('/appconnectorget.asmx', 'GetDataWithOptions', [
		['connectorId', writableText(query.connector, "'GetConnector'")],
		...filterParameter(query.filter),
		['skip', String(query.skip)],
		['take', String(query.take)],
		['options', optionsXml(query.sort, metadata)],
	]);
}

function filterParameter(filter: Filter): Array<[string, string]> {
	return filter.length > 0 ? [['filtersXml', filtersXml(filter)]] : [];
}

/**
 * Makes a call that writes: Execute of the UpdateConnector service. docs/afas.md 3.8.
 * @param connector the connector's ID, which can differ from the root of the data
 * @param dataXml the rows, from updateXml
 */
export function executeRequest(connector: string, dataXml: string): SoapWrite {
	const request = soapRequest('/appconnectorupdate.asmx', 'Execute', [
		['connectorType', writableText(connector, "'UpdateConnector'")],
		['connectorVersion', '1'],
		['dataXml', dataXml],
	]);
	return { ...request, changes: true };
}

/** Makes a call for the version of Profit; the result is its text. docs/afas.md 3.1. */
export function versionRequest(): SoapRead {
	return reading('/appconnectorversioninfo.asmx', 'GetProductVersion', []);
}

/**
 * Makes a call for one attachment of a dossier item; the result is its Base64. docs/afas.md 3.1 and 3.10.
 * @param fileId the 32 hexadecimal digits that the list of attachments gives
 */
export function attachmentRequest(subjectId: string, fileId: string): SoapRead {
	return reading('/appconnectorsubject.asmx', 'GetAttachment', [
		['subjectID', writableText(subjectId, "'Dossier Item ID'")],
		['fileId', writableText(fileId, "'File ID'")],
	]);
}

/** Makes a call for the attachments of a dossier item, without their content. docs/afas.md 3.1 and 3.10. */
export function attachmentListRequest(subjectId: string): SoapRead {
	return reading('/appconnectorsubject.asmx', 'GetSubjectAttachmentInfo', [
		['subjectID', writableText(subjectId, "'Dossier Item ID'")],
	]);
}

/**
 * Makes a call for a report; the result is the file's Base64. docs/afas.md 3.1.
 * @throws ProfitError `input` when a filter value holds a character that XML cannot carry
 */
export function reportRequest(reportId: string, filter: Filter): SoapRead {
	return reading('/appconnectorreport.asmx', 'Execute', [
		['reportID', writableText(reportId, "'Report ID'")],
		...filterParameter(filter),
	]);
}

/** AFAS Remote. Its element `token` is required but has no meaning. docs/afas.md 11.1. */
const REMOTE_SERVICE = '/cmdconnector.asmx';
const NO_TOKEN = ['token', 'nit'] as const;

/**
 * Makes a call that starts a command of AFAS Remote; the result is its ID. docs/afas.md 11.1.
 * @param commandLine from profit/remote/commandLine
 * @param archive the ZIP of its files, in Base64
 */
export function runCommandRequest(commandLine: string, archive: string): SoapWrite {
	const request = soapRequest(REMOTE_SERVICE, 'Execute', [
		NO_TOKEN,
		['commandLine', writableText(commandLine, 'The command')],
		// AFAS's spelling.
		['attachementArchive', archive],
	]);
	return { ...request, changes: true };
}

/** Makes a call for the result of a command: empty, or a ZIP in Base64 that AFAS gives once. docs/afas.md 11.1. */
export function commandStateRequest(commandId: string): SoapRead {
	return reading(REMOTE_SERVICE, 'GetState', [
		NO_TOKEN,
		['commandId', writableText(commandId, "'Command ID'")],
	]);
}
