import type { ColumnType } from '../../../../nodes/Afas/profit/soap/columns';
import { readRowsDirectly } from '../../../../nodes/Afas/profit/soap/directRows';
import { placeOfResult, readSoapResult } from '../../../../nodes/Afas/profit/soap/result';
import { readRowsOfResult } from '../../../../nodes/Afas/profit/soap/rows';
import type { Cell, Row } from '../../../../nodes/Afas/profit/values/cell';
import { seededRandom, type Random } from '../../../support/random.ts';
import { answerWith, rawAnswer } from './answers';

const SEED = 20260301;
const ROUNDS = 1200;

const NAMES = [
	['Id', 'Id'],
	['Naam', 'Naam'],
	['Order_x0020_nr', 'Order nr'],
	['_x0031_e', '1e'],
	['constructor', 'constructor'],
	['toString', 'toString'],
	['Bedrag.EUR', 'Bedrag.EUR'],
	['Größe', 'Größe'],
	['A', 'A'],
	['AB', 'AB'],
];
const TYPES = ['string', 'int', 'decimal', 'boolean', 'date', 'blob'];
const PIECES = [
	'a',
	'0012',
	'12.50',
	'-0.5',
	'true',
	'0',
	'12345678901234567890.5',
	' ',
	'<',
	'>',
	'&',
	'"',
	"'",
	'&lt;',
	'&amp;lt;',
	'</A>',
	'<![CDATA[',
	']]>',
	'<!--',
	'é',
	'😀',
	'\n',
	'\r\n',
	'\r',
	'\t',
	'\u0001',
	'\u2028',
	'lt;',
	'#60;',
	'_x0020_',
	'2026-03-01T10:00:00',
];

interface Case {
	answer: string;
	rows: Row[];
	types: ColumnType[];
	/** Whether everything is written as .NET writes it. */
	plain: boolean;
}

class Writer {
	private readonly random: Random;

	constructor(
		seed: number,
		readonly plain: boolean,
	) {
		this.random = seededRandom(seed);
	}

	pick<T>(items: readonly T[]): T {
		return this.random.pick(items);
	}

	/** A whole number from 0 up to, not including, the limit. */
	below(limit: number): number {
		return this.random.whole(0, limit - 1);
	}

	chance(probability: number): boolean {
		return this.random.next() < probability;
	}

	text(): string {
		const length = this.chance(0.3) ? 0 : this.below(5) + 1;
		return Array.from({ length }, () => this.pick(PIECES)).join('');
	}

	/** Text as it stands in the result; in the odd forms that XML allows unless plain. */
	inResult(text: string): string {
		return Array.from(text, (character) => {
			const code = character.codePointAt(0) ?? 0;
			if (!this.plain && this.chance(0.1)) return `&#${code};`;
			if (!this.plain && this.chance(0.1)) return `&#x${code.toString(16)};`;
			switch (character) {
				case '&':
					return '&amp;';
				case '<':
					return '&lt;';
				case '>':
					return !this.plain && this.chance(0.3) ? '>' : '&gt;';
				case '"':
					return !this.plain && this.chance(0.3) ? '&quot;' : '"';
				case '\r':
					return '&#xD;';
				case '\u0001':
					return '&#x1;';
				default:
					return character;
			}
		}).join('');
	}

	/** The result as it stands in the envelope. */
	inEnvelope(result: string): string {
		const bareGreater = !this.plain && this.chance(0.2);
		const carriageReturn = this.pick(['\r', '&#xD;', '&#13;']);
		return Array.from(result, (character) => {
			const code = character.codePointAt(0) ?? 0;
			if (!this.plain && this.chance(0.002)) return `&#${code};`;
			switch (character) {
				case '&':
					return '&amp;';
				case '<':
					return '&lt;';
				case '>':
					return bareGreater ? '>' : '&gt;';
				case '\r':
					return carriageReturn;
				default:
					return character;
			}
		}).join('');
	}

