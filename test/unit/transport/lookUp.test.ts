import { ProfitError } from '../../../nodes/Afas/profit/errors/profitError';
import { lookupKeys, type LookupKey } from '../../../nodes/Afas/profit/lookups/lookupKey';
import type { GetField } from '../../../nodes/Afas/profit/metainfo/types';
import type { Condition } from '../../../nodes/Afas/profit/query/filter';
import type { RowQuery } from '../../../nodes/Afas/profit/query/rowQuery';
import { fitsRest } from '../../../nodes/Afas/profit/rest/restQuery';
import type { Row } from '../../../nodes/Afas/profit/values/cell';
import { lookUp, type LookupTerms } from '../../../nodes/Afas/transport/lookUp';
import type { RowSource } from '../../../nodes/Afas/transport/rows';
import { seededRandom } from '../../support/random';

const field = (id: string, dataType: string): GetField => ({
	id,
	fieldId: id,
	dataType,
	label: id,
	length: 0,
	decimals: 0,
	controlType: 0,
});

const FIELDS = [
	field('Code', 'string'),
	field('Number', 'int'),
	field('Since', 'date'),
	field('Active', 'boolean'),
	field('Line', 'int'),
];

/** How a database compares texts; which one AFAS's uses is not written down. */
const COLLATIONS = {
	'with accents': new Intl.Collator('nl', { sensitivity: 'accent' }),
	'without accents': new Intl.Collator('nl', { sensitivity: 'base' }),
};

type Collation = keyof typeof COLLATIONS;

/** A GetConnector behind a source that counts its calls. */
class FakeConnector implements RowSource {
	calls = 0;

	/** Values that AFAS refuses, whatever comes along with them. */
	refused = new Set<string>();

	/** Refuses every call. */
	isBlocked = false;

	constructor(
		private readonly rows: Row[],
		private readonly collation: Collation,
		private readonly length = 2049,
	) {}

	async read({ filter, sort, skip, take }: RowQuery): Promise<Row[]> {
		this.calls += 1;
		if (!this.fits({ connector: 'C', filter, sort, skip, take })) throw new Error('too long');
		const isRefused = filter.flat().some(({ value }) => this.refused.has(value));
		if (isRefused || this.isBlocked) throw new ProfitError('functional', 'AFAS says no');
		const found = this.rows.filter(
			(row) =>
				filter.length === 0 ||
				filter.some((group) => group.every((condition) => this.holds(row, condition))),
		);
		const sorted = [...found].sort((one, other) => {
			for (const { field: name, descending } of sort) {
				const order = compare(one[name], other[name]);
				if (order !== 0) return descending ? -order : order;
			}
			return 0;
		});
		// What the sort does not tell apart comes in any order.
		return (sort.length === 0 ? sorted.reverse() : sorted).slice(skip, skip + take);
	}

	fits(query: RowQuery): boolean {
		return this.length === Infinity || fitsRest(query);
	}

	sorts(): boolean {
		return true;
	}

	private holds(row: Row, { field: name, value }: Condition): boolean {
		const cell = row[name];
		if (cell === null) return false;
		if (typeof cell === 'number') return cell === Number(value);
		if (typeof cell === 'boolean') return cell === /^(true|1)$/i.test(value);
		if (name === 'Since') {
			return cell.replace('Z', '') === (value.length === 10 ? `${value}T00:00:00` : value);
		}
		return COLLATIONS[this.collation].compare(cell.trimEnd(), value.trimEnd()) === 0;
	}
}

function compare(one: unknown, other: unknown): number {
	if (one === other) return 0;
	return String(one) < String(other) ? -1 : 1;
}

const keyOf = lookupKeys(FIELDS);

const equal = (values: Record<string, string>): LookupKey =>
	keyOf(Object.entries(values).map(([name, value]) => ({ field: name, operator: 'equal', value })));

const terms = (source: RowSource, more: Partial<LookupTerms> = {}): LookupTerms => ({
	connector: 'C',
	fields: FIELDS,
	source,
	sort: [],
	wanted: 'all',
	pageSize: 1000,
	concurrency: 5,
	signal: undefined,
	...more,
});

function distinct(keys: LookupKey[]): LookupKey[] {
	return [...new Map(keys.map((key) => [key.same, key])).values()];
}

