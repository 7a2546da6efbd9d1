// XML and SOAP: documents, envelopes, rows, faults, and the bodies that the package writes.
import assert from 'node:assert/strict';
import { readAttachmentNames } from '../../../nodes/Afas/profit/soap/attachments';
import type { ColumnType } from '../../../nodes/Afas/profit/soap/columns';
import { readRowsDirectly } from '../../../nodes/Afas/profit/soap/directRows';
import { soapFault } from '../../../nodes/Afas/profit/answers/soapFault';
import {
	placeOfResult,
	readSoapResult,
	soapResultBytes,
} from '../../../nodes/Afas/profit/soap/result';
import {
	readRowsOfResult,
	readSoapRows,
	readSoapTable,
} from '../../../nodes/Afas/profit/soap/rows';
import { connectorInfoOfSchema } from '../../../nodes/Afas/profit/soap/schemaInfo';
import { readUpdateResult } from '../../../nodes/Afas/profit/soap/updateResult';
import { childElements, element, type XmlElement } from '../../../nodes/Afas/profit/xml/element';
import { buildXml, readXml } from '../../../nodes/Afas/profit/xml/fastXml';
import { decodeXmlName, isXmlName } from '../../../nodes/Afas/profit/xml/names';
import {
	escapeText,
	forbiddenCharacter,
	normalizeLineEnds,
} from '../../../nodes/Afas/profit/xml/text';
import type { Random } from '../../support/random.ts';
import { encodedName, escaped } from '../../simulator/soap/xml.mts';
import { answerWith } from '../../unit/profit/soap/answers';
import { target } from '../engine.mts';
import { mutatedText } from '../mutations.mts';
import { refusable } from '../promises.mts';
import { NASTY_NAMES, name, text, word } from '../values.mts';

