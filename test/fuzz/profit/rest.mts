// Answers of the REST services: rows, JSON in general, files, results of writes.
import assert from 'node:assert/strict';
import { readBiPage } from '../../../nodes/Afas/profit/rest/biPage';
import { decodeBase64 } from '../../../nodes/Afas/profit/files/base64';
import { readFileAnswer } from '../../../nodes/Afas/profit/files/fileAnswer';
import { savableName, uniqueNames } from '../../../nodes/Afas/profit/files/fileNames';
import { textMembers } from '../../../nodes/Afas/profit/files/textMembers';
import { readRestRows } from '../../../nodes/Afas/profit/rest/readRestRows';
import { answeredRecords } from '../../../nodes/Afas/profit/records/answeredRecords';
import { parseExactJson } from '../../../nodes/Afas/profit/values/exactJson';
import type { Random } from '../../support/random.ts';
import { target } from '../engine.mts';
import { mutatedBytes, mutatedJson, mutatedText } from '../mutations.mts';
import { refusable } from '../promises.mts';
import { json, name, objectOf, text, word } from '../values.mts';

const PIECES = [
	'"',
	'\\"',
	'\\',
	'},{',
	'],"rows":[',
	'[',
	']',
	'{',
	'}',
	',',
	':',
	'null',
	'1234567890123456',
	'-12345678901234567890.5e3',
	'"__proto__":{"polluted":1},',
	'"\\u005f_proto__":1,',
	'\\u0000',
	'2015-01-26T16:57:43Z"',
	' '.repeat(20),
	'[[[[[[[[',
	'{"a":'.repeat(50),
	'/*x*/',
	'NaN',
	'﻿',
];

const FIELDS = ['Id', 'Name', 'Date', 'Amount'];

/** A number as AFAS writes it: digits and a period, never an exponent. */
function digits(random: Random): string {
	const some = (most: number) =>
		Array.from({ length: random.whole(1, most) }, () => random.whole(0, 9)).join('');
	const whole = some(random.pick([3, 18])).replace(/^0+(?=\d)/, '');
	return `${random.pick(['', '-'])}${whole}${random.pick(['', `.${some(12)}`])}`;
}

/** A row as JSON text: its numbers have more digits than JSON.stringify writes. */
function rowText(random: Random): string {
	const cells = FIELDS.map((field) => {
		const kind = random.whole(0, 5);
		if (kind === 0) return `"${field}":null`;
		if (kind === 1) return `"${field}":${random.pick(['true', 'false'])}`;
		if (kind === 2) return `"${field}":${digits(random)}`;
		if (kind === 3) return `"${field}":"2015-01-26T16:57:4${random.whole(0, 9)}Z"`;
		return `"${field}":${JSON.stringify(text(random))}`;
	});
	return `{${cells.join(',')}}`;
}

function answerText(random: Random): string {
	const rows = Array.from({ length: random.pick([0, 1, 3, 200]) }, () => rowText(random));
	return `{"skip":0,"take":${rows.length},"rows":[${rows.join(',')}]}`;
}

function parsed(work: () => unknown): { value: unknown } | undefined {
	try {
		return { value: work() };
	} catch (error) {
		assert.ok(error instanceof SyntaxError, String(error));
		return undefined;
	}
}

/** Whether a value read exactly is the same as one read by JSON.parse, which rounds. */
function assertSame(exact: unknown, rounded: unknown, depth = 0): void {
	if (depth > 200) return;
	if (typeof rounded === 'number' && typeof exact === 'string') {
		assert.equal(Number(exact), rounded);
		assert.ok(exact.length >= 16, `${exact} could have stayed a number`);
	} else if (Array.isArray(rounded)) {
		assert.ok(Array.isArray(exact) && exact.length === rounded.length);
		rounded.forEach((entry, at) => assertSame((exact as unknown[])[at], entry, depth + 1));
	} else if (typeof rounded === 'object' && rounded !== null) {
		const names = Object.keys(rounded).filter((member) => member !== '__proto__');
		assert.deepEqual(Object.keys(exact as object), names);
		assert.equal(Object.getPrototypeOf(exact), Object.prototype);
		for (const member of names) {
			const [left, right] = [exact, rounded].map((of) => (of as Record<string, unknown>)[member]);
			assertSame(left, right, depth + 1);
		}
	} else assert.deepEqual(exact, rounded);
}