	field(name: string, text: string): string {
		if (text === '') {
			return this.pick([`<${name} />`, `<${name}/>`, `<${name}></${name}>`]);
		}
		if (!this.plain && this.chance(0.01)) {
			return this.pick([
				`<${name} x="1">${this.inResult(text)}</${name}>`,
				`<${name}><!-- ${this.inResult('x')} -->${this.inResult(text)}</${name}>`,
				`<${name} >${this.inResult(text)}</${name} >`,
			]);
		}
		return `<${name}>${this.inResult(text)}</${name}>`;
	}
}

function typed(text: string, dataType: string | undefined): Cell {
	if (text === '') return null;
	if (dataType === 'boolean' && /^(true|1)$/.test(text)) return true;
	if (dataType === 'boolean' && /^(false|0)$/.test(text)) return false;
	const isNumber = dataType === 'int' || dataType === 'decimal';
	// Digits alone, and few of them: the others are the rule's own, tested with numberOrText.
	if (isNumber && /^-?\d{1,4}(\.\d{1,4})?$/.test(text)) return Number(text);
	return text;
}

function makeCase(seed: number): Case {
	const plain = seed % 3 === 0;
	const writer = new Writer(seed, plain);
	const columns = NAMES.filter(() => writer.chance(0.6));
	const types: ColumnType[] = writer.chance(0.5)
		? columns.map(([, id]) => ({ id, dataType: writer.pick(TYPES) }))
		: [];
	const typeOf = new Map(types.map(({ id, dataType }) => [id, dataType]));

	const rows: Row[] = [];
	const space = writer.pick(['', '\n', '\r\n  ', ' ']);
	let xml = writer.chance(0.3) ? '<?xml version="1.0" encoding="utf-8"?>\n' : '';
	xml += `<AfasGetConnector>${space}`;
	const count = writer.below(5);
	for (let index = 0; index < count; index += 1) {
		const row: Row = Object.fromEntries(types.map(({ id }) => [id, null]));
		xml += `<Rows>${space}`;
		const inOrder = writer.chance(0.9) ? columns : [...columns].reverse();
		for (const [name, id] of inOrder) {
			if (writer.chance(0.1)) continue;
			const isNumber = typeOf.get(id) === 'int' || typeOf.get(id) === 'decimal';
			const text = isNumber ? writer.pick(['12', '-0.5', '007', 'n.v.t.', '']) : writer.text();
			xml += writer.field(name, text) + space;
			row[id] = typed(text, typeOf.get(id));
		}
		// Rows without any field go to the library, whatever is known about them.
		xml += `</Rows>${space}`;
		rows.push(row);
	}
	xml += `</AfasGetConnector>${writer.pick(['', '\n', '\r\n'])}`;
	return { answer: rawAnswer(writer.inEnvelope(xml)), rows, types, plain };
}

function direct({ answer, types }: Case): Row[] | null {
	const place = placeOfResult(answer);
	return place && (readRowsDirectly(answer, place, types)?.rows ?? null);
}

/** What the XML library makes of it; null when it refuses. */
function byLibrary({ answer, types }: Case): Row[] | null {
	try {
		return readRowsOfResult(readSoapResult(answer, null), types).rows;
	} catch {
		return null;
	}
}

const entriesOf = (rows: Row[] | null) => rows?.map((row) => Object.entries(row));

