import {
	adviceOnQuery,
	adviceOnRows,
	type AdvisedQuery,
} from '../../../../nodes/Afas/profit/query/advice';
import type { Operator } from '../../../../nodes/Afas/profit/query/filter';
import type { GetField } from '../../../../nodes/Afas/profit/metainfo/types';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';

const field = (id: string, dataType: string): GetField => ({
	id,
	fieldId: 'U001',
	label: id,
	dataType,
	length: null,
	decimals: null,
	controlType: null,
});

const query = (more: Partial<AdvisedQuery> = {}): AdvisedQuery => ({
	connector: 'MyApp_Debtors',
	fields: [field('DebtorId', 'string'), field('CreateDate', 'date'), field('Amount', 'decimal')],
	filter: [],
	sort: [],
	...more,
});

const filtered = (operator: Operator, name = 'DebtorId') =>
	query({ filter: [[{ field: name, operator, value: '1' }]] });

describe('on the query', () => {
	it('there is none for a plain one', () => {
		expect(adviceOnQuery(filtered('equal'))).toEqual([]);
	});

	it.each<Operator>([
		'contains',
		'notContains',
		'startsWith',
		'notStartsWith',
		'endsWith',
		'notEndsWith',
	])('a filter with %s is slow', (operator) => {
		expect(adviceOnQuery(filtered(operator))).toEqual([
			expect.stringMatching(/filter on DebtorId .*more than 100 times slower/),
		]);
	});

	it('a supplied GetConnector is not certified', () => {
		for (const connector of ['Profit_Debtor', 'MyProfit_Debtor', 'debtors_AFAS', 'Acme_afas_x']) {
			expect(adviceOnQuery(query({ connector }))).toEqual([
				expect.stringContaining(`${connector} has Profit or AFAS in its name`),
			]);
		}
		expect(adviceOnQuery(query({ connector: 'MyApp_Debtor' }))).toEqual([]);
	});

	it('names with a period are listed, not more than five', () => {
		const fields = [1, 2, 3, 4, 5, 6, 7].map((number) => field(`Org.Name${number}`, 'string'));
		const [advice, ...others] = adviceOnQuery(query({ fields }));
		expect(advice).toContain('Org.Name1, Org.Name2, Org.Name3, Org.Name4, Org.Name5 and 2 more');
		expect(others).toEqual([]);
	});
});

describe('on the rows', () => {
	const rows = (values: Row): Row[] => [
		{ DebtorId: '1', CreateDate: '2026-01-31T00:00:00Z', Amount: 1.5, ...values },
	];
	const sorted = query({
		sort: [
			{ field: 'CreateDate', descending: false },
			{ field: 'Amount', descending: false },
		],
	});

	it('there is none for values as AFAS writes them', () => {
		expect(adviceOnRows(sorted, rows({}))).toEqual([]);
		expect(
			adviceOnRows(sorted, rows({ CreateDate: null, Amount: '123456789012345678.5' })),
		).toEqual([]);
		expect(adviceOnRows(sorted, [])).toEqual([]);
	});

	it.each<[string, Row]>([
		['CreateDate', { CreateDate: '31-01-2026' }],
		['Amount', { Amount: '€ 1,50' }],
	])('a sort on %s in a special format is slow', (name, values) => {
		expect(adviceOnRows(sorted, rows(values))).toEqual([
			expect.stringMatching(new RegExp(`special format, here: ${name}\\.`)),
		]);
		expect(adviceOnRows(query(), rows(values))).toEqual([]);
	});

	it.each(['(vervangen)', '(replaced)'])(
		'a field that AFAS does not know any more holds %s in every row',
		(text) => {
			const gone = { DebtorId: text };
			expect(adviceOnRows(query(), rows(gone))).toEqual([
				expect.stringMatching(/\(replaced\), here: DebtorId\./),
			]);
			expect(adviceOnRows(query(), [...rows(gone), ...rows({})])).toEqual([]);
		},
	);
});
