import { childNamed, descendantNamed, localName, textOf, type XmlElement } from '../xml/element';
import { readXml } from '../xml/fastXml';

/** What AFAS says about a call it refused. docs/afas.md 3.7. */
export interface SoapFault {
	/** AFAS's message for the user. */
	message: string;
	errorNumber: number | null;
	/** Helps a Profit administrator to find the entry in the environment's log. */
	logReference: string | null;
	/** AFAS's longer text of several lines, with labels such as `Log reference....: `. */
	detail: string | null;
}

/** What .NET puts in front of, or instead of, a message. */
const DOTNET_PREFIX =
	/^(?:System\.Web\.Services\.Protocols\.SoapException: )?(?:Server was unable to process request\.)(?: ---> )?/;

const LOG_REFERENCE = /^[ \t]*(?:profit ?)?log[ -]?referen(?:ce|tie)[ .]*:[ \t]*(\S+)/im;
const DESCRIPTION = /^[ \t]*(?:description|omschrijving)[ .]*:[ \t]*(\S[^\r\n]*)/im;

function textBelow(parent: XmlElement | undefined, ...names: string[]): string {
	for (const name of names) {
		const found = parent && descendantNamed(parent, name);
		const text = found ? textOf(found).trim() : '';
		if (text !== '') return text;
	}
	return '';
}

/** Finds the `Fault` in an envelope, whatever the prefixes. */
export function faultIn(envelope: XmlElement): XmlElement | undefined {
	if (localName(envelope.name) !== 'Envelope') return undefined;
	const body = childNamed(envelope, 'Body');
	return body && childNamed(body, 'Fault');
}

/**
 * Reads a fault of SOAP 1.1 (faultstring, detail) or 1.2 (Reason, Detail) with AFAS's
 * ProfitApplicationException in it. Elements are found by local name, as their namespaces are not documented.
 */
function readFault(fault: XmlElement): SoapFault {
	const detail = childNamed(fault, 'detail');
	const given = textBelow(fault, 'faultstring') || textBelow(childNamed(fault, 'Reason'), 'Text');
	const detailText = textBelow(detail, 'Detail') || (detail ? textOf(detail).trim() : '');
	const message =
		given.replace(DOTNET_PREFIX, '').trim() ||
		textBelow(detail, 'Message') ||
		DESCRIPTION.exec(detailText)?.[1].trim() ||
		given ||
		'AFAS rejected this without a message';
	const errorNumber = textBelow(detail, 'ErrorNumber');
	return {
		message,
		errorNumber: /^-?\d+$/.test(errorNumber) ? Number(errorNumber) : null,
		logReference:
			textBelow(detail, 'ProfitLogReference') || (LOG_REFERENCE.exec(detailText)?.[1] ?? null),
		detail: detailText === '' ? null : detailText,
	};
}

/**
 * Finds the fault in the text of an answer.
 * @returns null when the text is no SOAP envelope or holds no fault
 */
export function soapFault(text: string): SoapFault | null {
	// Most answers are no fault and may be large.
	const envelope = text.includes('Fault') ? readXml(text) : null;
	const fault = envelope && faultIn(envelope);
	return fault ? readFault(fault) : null;
}