const exactJson = target({
	name: 'JSON with long numbers',
	make: (random) => {
		const original = random.whole(0, 1) === 0 ? answerText(random) : JSON.stringify(json(random));
		return random.whole(0, 2) === 0 ? original : mutatedText(random, original, PIECES);
	},
	check(input) {
		const exact = parsed(() => parseExactJson(input));
		const rounded = parsed(() => JSON.parse(input));
		assert.equal(exact === undefined, rounded === undefined, 'One takes it, the other does not');
		if (exact && rounded) assertSame(exact.value, rounded.value);
	},
});

const restRows = target({
	name: 'REST rows',
	make: (random) => {
		const original = answerText(random);
		const isWhole = random.whole(0, 3) === 0;
		return {
			original: isWhole ? original : '',
			bytes: isWhole
				? Buffer.from(original)
				: mutatedBytes(random, mutatedText(random, original, PIECES)),
			dates: random.pick([[], ['Date'], FIELDS, [name(random)]]),
		};
	},
	check({ original, bytes, dates }) {
		const rows = refusable(() => readRestRows(Buffer.from(bytes), dates));
		for (const row of rows ?? []) assert.equal(Object.getPrototypeOf(row), Object.prototype);
		if (original === '') return;
		assert.ok(rows, 'A good answer is refused');
		const plain = (JSON.parse(original) as { rows: Array<Record<string, unknown>> }).rows;
		// Only what ends in a Z in a date field may differ.
		for (const row of plain) {
			for (const field of dates) {
				const cell = row[field];
				if (typeof cell !== 'string') continue;
				if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(cell)) row[field] = cell.slice(0, -1);
			}
		}
		assertSame(rows, plain);
	},
});

const biRows = target({
	name: 'Pages of BI models',
	make: (random) => {
		const rows = Array.from({ length: random.whole(0, 3) }, () => ({
			Year: random.whole(1, 9999),
			'@odata.etag': word(random),
			Unit: text(random),
		}));
		const page = { value: rows, '@odata.nextLink': text(random) };
		const changed = mutatedJson(random, page, ['value', '@odata.nextLink', '@odata.etag']);
		return random.whole(0, 1) === 0
			? JSON.stringify(changed)
			: mutatedText(random, JSON.stringify(page), PIECES);
	},
	check(body) {
		const page = refusable(() => readBiPage(body));
		for (const row of page?.rows ?? []) {
			assert.ok(Object.keys(row).every((member) => !member.startsWith('@odata.')));
		}
	},
});

const writeResults = target({
	name: 'Results of writes',
	make: (random) => {
		const answer = { results: { KnSubject: { SbId: random.pick(['999999', 5, null]) } } };
		return {
			body: random.pick([
				mutatedJson(random, answer, ['results', 'KnSubject', 'SbId', '@SbId']),
				json(random, ['results', 'KnSubject']),
				undefined,
			]),
			root: name(random, ['KnSubject']),
			count: random.whole(1, 4),
		};
	},
	check({ body, root, count }) {
		const answered = answeredRecords(body, root, count);
		for (const { key } of answered) {
			assert.ok(Object.values(key ?? {}).every((value) => typeof value === 'string'));
		}
		assert.equal(answered.length, count);
	},
});

