// Rows as a Profit environment has them, and the SOAP answer that carries them, as .NET writes it.
import type { GetField } from '../../nodes/Afas/profit/metainfo/types';
import type { Cell, Row } from '../../nodes/Afas/profit/values/cell';

const TYPES: Array<[string, string]> = [
	['OrNu', 'string'],
	['DbId', 'string'],
	['Name', 'string'],
	['OrDa', 'date'],
	['Lines', 'int'],
	['AmEx', 'decimal'],
	['Open', 'boolean'],
	['Ref', 'string'],
	['Note', 'string'],
	['Mod', 'date'],
];

export const benchFields: GetField[] = TYPES.map(([id, dataType], index) => ({
	id,
	fieldId: `U${String(index + 1).padStart(3, '0')}`,
	label: id,
	dataType,
	length: null,
	decimals: null,
	controlType: null,
}));

const NAMES = [
	'Jansen & Zn.',
	'De Vries B.V.',
	'Bakker <Noord>',
	'Müller',
	'Van den Berg',
	'€uro "Plus"',
];

/** The same rows every time. */
export function benchRows(count: number): Row[] {
	return Array.from({ length: count }, (_unused, index) => {
		const day = String((index % 28) + 1).padStart(2, '0');
		return {
			OrNu: String(index).padStart(9, '0'),
			DbId: String(10_000 + (index % 700)),
			Name: NAMES[index % NAMES.length],
			OrDa: `2026-03-${day}T00:00:00`,
			Lines: index % 40,
			AmEx: index * 1.25,
			Open: index % 3 === 0,
			Ref: index % 4 === 0 ? null : `PO-${index}`,
			Note: index % 5 === 0 ? `Call first, then deliver at the back door; order ${index}` : null,
			Mod: `2026-04-${day}T16:57:43`,
		};
	});
}

function escape(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function fieldXml([name, value]: [string, Cell]): string {
	const text = value === null ? '' : escape(String(value));
	return text === '' ? `    <${name} />\n` : `    <${name}>${text}</${name}>\n`;
}

/** The answer of GetDataWithOptions with these rows. */
export function soapAnswer(rows: Row[]): string {
	const xml = rows.map(
		(row) => `  <Bench_Orders>\n${Object.entries(row).map(fieldXml).join('')}  </Bench_Orders>\n`,
	);
	const result = `<AfasGetConnector>\n${xml.join('')}</AfasGetConnector>\n`;
	return (
		'<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">' +
		'<soap:Body><GetDataWithOptionsResponse xmlns="urn:Afas.Profit.Services"><GetDataWithOptionsResult>' +
		`${escape(result)}</GetDataWithOptionsResult></GetDataWithOptionsResponse></soap:Body></soap:Envelope>`
	);
}
