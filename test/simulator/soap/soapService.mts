import { randomUUID } from 'node:crypto';
import type { Environment } from '../environment.mts';
import { ProfitFailure } from '../failure.mts';
import { htmlPage, type Answer, type Call, type Service } from '../http.mts';
import type { RequestLog } from '../requestLog.mts';
import { getMethods } from './getMethods.mts';
import { remoteMethods } from './remoteMethods.mts';
import { reportMethods } from './reportMethods.mts';
import { subjectMethods } from './subjectMethods.mts';
import { updateMethods } from './updateMethods.mts';
import { escaped, readXml, type Element } from './xml.mts';

/** Parameters by their exact name; one that is written otherwise is ignored, as AFAS does (docs/afas.md 3.1). */
export type Parameters = ReadonlyMap<string, string>;

/** Answers a method with the text of its result; undefined for no result at all. */
export type SoapMethod = (parameters: Parameters, call: Call) => string | undefined;

/** The methods of one .asmx, by name. */
export type SoapMethods = Record<string, SoapMethod>;

/** The envelope or a parameter is not what the service takes; .NET's own fault. */
export class SoapRefusal extends Error {}

const NAMESPACE = 'urn:Afas.Profit.Services';
const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';

function envelope(body: string): string {
	return (
		`<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${SOAP_11}" ` +
		'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">' +
		`<soap:Body>${body}</soap:Body></soap:Envelope>`
	);
}

function xml(status: number, body: string): Answer {
	return {
		status,
		headers: { 'content-type': 'text/xml; charset=utf-8' },
		body: envelope(body),
	};
}

/** AFAS's fault: the message, and a detail with dotted labels (docs/afas.md 3.7). */
function profitFault(failure: ProfitFailure, call: Call): Answer {
	call.log.refused = failure.reason;
	const message = escaped(failure.text[call.language]);
	const reference = randomUUID().replaceAll('-', '').toUpperCase();
	return xml(
		500,
		`<soap:Fault><faultcode>soap:Server</faultcode><faultstring>${message}</faultstring><detail>` +
			`<ProfitApplicationException xmlns="${NAMESPACE}"><ErrorNumber>${failure.errorNumber}</ErrorNumber>` +
			`<Message>${message}</Message><Detail>Description....: ${message}\nLog reference..: ${reference}\n` +
			'</Detail></ProfitApplicationException></detail></soap:Fault>',
	);
}

function dotnetFault(message: string): Answer {
	return xml(
		500,
		`<soap:Fault><faultcode>soap:Client</faultcode><faultstring>${escaped(message)}</faultstring><detail /></soap:Fault>`,
	);
}

/** The body as .NET reads it: without a charset, what is not ASCII is lost. */
function bodyText(call: Call): string {
	const text = call.body.toString('utf8');
	const type = call.request.headers['content-type'] ?? '';
	return /charset\s*=\s*"?utf-8/i.test(type) ? text : text.replace(/[^\x00-\x7f]/gu, '?');
}

function methodElement(call: Call): Element {
	const root = readXml(bodyText(call));
	if (root?.name !== 'Envelope' || ![SOAP_11, SOAP_12].includes(root.namespace)) {
		throw new SoapRefusal('Server was unable to read request.');
	}
	const method = root.children.find(({ name }) => name === 'Body')?.children[0];
	if (method?.namespace !== NAMESPACE) throw new SoapRefusal('The body holds no known method.');
	return method;
}

function soapAction(call: Call): string {
	const { soapaction, 'content-type': type = '' } = call.request.headers;
	const action = soapaction ?? /action="([^"]*)"/.exec(type)?.[1] ?? '';
	return String(action).replaceAll('"', '');
}

/** What must never be inside the envelope: both belong in the HTTP header (docs/afas.md 1.1 and 1.4). */
function secretInside(call: Call, environment: Environment): string | undefined {
	const text = call.body.toString('utf8');
	const data = /<data>(.*)<\/data>/.exec(environment.access.token)?.[1] ?? '';
	if (text.includes(environment.access.integrationId)) return 'IntegrationId inside the envelope';
	return text.includes(data) ? 'token inside the envelope' : undefined;
}

/** Profit's SOAP services. */
export function soapService(environment: Environment, log: RequestLog): Service {
	const services: Record<string, SoapMethods> = {
		'appconnectorget.asmx': getMethods(environment),
		'appconnectorupdate.asmx': updateMethods(environment),
		'appconnectorreport.asmx': reportMethods(environment),
		'appconnectorsubject.asmx': subjectMethods(environment),
		'cmdconnector.asmx': remoteMethods(environment),
		'appconnectorversioninfo.asmx': {
			GetProductVersion() {
				const { profitVersion } = environment.settings;
				if (profitVersion !== null) return profitVersion;
				throw new SoapRefusal('Not authorized');
			},
		},
	};
	return {
		base: 'profitservices',
		handle(call) {
			const methods = services[call.path.join('/').toLowerCase()];
			if (!methods) return htmlPage(404, 'Not Found');
			if (call.method !== 'POST') return htmlPage(405, 'Method Not Allowed');
			if (
				!/^(text\/xml|application\/soap\+xml)\b/i.test(call.request.headers['content-type'] ?? '')
			) {
				return htmlPage(415, 'Unsupported Media Type');
			}
			const secret = secretInside(call, environment);
			if (secret) log.note(call.log, secret);
			const action = soapAction(call);
			const element = methodElement(call);
			if (action !== `${NAMESPACE}/${element.name}` || !Object.hasOwn(methods, element.name)) {
				throw new SoapRefusal(
					`Server did not recognize the value of HTTP Header SOAPAction: ${action}.`,
				);
			}
			const parameters = new Map(element.children.map(({ name, text }) => [name, text]));
			const result = methods[element.name](parameters, call);
			const inside =
				result === undefined
					? ''
					: result === ''
						? `<${element.name}Result />`
						: `<${element.name}Result>${escaped(result)}</${element.name}Result>`;
			return xml(
				200,
				`<${element.name}Response xmlns="${NAMESPACE}">${inside}</${element.name}Response>`,
			);
		},
		failed(error, call) {
			if (error instanceof ProfitFailure) return profitFault(error, call);
			if (error instanceof SoapRefusal) return dotnetFault(error.message);
			throw error;
		},
	};
}
