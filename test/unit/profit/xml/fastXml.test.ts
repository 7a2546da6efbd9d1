import { ProfitError } from '../../../../nodes/Afas/profit/errors/profitError';
import { childElements, element, textOf } from '../../../../nodes/Afas/profit/xml/element';
import { buildXml, MAX_DEPTH, parseXml, readXml } from '../../../../nodes/Afas/profit/xml/fastXml';
import { decodeReferences } from '../../../../nodes/Afas/profit/xml/text';

const cell = (xml: string) => textOf(parseXml(`<a>${xml}</a>`));

describe('parseXml', () => {
	it.each([
		['007', '007'],
		['1.10', '1.10'],
		[' a ', ' a '],
		['true', 'true'],
		['   ', '   '],
		['0x10', '0x10'],
		['\n', '\n'],
		['1e5', '1e5'],
	])('keeps the text %j as it is', (xml, text) => {
		expect(cell(xml)).toBe(text);
	});

	it.each([
		['&lt;&gt;&amp;&quot;&apos;', `<>&"'`],
		['&#38;&#x26;&#x1F600;', '&&😀'],
		['&amp;lt;', '&lt;'],
		['&amp;amp;lt;', '&amp;lt;'],
		['a&#xD;&#10;b', 'a\r\nb'],
		['a\r\nb\rc', 'a\nb\nc'],
		['<![CDATA[a&lt;<b>]]]]><![CDATA[>]]>', 'a&lt;<b>]]>'],
		['a<!-- & < x -->b', 'ab'],
		['&#1;', '\u0001'],
	])('decodes %j once', (xml, text) => {
		expect(cell(xml)).toBe(text);
	});

	it('gives attributes as text, decoded, with their prefix', () => {
		const root = parseXml(`<x:a xmlns:x="u" x:n=" 01 &amp;&lt;'"/>`);
		expect(root.name).toBe('x:a');
		expect([...root.attributes]).toEqual([
			['xmlns:x', 'u'],
			['x:n', ` 01 &<'`],
		]);
	});

	it('keeps the order of elements and text', () => {
		const root = parseXml('<a>1<b/>2<c>3</c><b/>4</a>');
		expect(root.children.map((child) => (typeof child === 'string' ? child : child.name))).toEqual([
			'1',
			'b',
			'2',
			'c',
			'b',
			'4',
		]);
	});

	it('takes a byte order mark, space before the declaration and comments around the root', () => {
		expect(parseXml('\uFEFF<?xml version="1.0"?><a/>').name).toBe('a');
		expect(parseXml('\n <?xml version="1.0" encoding="utf-8"?>\n<!-- x --><a/>\n').name).toBe('a');
	});

	it.each([
		'__proto__',
		'constructor',
		'prototype',
		'toString',
		'hasOwnProperty',
		'valueOf',
		'__defineGetter__',
	])('treats an element and an attribute named %s like any other', (name) => {
		const root = parseXml(`<a ${name}="1"><${name}>2</${name}><${name}/></a>`);
		expect(root.attributes.get(name)).toBe('1');
		expect(childElements(root).map((child) => [child.name, textOf(child)])).toEqual([
			[name, '2'],
			[name, ''],
		]);
	});

	it.each([
		['nothing', ''],
		['text only', 'hello'],
		['a DOCTYPE', '<!DOCTYPE a><a/>'],
		['an entity of its own', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
		['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
		[
			'entities in entities',
			'<!DOCTYPE a [<!ENTITY b "xxxx"><!ENTITY c "&b;&b;"><!ENTITY d "&c;&c;">]><a>&d;</a>',
		],
		["HTML's entities", '<a>&nbsp;</a>'],
		['an entity in an attribute', '<a b="&nbsp;"/>'],
		['a bare &', '<a>a & b</a>'],
		['a character beyond Unicode', '<a>&#x110000;</a>'],
		['half a surrogate pair', '<a>&#xD800;</a>'],
		['a wrong closing tag', '<a><b></a></b>'],
		['a missing closing tag', '<a><b></b>'],
		['a cut-off tag', '<a><b'],
		['cut-off CDATA', '<a><![CDATA[x</a>'],
		['a cut-off comment', '<a><!-- x</a>'],
		['two roots', '<a/><b/>'],
		['text after the root', '<a/>x'],
		['text before the root', 'x<a/>'],
		['a name that is none', '<1a/>'],
		['a declaration inside', '<a><!ELEMENT b></a>'],
	])('refuses %s', (_what, xml) => {
		let thrown: unknown;
		try {
			parseXml(xml);
		} catch (caught) {
			thrown = caught;
		}
		expect(thrown).toBeInstanceOf(ProfitError);
		expect((thrown as ProfitError).kind).toBe('badAnswer');
		expect((thrown as ProfitError).message).toBe('AFAS sent XML that cannot be read');
	});

	it('reads nesting up to its limit and refuses more', () => {
		const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
		expect(parseXml(nested(MAX_DEPTH)).name).toBe('a');
		expect(() => parseXml(nested(MAX_DEPTH + 2))).toThrow('cannot be read');
		expect(() => parseXml('<a>'.repeat(100_000))).toThrow('cannot be read');
	});

	it('reads 100,000 rows full of entities', () => {
		const row = '<r><v>&amp;&lt;&amp;&gt;&amp;&lt;&quot;</v></r>';
		const rows = childElements(parseXml(`<a>${row.repeat(100_000)}</a>`));
		expect(rows).toHaveLength(100_000);
		const texts = new Set(rows.map((each) => textOf(childElements(each)[0])));
		expect([...texts]).toEqual(['&<&>&<"']);
	}, 60_000);
});

describe('buildXml', () => {
	it('escapes text and attributes so that parsing gives them back', () => {
		const nasty = ` a\r\nb\rc\td\n<b>&amp;]]>"' true\u00a0é😀 `;
		const built = buildXml(element('a', [element('b', nasty)], [['k', nasty]]));
		const root = parseXml(built);
		expect(root.attributes.get('k')).toBe(nasty);
		expect(textOf(childElements(root)[0])).toBe(nasty);
		expect(built).toContain('&#xD;\nb');
	});

	it('writes an attribute named true with its value, and an empty element closed', () => {
		expect(buildXml(element('a', [element('b')], [['v', 'true']]))).toBe('<a v="true"><b/></a>');
	});

	it.each(['__proto__', 'constructor'])('writes an element named %s', (name) => {
		expect(buildXml(element('a', [element(name, '1')]))).toBe(`<a><${name}>1</${name}></a>`);
	});
});

describe('decodeReferences', () => {
	it.each(['&', '&;', '&#;', '&#x;', '&#xG;', '&#X26;', '&AMP;', '&amp', 'a & b;', '&__proto__;'])(
		'gives nothing for %j',
		(text) => {
			expect(decodeReferences(text)).toBeNull();
		},
	);

	it('decodes a reference with leading zeros', () => {
		expect(decodeReferences('&#x0000026;&#00038;')).toBe('&&');
	});
});

describe('rule 10: a document that would take all the memory', () => {
	const long = `<a>${'x'.repeat(20_000_000)}</a>`;

	it('is not read, and the user learns how to ask for less', () => {
		expect(readXml(long)).toBeNull();
		expect(() => parseXml(long)).toThrow(
			expect.objectContaining({
				kind: 'tooMuchData',
				details: { description: expect.stringContaining("'Page Size'") },
			}),
		);
	});

	it('is not read when it is no XML at all', () => {
		expect(readXml(`\uFEFF \n{"rows":[]}`)).toBeNull();
		expect(readXml('')).toBeNull();
	});
});