const SOME_TEXTS = [
	...['a', 'A', 'b', 'B', 'é', 'e', 'E', 'ß', 'ss', 'SS', 'ü', 'u', 'ue', 'æ', 'ae', 'AE'],
	...['0012', '12', '12.0', 'x y', 'x  y', 'co-op', 'coop', 'ﬁ', 'fi', 'Ａ', 'e\u0301', 'İ', 'i'],
	...['a,b', 'a;b', '%', '*', '"q"', '\u200b', 'a\u200b', '😀', '😁', '\ud83d', '日本', 'l·l'],
];

const row = (code: string | null, line: number, more: Partial<Row> = {}): Row => ({
	Code: code,
	Number: line % 4,
	Since: `2026-01-0${1 + (line % 3)}T00:00:00Z`,
	Active: line % 2 === 0,
	Line: line,
	...more,
});

describe('a look-up of many keys gives what each gives alone', () => {
	const cases = (['with accents', 'without accents'] as Collation[]).flatMap((collation) =>
		(['two', 'first', 'all'] as const).flatMap((wanted) =>
			[2, 3, 1000].map((pageSize) => ({ collation, wanted, pageSize })),
		),
	);

	it.each(cases)('%j', async ({ collation, wanted, pageSize }) => {
		for (let seed = 1; seed <= 12; seed++) {
			const random = seededRandom(seed);
			const rows = Array.from({ length: random.whole(0, 60) }, (_none, line) =>
				row(random.next() < 0.1 ? null : random.pick(SOME_TEXTS), line),
			);
			const pickKey = () => {
				const values: Record<string, string> = { Code: random.pick(SOME_TEXTS) };
				if (seed % 3 === 0) values.Number = String(random.whole(0, 5));
				if (seed % 4 === 0) values.Since = random.pick(['2026-01-01', '2026-01-02T00:00:00']);
				if (seed % 5 === 0) values.Active = random.pick(['true', '1', '0', 'false']);
				return equal(values);
			};
			const keys = distinct(Array.from({ length: random.whole(1, 40) }, pickKey));
			const connector = new FakeConnector(rows, collation, seed % 2 ? 2049 : Infinity);
			if (seed % 2) connector.refused.add(random.pick(keys).conditions[0].value);
			const sort = seed % 2 ? [] : [{ field: 'Number', descending: true }];
			const together = await lookUp(keys, terms(connector, { wanted, pageSize, sort }));
			for (const key of keys) {
				const alone = (await lookUp([key], terms(connector, { wanted, pageSize, sort }))).get(key);
				const answer = together.get(key);
				expect(shown(answer, wanted)).toEqual(shown(alone, wanted));
			}
		}
	});

	it.each(Object.keys(COLLATIONS) as Collation[])('also on two fields, %s', async (collation) => {
		for (let seed = 1; seed <= 60; seed++) {
			const random = seededRandom(seed);
			const text = () => random.pick(['ae', 'AE', 'Æ', 'é', 'e', 'strasse', 'straße', 'b ', 'x;y']);
			const number = () => random.below(9);
			const rows = Array.from({ length: 400 }, (_none, line) => ({
				...row(random.pick([text(), `C${line % 50}`]), line),
				Number: random.pick([null, number()]),
				Active: random.pick([true, false, null]),
			}));
			const pickKey = (): LookupKey =>
				equal({
					Code: random.pick([text(), `c${random.whole(0, 60)}`]).trim(),
					// No row has a number that AFAS has no place for.
					Number: random.next() < 0.1 ? '99999999999' : String(number()),
					...(seed % 2 && { Active: random.pick(['true', '0']) }),
				});
			const keys = distinct(Array.from({ length: 60 }, pickKey));
			const connector = new FakeConnector(rows, collation);
			connector.refused.add('99999999999');
			const wanted = random.pick(['two', 'all', 'first'] as const);
			const most = { wanted, pageSize: random.pick([40, 1000]) };
			const together = await lookUp(keys, terms(connector, most));
			for (const key of keys) {
				const alone = await lookUp([key], terms(connector, most));
				expect(shown(together.get(key), wanted)).toEqual(shown(alone.get(key), wanted));
			}
		}
	});

	function shown(
		answer: Awaited<ReturnType<typeof lookUp>> extends Map<LookupKey, infer A>
			? A | undefined
			: never,
		wanted: string,
	) {
		if (answer === undefined) return 'none';
		if ('thrown' in answer) return String(answer.thrown);
		// Which two of several rows come is left open.
		return wanted === 'two' && answer.rows.length > 1 ? answer.rows.length : answer.rows;
	}
});

