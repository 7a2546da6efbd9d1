// Values that people, expressions and servers really come up with, and worse.
import type { Random } from '../support/random.ts';

/** Names that mean something to JavaScript, to this package or to AFAS. */
export const NASTY_NAMES = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'valueOf',
	'hasOwnProperty',
	'toISO',
	'toJSON',
	'then',
	'length',
	'',
	' ',
	'@',
	'@@',
	'@Action',
	'@action',
	'Fields',
	'Element',
	'Objects',
	'results',
	'rows',
	'a.b',
	'.',
	'..',
	'0',
	'#text',
	':@',
	'é',
	'😀',
	'\ud800',
];

const NASTY_TEXTS = [
	...NASTY_NAMES,
	'undefined',
	'null',
	'NaN',
	'Infinity',
	'true',
	'False',
	'0012',
	'-0',
	'1e400',
	'1e-400',
	'0x10',
	'12345678901234567890.123456789',
	'1.234,56',
	'2026-02-30',
	'0001-01-01T00:00:00',
	'9999-12-31T23:59:59Z',
	'2026-03-29T02:30:00',
	'2026-10-25T02:30:00+02:00',
	'-271821-04-20T00:00:00Z',
	'../../x',
	'..%2f..%2fx',
	'%2e%2e/',
	'..\\..\\x',
	'a/b',
	'//evil.example',
	'https://evil.example/',
	'\\\\evil.example',
	'@evil.example',
	'?x=1',
	'#x',
	'a&b=c',
	'%',
	'%00',
	'%u002f',
	'\r\nX-Evil: 1',
	'\u0000',
	'\u0001\u001f',
	'\t',
	'\u0085',
	'\u2028\u2029',
	'\ufeff',
	'\ufffe\uffff',
	'\udc00',
	'\ud83d',
	'\u202ecod.exe',
	'．．／',
	'ｅｖｉｌ．example',
	'ß İ ı ǆ',
	'<b>x</b>',
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	'&lt;',
	'&amp;lt;',
	'&#0;',
	'&#xD800;',
	'&#x26;',
	'&x;',
	']]>',
	'<![CDATA[x]]>',
	'<!--',
	'-->',
	'<?xml version="1.0"?>',
	'</Element>',
	'<!DOCTYPE a [<!ENTITY b "c">]>',
	"' OR 1=1 --",
	'$1 $& $`',
	'{{ $json.x }}',
	'=1+1',
	',',
	';',
	'a,b;c',
	'"',
	"'",
	'\\',
	'\\u0000',
	'_x0041_',
	'_x005F__proto__',
	'_xD800_',
];

/** Letters of all kinds, short or long. */
export function text(random: Random): string {
	switch (random.whole(0, 9)) {
		case 0:
			return '';
		case 1:
			return random.pick(NASTY_TEXTS).repeat(random.whole(1, 3));
		case 2:
			return random.pick(NASTY_TEXTS) + random.pick(NASTY_TEXTS);
		case 3:
			return `${word(random)}${random.pick(NASTY_TEXTS)}${word(random)}`;
		case 4:
			return anyCharacters(random, random.whole(1, 12));
		case 5:
			return random.pick(NASTY_TEXTS);
		case 6:
			return random.whole(0, 40) === 0
				? random.pick(NASTY_TEXTS).repeat(random.whole(1_000, 20_000))
				: word(random);
		default:
			return word(random);
	}
}

/** What a sane person would write: letters, digits and a space. */
export function word(random: Random): string {
	const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ';
	return Array.from({ length: random.whole(1, 12) }, () => random.pick([...letters])).join('');
}

function anyCharacters(random: Random, length: number): string {
	return Array.from({ length }, () =>
		String.fromCharCode(
			random.pick([random.whole(0, 0x7f), random.whole(0, 0x2ff), random.whole(0, 0xffff)]),
		),
	).join('');
}

/** A name of a field: mostly one of `known`. */
export function name(random: Random, known: readonly string[] = []): string {
	if (known.length > 0 && random.whole(0, 3) > 0) return random.pick(known);
	return random.whole(0, 1) === 0 ? random.pick(NASTY_NAMES) : text(random);
}

const NUMBERS = [
	0,
	-0,
	1,
	-1,
	0.1,
	-5,
	2.5,
	50,
	1e21,
	1e-7,
	2 ** 31,
	2 ** 53,
	-(2 ** 53),
	Number.MAX_VALUE,
	Number.MIN_VALUE,
];

/** What an expression can leave where a number belongs. */
export function number(random: Random): number {
	return random.pick([
		random.pick(NUMBERS),
		random.pick([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]),
		random.whole(-1000, 100_000),
	]);
}

/** An object whose members are its own, whatever their names. */
export function objectOf(entries: Iterable<readonly [string, unknown]>): Record<string, unknown> {
	return Object.fromEntries(entries);
}

function list(random: Random, make: () => unknown, most: number): unknown[] {
	return Array.from({ length: random.whole(0, most) }, make);
}

/**
 * A value that JSON can hold.
 * @param names of members that are known to the reader
 */
export function json(random: Random, names: readonly string[] = [], depth = 3): unknown {
	switch (random.whole(0, depth > 0 ? 8 : 5)) {
		case 0:
			return null;
		case 1:
			return random.pick([true, false]);
		case 2: {
			const value = number(random);
			return Number.isFinite(value) ? value : 7;
		}
		case 3:
			return random.pick(['1', 'true', '2026-01-01', '0012', 'x']);
		case 4:
		case 5:
			return text(random);
		case 6:
			return list(random, () => json(random, names, depth - 1), 4);
		default:
			return objectOf(
				list(random, () => [name(random, names), json(random, names, depth - 1)], 5) as Array<
					[string, unknown]
				>,
			);
	}
}

/** What is left where an expression gave something: any JSON, and what JSON cannot hold. */
export function leftover(random: Random, names: readonly string[] = [], depth = 3): unknown {
	switch (random.whole(0, 11)) {
		case 0:
			return undefined;
		case 1:
			return number(random);
		case 2:
			return random.pick([new Date(0), new Date(Number.NaN), new Date('2026-03-29T01:30:00Z')]);
		case 3:
			return random.pick([luxon('2026-01-01T12:00:00.000+01:00'), luxon(null)]);
		case 4:
			return objectOf([[random.pick(['toString', 'valueOf', 'toISO']), text(random)]]);
		case 5:
			return random.pick([[], {}, [[]], [null], '', ' ']);
		default:
			return json(random, names, depth);
	}
}

/** A date as n8n's `$now` gives it; null for one that is not valid, as Luxon does. */
function luxon(iso: string | null): object {
	return { toISO: () => iso, toString: () => iso ?? 'Invalid DateTime' };
}

/** An object or a list in itself, many times. */
export function nested(depth: number, inList: boolean): unknown {
	let value: unknown = 'deep';
	for (let level = 0; level < depth; level++) value = inList ? [value] : { a: value };
	return value;
}
