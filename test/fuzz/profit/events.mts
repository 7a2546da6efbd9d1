// Webhooks, dates and the memory of the polling trigger.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { wallTimeOfCell, wallTimePlus } from '../../../nodes/Afas/profit/changes/wallTimes';
import { ChangeReader } from '../../../nodes/Afas/profit/changes/changeReader';
import { rowShaper } from '../../../nodes/Afas/profit/rows/rowShape';
import type { CsvStyle } from '../../../nodes/Afas/profit/rows/csvCell';
import { csv, ndjson } from '../../../nodes/Afas/profit/rows/textRows';
import type { Row } from '../../../nodes/Afas/profit/values/cell';
import { withAmsterdamOffset, withoutWrongZ } from '../../../nodes/Afas/profit/values/dateTime';
import { toAmsterdamWallTime } from '../../../nodes/Afas/profit/values/givenDate';
import { toKeyText, toWriteValue } from '../../../nodes/Afas/profit/records/writeValue';
import { rememberEvent } from '../../../nodes/Afas/profit/webhook/eventMemory';
import { parseWebhookEvent } from '../../../nodes/Afas/profit/webhook/event';
import { isSigned } from '../../../nodes/Afas/profit/webhook/signature';
import { readCsv } from '../../support/csvReader';
import type { Random } from '../../support/random.ts';
import { target } from '../engine.mts';
import { mutatedBytes, mutatedJson, mutatedText } from '../mutations.mts';
import { refusable, refusableInput } from '../promises.mts';
import { json, leftover, name, objectOf, text } from '../values.mts';

const EVENT = {
	EventId: '6f1c',
	EnvironmentId: 'O12345AA',
	EventType: 'subject.created',
	Data: { SubjectTypeId: 1, SubjectId: 12345 },
	Timestamp: '2026-01-01T12:00:00.1234567Z',
};

const EVENT_NAMES = ['EventId', 'EventType', 'Data', 'SubjectId'];

function signatureOf(body: Buffer, password: string): string {
	return `sha256=${createHmac('sha256', password).update(body).digest('hex')}`;
}

const webhooks = target({
	name: 'Webhooks',
	make: (random) => ({
		body: mutatedBytes(random, JSON.stringify(mutatedJson(random, EVENT, EVENT_NAMES)) ?? ''),
		password: text(random),
		pieces: [random.whole(0, 1_000_000), text(random), leftover(random)] as const,
		header: (good: string) =>
			random.pick([mutatedText(random, good, ['sha256=', ' ', '\n', '0']), good.toUpperCase()]),
	}),
	check({ body, password, pieces: [at, ...others], header }) {
		const good = signatureOf(body, password);
		assert.equal(isSigned(body, good, password), password !== '');
		for (const wrong of others) assert.ok(!isSigned(body, wrong, password));
		const changed = header(good);
		const isSame = changed.trim().toLowerCase() === good;
		assert.equal(isSigned(body, changed, password), isSame && password !== '');
		if (body.length > 0) {
			const other = Buffer.from(body);
			other[at % body.length] ^= 1;
			assert.ok(!isSigned(other, good, password), 'Another body passes');
		}
		const event = parseWebhookEvent(body);
		if (!event) return;
		assert.ok(event.id !== '' && event.type !== '' && typeof event.subjectId === 'string');
	},
});

const memories = target({
	name: 'Remembered events',
	make: (random) => ({ remembered: leftover(random), id: text(random) }),
	check({ remembered, id }) {
		const first = rememberEvent(remembered, id);
		assert.ok(first, 'A new event counts as old');
		assert.equal(rememberEvent(first, id), undefined);
	},
});

const two = (value: number) => String(value).padStart(2, '0');