describe(`readRowsDirectly, seed ${SEED}`, () => {
	it('gives the rows that were written, as the XML library does', () => {
		let taken = 0;
		for (let round = 0; round < ROUNDS; round += 1) {
			const each = makeCase(SEED + round);
			const rows = direct(each);
			const seed = `seed ${SEED + round}`;
			expect([seed, byLibrary(each)]).toEqual([seed, each.rows]);
			if (rows) {
				taken += 1;
				expect([seed, entriesOf(rows)]).toEqual([seed, entriesOf(byLibrary(each))]);
			}
			// What .NET writes is never handed over.
			if (each.plain) expect([seed, rows !== null]).toEqual([seed, true]);
		}
		expect(taken).toBeGreaterThan(ROUNDS / 2);
	}, 60_000);

	it('takes nothing else than the XML library when an answer is damaged', () => {
		let taken = 0;
		const random = new Writer(SEED, false);
		const noise = [
			'',
			'&',
			'<',
			'>',
			';',
			'&lt;',
			'&gt;',
			'&amp;',
			'/',
			' ',
			'A',
			'\r',
			'&#60;',
			'\u0000',
		];
		for (let round = 0; round < 2 * ROUNDS; round += 1) {
			const whole = makeCase(SEED + round);
			const at = random.below(whole.answer.length);
			const removed = random.below(4);
			const inserted = random.pick(noise);
			const answer = whole.answer.slice(0, at) + inserted + whole.answer.slice(at + removed);
			const damaged = { ...whole, answer };
			const rows = direct(damaged);
			if (rows) {
				taken += 1;
				const seed = `seed ${SEED + round}`;
				expect([seed, entriesOf(rows)]).toEqual([seed, entriesOf(byLibrary(damaged))]);
			}
		}
		expect(taken).toBeGreaterThan(ROUNDS / 10);
	}, 60_000);

	it.each([
		['an attribute on a row', '<R x="1"><A>1</A></R>'],
		['an attribute on a field', '<R><A x="1">1</A></R>'],
		['space in a tag', '<R><A >1</A></R>'],
		['CDATA', '<R><A><![CDATA[1]]></A></R>'],
		['a comment', '<R><A>1</A><!-- --></R>'],
		['a processing instruction', '<R><?x y?><A>1</A></R>'],
		['a nested element', '<R><A><B>1</B></A></R>'],
		['an unknown entity', '<R><A>&nbsp;</A></R>'],
		['a bare &', '<R><A>a & b</A></R>'],
		['wrong nesting', '<R><A>1</R></A>'],
		['a tag of another name', '<R><A>1</B></R>'],
		['a field twice', '<R><A>1</A><A>2</A></R>'],
		['rows of two names', '<R><A>1</A></R><S><A>2</A></S>'],
		['text between fields', '<R>x<A>1</A></R>'],
		['text between rows', '<R><A>1</A></R>x'],
		['a prefix', '<R><x:A>1</x:A></R>'],
		['a name that is none', '<R><1>1</1></R>'],
		['an empty row', '<R/>'],
	])('hands over %s', (_what, xml) => {
		const answer = answerWith(`<AfasGetConnector>${xml}</AfasGetConnector>`);
		const place = placeOfResult(answer);
		expect(place && readRowsDirectly(answer, place, [])).toBeNull();
	});

	it('does not read past the result', () => {
		const inside = '&lt;AfasGetConnector&gt;&lt;R&gt;&lt;A&gt;1';
		const rest = '&lt;/A&gt;&lt;/R&gt;&lt;/AfasGetConnector&gt;';
		const answer = rawAnswer(inside).replace('</soap:Body>', `<!-- ${rest} --></soap:Body>`);
		const place = placeOfResult(answer);
		expect(place && answer.slice(place.start, place.end)).toBe(inside);
		expect(place && readRowsDirectly(answer, place, [])).toBeNull();
	});

	it('reads 15,000 rows in which the same field is missing or out of order', () => {
		const xml = Array.from({ length: 15_000 }, (_unused, index) =>
			index % 2 === 0
				? `<R><A>${index}</A><C>x</C></R>`
				: `<R><C>&amp;lt;</C><B/><A>${index}</A></R>`,
		).join('');
		const answer = answerWith(`<AfasGetConnector>${xml}</AfasGetConnector>`);
		const place = placeOfResult(answer);
		const rows = place && readRowsDirectly(answer, place, [])?.rows;
		expect(rows).toHaveLength(15_000);
		expect(rows?.[14_998]).toEqual({ A: '14998', C: 'x' });
		expect(rows?.[14_999]).toEqual({ A: '14999', B: null, C: '&lt;' });
	});
});