/** Base64 as it may stand in an answer: with the escapes of JSON and with line breaks. */
function writtenBase64(random: Random, data: Buffer): string {
	const base64 = data.toString('base64');
	switch (random.whole(0, 4)) {
		case 0:
			return base64.replaceAll('/', '\\/');
		case 1:
			return base64.replace(/.{76}/g, '$&\\r\\n');
		case 2:
			return base64.replaceAll('+', '\\u002b').replaceAll('/', '\\u002F');
		default:
			return base64;
	}
}

const files = target({
	name: 'Files',
	make: (random) => {
		const data = Buffer.from(
			Array.from({ length: random.pick([0, 1, 2, 3, 100, 300]) }, () => random.whole(0, 255)),
		);
		const fileName = text(random);
		const answer = `{"filename":${JSON.stringify(fileName)},"mimetype":${JSON.stringify(random.pick(['application/pdf', '', text(random)]))},"filedata":"${writtenBase64(random, data)}"}`;
		const isWhole = random.whole(0, 2) === 0;
		return {
			data: isWhole ? data : undefined,
			fileName,
			answer: isWhole
				? Buffer.from(answer)
				: mutatedBytes(random, mutatedText(random, answer, PIECES)),
		};
	},
	check({ data, fileName, answer }) {
		const file = refusable(() => readFileAnswer(answer));
		if (data) {
			assert.ok(file, 'A good answer is refused');
			assert.deepEqual(file.data, data);
			assert.equal(file.fileName, fileName.trim());
		}
		const saved = savableName(file?.fileName ?? fileName, 'file');
		assert.ok(saved !== '' && !/[/\\\u0000-\u001f]/.test(saved) && !/^\.+$/.test(saved), saved);
		const unique = uniqueNames();
		assert.notEqual(unique(saved), unique(saved));
	},
});

/** A member's text as JSON.parse gives it. */
function unescaped(range: Buffer): unknown {
	return JSON.parse(`"${range.toString('utf8')}"`);
}

const members = target({
	name: 'Text members of JSON',
	make: (random) => {
		const entries = Array.from({ length: random.whole(0, 5) }, () => [
			name(random, ['filename', 'filedata']),
			json(random),
		]) as Array<[string, unknown]>;
		const original = JSON.stringify(objectOf(entries), null, random.pick([0, 1]));
		return random.whole(0, 1) === 0 ? original : mutatedText(random, original, PIECES);
	},
	check(input) {
		const bytes = Buffer.from(input);
		const found = textMembers(bytes);
		const whole = parsed(() => JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, '')));
		const isObject =
			typeof whole?.value === 'object' && whole.value !== null && !Array.isArray(whole.value);
		if (!isObject) return;
		assert.ok(found, 'An object is refused');
		const names = Object.keys(whole.value as object);
		const isOnce = (member: string) =>
			names.filter((other) => other.toLowerCase() === member.toLowerCase()).length === 1 &&
			input.split(JSON.stringify(member)).length === 2;
		for (const [member, value] of Object.entries(whole.value as object)) {
			if (typeof value !== 'string' || !isOnce(member)) continue;
			// Names are taken as they are written, so one with an escape is another.
			const range = found.get(JSON.stringify(member).slice(1, -1).toLowerCase());
			assert.ok(range, `${member} is not found`);
			assert.equal(unescaped(bytes.subarray(range.start, range.end)), value);
		}
	},
});

const base64 = target({
	name: 'Base64',
	make: (random) =>
		mutatedBytes(
			random,
			mutatedText(random, 'Zm9vYmFyYmF6', ['=', '\\u003d', '\\/', '\\n', '+', '\\u00']),
		),
	check(bytes) {
		const data = decodeBase64(bytes);
		if (data === null) return;
		const clean = bytes
			.toString('latin1')
			.replace(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
			.replace(/\\\//g, '/')
			.replace(/\\[rn]|[\r\n]/g, '');
		assert.equal(data.toString('base64'), clean);
	},
});

export const restTargets = [exactJson, restRows, biRows, writeResults, files, members, base64];