/** Any date that ISO 8601 can write, zone and all. */
function isoDate(random: Random): string {
	const year = random.pick([random.whole(1900, 2100), random.whole(0, 9999), 1, 9999]);
	const date = `${String(year).padStart(4, '0')}-${two(random.whole(1, 12))}-${two(random.whole(1, 31))}`;
	if (random.whole(0, 3) === 0) return date;
	const time = `T${two(random.whole(0, 23))}:${two(random.whole(0, 59))}:${two(random.whole(0, 59))}`;
	return `${date}${time}${random.pick(['', '.123', '.9999999'])}${random.pick(['', '', 'Z', '+01:00', '-1130', '+14'])}`;
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const WALL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

const dates = target({
	name: 'Dates',
	make: (random) =>
		random.pick([
			isoDate(random),
			mutatedText(random, isoDate(random), ['-', ':', 'T', ' ', '0', 'Z', '+', '-00:00']),
			text(random),
		]),
	check(given) {
		const written = refusableInput(() => toAmsterdamWallTime(given));
		if (written !== undefined) {
			assert.ok(DATE.test(written) || WALL_TIME.test(written), written);
			assert.equal(toAmsterdamWallTime(written), written);
			// Without a zone it is on Amsterdam's clock already, so not a digit changes.
			if (WALL_TIME.test(given) || DATE.test(given)) assert.equal(written, given);
		}
		const local = withoutWrongZ(given);
		assert.ok(local === given || `${local}Z` === given);
		const offset = withAmsterdamOffset(given);
		assert.ok(offset === given || offset.startsWith(local));
		const cell = refusable(() => wallTimeOfCell(given, 'Date'));
		// No row that is read is stamped later than tomorrow.
		if (cell === undefined || cell >= '9999') return;
		assert.ok(WALL_TIME.test(cell), cell);
		for (const seconds of [-3600, -1, 1, 3600]) {
			const moved = wallTimePlus(cell, seconds);
			assert.equal(moved > cell, seconds > 0, `${cell} plus ${seconds} gives ${moved}`);
		}
	},
});

const TYPES = ['string', 'int', 'decimal', 'boolean', 'date', 'blob', 'image'];

const values = target({
	name: 'Values to write',
	make: (random) => ({
		value: random.pick([leftover(random, [], 0), text(random), isoDate(random)]),
		dataType: random.pick(TYPES),
		codes: random.pick([null, [{ id: 'Wst', description: '' }]]),
	}),
	check({ value, dataType, codes }) {
		// Objects and lists are refused before.
		if (
			value === undefined ||
			(typeof value === 'object' && value !== null && !(value instanceof Date))
		)
			return;
		const written = toWriteValue(value, { dataType, values: codes });
		assert.ok(written === null || ['string', 'number', 'boolean'].includes(typeof written));
		if (typeof written === 'number') assert.ok(Number.isFinite(written), String(written));
		if (typeof value === 'string' && ['string', 'blob', 'image'].includes(dataType) && !codes) {
			assert.equal(written, value === '' ? null : value);
		}
		const key = toKeyText(value, { dataType, values: codes });
		assert.equal(typeof key, 'string');
		if (typeof value === 'string' && dataType !== 'date' && !codes) assert.equal(key, value);
	},
});

/** Whether a cell that was read back is what a value was written as: nothing is lost, and nothing runs as a formula. */
function isWrittenAs(cell: string, value: unknown, style: CsvStyle): boolean {
	switch (typeof value) {
		case 'number':
			return Number(style === 'dutch' ? cell.replace(',', '.') : cell) === value;
		case 'boolean':
			return cell === String(style === 'dutch' ? (value ? 'WAAR' : 'ONWAAR') : value);
		case 'string':
			return cell === value || (cell === `'${value}` && /^[^\w'"]/.test(value));
		default:
			return cell === '';
	}
}

const rowTexts = target({
	name: 'Rows in files and shapes',
	make: (random) => {
		const fields = [name(random, ['Id']), 'Date', 'b'];
		return {
			row: objectOf(fields.map((field) => [field, json(random, [], 0)])) as Row,
			fields,
			dateTimes: random.pick(['local', 'offset', 'asReturned'] as const),
			outputFields: random.pick([[], ['b', 'missing'], ['constructor']]),
			style: random.pick(['dutch', 'international'] as const),
		};
	},
	check({ row, fields, dateTimes, outputFields, style }) {
		assert.deepEqual(JSON.parse(ndjson.lines([row])), JSON.parse(JSON.stringify(row)));
		const format = csv(
			fields.map((id) => ({ id })),
			{ style, formulas: false },
		);
		const separator = style === 'dutch' ? ';' : ',';
		const [cells] = readCsv(format.lines([row]), separator);
		fields.forEach((field, index) => {
			const value: unknown = Object.hasOwn(row, field) ? row[field] : null;
			assert.ok(
				isWrittenAs(cells[index], value, style),
				`${JSON.stringify(value)} ${cells[index]}`,
			);
		});
		const types = fields.map((id) => ({
			id,
			fieldId: '',
			label: '',
			dataType: 'date',
			length: null,
			decimals: null,
			controlType: null,
		}));
		const [shaped] = rowShaper(types, { dateTimes, outputFields })([{ ...row }]);
		assert.deepEqual(
			Object.keys(shaped),
			outputFields.length > 0 ? outputFields : Object.keys(row),
		);
	},
});

const SOME_ROWS = [
	{ Id: '1', Changed: '2026-01-01T12:00:00Z' },
	{ Id: '2', Changed: '2026-01-01T12:00:01Z' },
];

/** Rows as a server has them at one moment: right or not, in any order, some without what is asked for. */
function table(random: Random): Row[] {
	const kind = random.whole(0, 3);
	if (kind === 0) return [];
	if (kind === 1) return SOME_ROWS;
	if (kind === 2) {
		return Array.from({ length: random.whole(1, 8) }, () => ({
			Id: String(random.whole(1, 4)),
			Changed: isoDate(random),
		}));
	}
	const rows = mutatedJson(random, SOME_ROWS, ['Id', 'Changed']);
	const isRow = (row: unknown) => typeof row === 'object' && row !== null && !Array.isArray(row);
	return (Array.isArray(rows) ? rows : []).filter(isRow) as Row[];
}

/** Calls of one poll that are more than the tables below can need. */
const MANY_CALLS = 500;

const polls = target({
	name: 'Polls with any answer',
	make: (random) => ({
		tables: Array.from({ length: random.whole(1, 5) }, () => table(random)),
		start: random.pick(['now', '2026-01-01T12:00:00', '1753-01-01T00:00:00'] as const),
		event: random.pick(['created', 'updated', 'createdOrUpdated'] as const),
		pageSize: random.whole(1, 3),
		maxChanges: random.whole(1, 4),
	}),
	check({ tables, start, event, pageSize, maxChanges }) {
		refusable(() => {
			const settings = {
				event,
				timeField: 'Changed',
				createdField: event === 'updated' ? 'Created' : undefined,
				keyFields: ['Id'],
				filter: [],
				start,
				overlapSeconds: 2,
				maxChanges,
				pageSize,
				fits: () => true,
				now: Date.UTC(2026, 0, 2),
			};
			const reader = new ChangeReader(settings, undefined);
			let calls = 0;
			// The table may change between two calls.
			for (let query = reader.next(); query !== undefined; query = reader.next()) {
				assert.ok(++calls < MANY_CALLS, 'A poll has no end');
				const rows = tables[calls % tables.length];
				reader.accept(rows.slice(query.skip, query.skip + query.take));
			}
			assert.ok(reader.changes.length <= maxChanges, 'More changes than asked for');
			assert.deepEqual(JSON.parse(JSON.stringify(reader.state)), reader.state);
		});
	},
});

export const eventTargets = [webhooks, memories, dates, values, rowTexts, polls];
