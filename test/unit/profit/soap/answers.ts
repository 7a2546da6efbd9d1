import { escapeText } from '../../../../nodes/Afas/profit/xml/text';

/** An envelope around the content of its Body, as .NET writes it. */
export function envelope(body: string): string {
	return (
		'<?xml version="1.0" encoding="utf-8"?>' +
		'<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" ' +
		'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">' +
		`<soap:Body>${body}</soap:Body></soap:Envelope>`
	);
}

/** The answer of a method with a result that stands in the envelope as it is written here. */
export function rawAnswer(result: string, method = 'GetDataWithOptions'): string {
	return envelope(
		`<${method}Response xmlns="urn:Afas.Profit.Services"><${method}Result>${result}</${method}Result></${method}Response>`,
	);
}

/** The answer of a method with this text as its result. */
export function answerWith(result: string, method?: string): string {
	return rawAnswer(escapeText(result), method);
}