describe('the number of calls', () => {
	const codes = (count: number) => Array.from({ length: count }, (_none, at) => `C${1000 + at}`);

	it('is small for many keys', async () => {
		const rows = codes(500).map((code, line) => row(code, line));
		const connector = new FakeConnector(rows, 'with accents');
		const keys = codes(120).map((code) => equal({ Code: code }));
		const answers = await lookUp(keys, terms(connector, { wanted: 'two' }));
		expect(
			[...answers.values()].every((answer) => 'rows' in answer && answer.rows.length === 1),
		).toBe(true);
		expect(connector.calls).toBeLessThanOrEqual(2);
	});

	it('is small for many keys on two fields, of which the rows of others come along', async () => {
		const rows = codes(200).flatMap((code, line) => [
			{ ...row(code, line), Number: 1 },
			{ ...row(code, line), Number: 2 },
			{ ...row(code, line), Number: null },
		]);
		const connector = new FakeConnector(rows, 'with accents');
		const keys = codes(240).map((code) => equal({ Code: code, Number: '2' }));
		const answers = await lookUp(keys, terms(connector, { wanted: 'two' }));
		expect(keys.map((key) => answers.get(key))).toEqual(
			codes(240).map((code, line) => ({
				rows: line < 200 ? [{ ...row(code, line), Number: 2 }] : [],
			})),
		);
		// Of those that are not found AFAS is asked about all values.
		expect(connector.calls).toBeLessThanOrEqual(9);
	});

	it('is that of asking for all fields where one field gives too many rows', async () => {
		const many = Array.from({ length: 2000 }, (_none, line) => ({
			...row('C1000', line),
			Number: line,
		}));
		const connector = new FakeConnector(many, 'with accents');
		const keys = codes(120).map((code, at) => equal({ Code: code, Number: String(at) }));
		const answers = await lookUp(keys, terms(connector, { pageSize: 1500 }));
		expect(answers.get(keys[0])).toEqual({ rows: [many[0]] });
		expect([...answers.values()].filter((is) => 'rows' in is && is.rows.length > 0)).toHaveLength(
			1,
		);
		expect(connector.calls).toBeLessThanOrEqual(24);
	});

	it('is one over SOAP, where a query may be long', async () => {
		const connector = new FakeConnector([], 'with accents', Infinity);
		await lookUp(
			codes(400).map((code) => equal({ Code: code, Number: '1' })),
			terms(connector),
		);
		expect(connector.calls).toBe(1);
	});

	it('grows little for a value that AFAS refuses, and only its own item fails', async () => {
		const connector = new FakeConnector(
			codes(64).map((code, line) => row(code, line)),
			'with accents',
		);
		connector.refused.add('C1017');
		const keys = codes(64).map((code) => equal({ Code: code }));
		const answers = await lookUp(keys, terms(connector, { wanted: 'two' }));
		const failed = keys.filter((key) => 'thrown' in (answers.get(key) ?? {}));
		expect(failed.map(({ conditions }) => conditions[0].value)).toEqual(['C1017']);
		expect(connector.calls).toBeLessThanOrEqual(14);
	});

	it('does not grow when AFAS refuses the GetConnector as such', async () => {
		const connector = new FakeConnector([], 'with accents');
		connector.isBlocked = true;
		const keys = codes(300).map((code) => equal({ Code: code }));
		const answers = await lookUp(keys, terms(connector));
		expect([...answers.values()].every((answer) => 'thrown' in answer)).toBe(true);
		expect(answers.size).toBe(300);
		expect(connector.calls).toBeLessThanOrEqual(9);
	});

	it('stops growing when the execution is canceled', async () => {
		const connector = new FakeConnector([], 'with accents');
		const keys = codes(300).map((code) => equal({ Code: code }));
		const answers = await lookUp(keys, terms(connector, { signal: AbortSignal.abort() }));
		expect(connector.calls).toBe(0);
		expect(answers.size).toBe(300);
	});
});