const LAUGHS = Array.from(
	{ length: 9 },
	(_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
).join('');

export const XML_PIECES = [
	'<',
	'>',
	'/',
	'&',
	'&lt;',
	'&gt;',
	'&amp;',
	'&#60;',
	'&#x3C;',
	'&#x0;',
	'&#xD;',
	'&nbsp;',
	'&lol;',
	']]>',
	'<![CDATA[',
	'<![CDATA[<a>]]>',
	'&lt;![CDATA[&lt;a&gt;]]&gt;',
	'<!--',
	'-->',
	'<?x ?>',
	'<?xml version="1.0" encoding="utf-16"?>',
	'<!DOCTYPE a>',
	`<!DOCTYPE a [<!ENTITY l0 "lol">${LAUGHS}]>&l9;`,
	'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
	'<!DOCTYPE a [<!ENTITY e SYSTEM "http://127.0.0.1:1/x">]>&e;',
	'<__proto__>',
	'</__proto__>',
	'<constructor/>',
	' __proto__="x"',
	' a="b" a="c"',
	` big="${'x'.repeat(5_000)}"`,
	'<a>'.repeat(300),
	'&lt;a&gt;'.repeat(300),
	'<a '.repeat(50),
	'\u0000',
	'\r\n',
	' xsi:nil="true"',
	'&lt;Id&gt;1&lt;/Id&gt;',
	'&lt;/Row&gt;&lt;Row&gt;',
];

function xmlName(random: Random): string {
	const wanted = random.whole(0, 2) === 0 ? name(random) : word(random).replaceAll(' ', '');
	return isXmlName(wanted) && isKnownToLibrary(wanted) ? wanted : 'n';
}

/** Whether UTF-8 can carry a text: it holds no half of a surrogate pair. */
const isWellFormed = (given: string) => !/\p{Surrogate}/u.test(given);

/** The XML library knows no names with characters above U+FFFF, and ends a name at a byte order mark. */
const isKnownToLibrary = (wanted: string) => !/[:\ud800-\udfff\ufeff]/.test(wanted);

function writable(random: Random): string {
	const wanted = text(random);
	return forbiddenCharacter(wanted) === null ? wanted : wanted.replace(/[^\x20-\x7e]/g, '');
}

function tree(random: Random, depth = 3): XmlElement {
	const attributes = Array.from(
		{ length: random.whole(0, 2) },
		() => [xmlName(random), writable(random)] as [string, string],
	);
	const content =
		depth === 0 || random.whole(0, 2) === 0
			? writable(random)
			: Array.from({ length: random.whole(0, 3) }, () => tree(random, depth - 1));
	return element(xmlName(random), content, attributes);
}

function plain({ name: own, attributes, children }: XmlElement): unknown {
	return [
		own,
		[...attributes],
		children.map((child) => (typeof child === 'string' ? child : plain(child))),
	];
}

const roundTrip = target({
	name: 'XML that is written and read',
	make: (random) => tree(random),
	check(document) {
		const read = readXml(buildXml(document));
		assert.ok(read, 'Its own XML is refused');
		assert.deepEqual(plain(read), plain(document));
	},
});

const documents = target({
	name: 'XML documents',
	make: (random) => mutatedText(random, buildXml(tree(random)), XML_PIECES),
	check(document) {
		const root = readXml(document);
		if (!root) return;
		assert.ok(!/^\s*(<\?[^>]*\?>\s*)*<!DOCTYPE/.test(document), 'A DOCTYPE is read');
		assert.ok(JSON.stringify(plain(root)).length <= 20 * document.length + 1_000, 'It grows');
	},
});

const TYPES: ColumnType[] = [
	{ id: 'Id', dataType: 'int' },
	{ id: 'Name', dataType: 'string' },
	{ id: 'Amount', dataType: 'decimal' },
	{ id: 'Is it', dataType: 'boolean' },
];

function cellText(random: Random, dataType: string): string {
	if (random.whole(0, 4) === 0) return '';
	if (dataType === 'int') return String(random.whole(-999, 9999));
	if (dataType === 'decimal') return `${random.whole(0, 99)}.${random.whole(0, 9)}000`;
	if (dataType === 'boolean') return random.pick(['true', 'false']);
	const value = writable(random);
	// .NET leaves out white space only between elements; one that is all white space stays a guess.
	return value.trim() === '' ? '' : value;
}

interface SoapAnswer {
	answer: string;
	/** The rows in it, when it was left as it is. */
	rows?: Array<Record<string, unknown>>;
}

function soapAnswer(random: Random): SoapAnswer {
	const texts = Array.from({ length: random.pick([0, 1, 4]) }, () =>
		TYPES.map(({ dataType }) => cellText(random, dataType)),
	);
	const space = random.pick(['', '\r\n', ' ']);
	const rowsXml = texts
		.map((row) => {
			const cells = row.map((value, at) => {
				const tag = encodedName(TYPES[at].id);
				return value === '' ? `<${tag} />` : `<${tag}>${escaped(value)}</${tag}>`;
			});
			return `<Row>${space}${cells.join(space)}${space}</Row>`;
		})
		.join(space);
	const result = `<AfasGetConnector>${space}${rowsXml}${space}</AfasGetConnector>`;
	const answer = answerWith(result);
	if (random.whole(0, 2) > 0) return { answer: mutatedText(random, answer, XML_PIECES) };
	const read = (value: string, dataType: string) => {
		if (value === '') return null;
		if (dataType === 'boolean') return value === 'true';
		// Lines end with LF in XML.
		return dataType === 'string' ? value : Number(value);
	};
	const rows = texts.map((row) =>
		Object.fromEntries(row.map((value, at) => [TYPES[at].id, read(value, TYPES[at].dataType)])),
	);
	return { answer, rows };
}

const soapRows = target({
	name: 'SOAP rows',
	make: (random) => ({ ...soapAnswer(random), types: random.pick([TYPES, []]) }),
	check({ answer, rows, types }) {
		const read = refusable(() => readSoapRows(answer, types));
		if (rows && types.length > 0) assert.deepEqual(read, rows);
		// The quick reader may pass, but never say something else than the thorough one.
		const place = placeOfResult(answer);
		const direct = place && readRowsDirectly(answer, place, types);
		if (!place || !direct) return;
		const result = readSoapResult(answer, place);
		assert.deepEqual(direct, readRowsOfResult(result, types));
	},
});

const soapResults = target({
	name: 'Other SOAP answers',
	make: (random) => {
		const results = [
			'<results><KnSubject><SbId>1</SbId></KnSubject></results>',
			'<SubjectAttachmentInfo><Attachment fileId="A1" filename="x.pdf"/></SubjectAttachmentInfo>',
			`<AfasGetConnector><xs:schema xmlns:xs="x"><xs:element name="Id" type="xs:int"/></xs:schema></AfasGetConnector>`,
			'Zm9v',
			'',
		];
		return mutatedText(random, answerWith(random.pick(results)), XML_PIECES);
	},
	check(answer) {
		const result = refusable(() => readSoapResult(answer));
		const bytes = refusable(() => soapResultBytes(Buffer.from(answer)));
		if (result !== undefined && bytes !== undefined && isWellFormed(answer)) {
			assert.equal(normalizeLineEnds(bytes.toString()), result);
		}
		refusable(() => readUpdateResult(answer));
		refusable(() => connectorInfoOfSchema('C', readSoapTable(answer).columns));
		refusable(() => readAttachmentNames(result ?? ''));
	},
});

const FAULT = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode><faultstring>Server was unable to process request. ---&gt; Veld mag niet leeg zijn</faultstring><detail><ProfitApplicationException><ErrorNumber>-2147180996</ErrorNumber><Message>Veld</Message><Detail>Description....: Veld\nLog reference....: ABC</Detail></ProfitApplicationException></detail></soap:Fault></soap:Body></soap:Envelope>`;

const faults = target({
	name: 'SOAP faults',
	make: (random) =>
		mutatedText(random, FAULT, [
			...XML_PIECES,
			'Description....: ',
			'log reference: ',
			' '.repeat(2_000),
			'\n'.repeat(2_000),
		]),
	check(answer) {
		const fault = soapFault(answer);
		if (fault) assert.ok(fault.message !== '');
	},
});

const names = target({
	name: 'Names in XML',
	make: (random) =>
		random.pick([name(random), text(random), random.pick(NASTY_NAMES) + text(random)]),
	check(wanted) {
		const encoded = encodedName(wanted);
		if (isWellFormed(wanted)) assert.equal(decodeXmlName(encoded), wanted);
		const escapedText = escapeText(wanted);
		assert.ok(!/[<>]/.test(escapedText));
		const root =
			isXmlName(wanted) && isKnownToLibrary(wanted) ? readXml(`<${wanted}>x</${wanted}>`) : null;
		if (root) assert.deepEqual([root.name, childElements(root)], [wanted, []]);
	},
});

export const xmlTargets = [roundTrip, documents, soapRows, soapResults, faults, names];
