import type { Condition, Filter, Operator } from '../../../../nodes/Afas/profit/query/filter';
import { adviceOnWildcards, withWildcards } from '../../../../nodes/Afas/profit/soap/wildcards';

const is = (operator: Operator, value = 'NL', field = 'CoId'): Condition => ({
	field,
	operator,
	value,
});

/** What AFAS does with a searched text over SOAP, in either of the ways that its pages allow. */
const VIEWS: Record<string, (text: string, operator: Operator, value: string) => boolean> = {
	'it adds the wildcards': (text, operator, value) => {
		const ways: Partial<Record<Operator, boolean>> = {
			contains: text.includes(value),
			notContains: !text.includes(value),
			startsWith: text.startsWith(value),
			notStartsWith: !text.startsWith(value),
			endsWith: text.endsWith(value),
			notEndsWith: !text.endsWith(value),
			equal: text === value,
		};
		return ways[operator] ?? false;
	},
	'it wants the wildcards': (text, operator, value) => {
		const fits = new RegExp(`^${value.replaceAll('%', '.*')}$`).test(text);
		return operator.startsWith('not') ? !fits : fits;
	},
};

const passes = (filter: Filter, text: string, view: string) =>
	filter.some((group) => group.every(({ operator, value }) => VIEWS[view](text, operator, value)));

const TEXTS = ['NL', 'NLD', 'XNL', 'XNLX', 'DE', '', 'N'];

describe.each(Object.keys(VIEWS))(
	'rule 2: a search over SOAP finds what it finds over REST, when %s',
	(view) => {
		test.each<[Operator, string[]]>([
			['contains', ['NL', 'NLD', 'XNL', 'XNLX']],
			['notContains', ['DE', '', 'N']],
			['startsWith', ['NL', 'NLD']],
			['notStartsWith', ['XNL', 'XNLX', 'DE', '', 'N']],
			['endsWith', ['NL', 'XNL']],
			['notEndsWith', ['NLD', 'XNLX', 'DE', '', 'N']],
			['equal', ['NL']],
		])('%s', (operator, found) => {
			const filter = withWildcards([[is(operator)]]);
			expect(TEXTS.filter((text) => passes(filter, text, view))).toEqual(found);
		});

		it('several conditions in a group, and groups', () => {
			const filter = withWildcards([
				[is('contains', 'N'), is('endsWith', 'L'), is('notStartsWith', 'X')],
				[is('equal', 'DE')],
			]);
			expect(TEXTS.filter((text) => passes(filter, text, view))).toEqual(['NL', 'DE']);
		});
	},
);

it('leaves a filter without a searched text as it is', () => {
	const filter = [[is('equal'), is('empty', '')], [is('quickFilter')]];
	expect(withWildcards(filter)).toEqual(filter);
	expect(withWildcards([])).toEqual([]);
});

it('says that a % in a searched text may find more, and not of other texts', () => {
	const fieldOf = (operator: Operator, value: string) => [[{ ...is(operator), value }]];
	expect(adviceOnWildcards(fieldOf('contains', '50% off'))).toEqual([
		expect.stringMatching(/^The filter on .* searches for text with a %, .*'Protocol' to REST/),
	]);
	expect(adviceOnWildcards(fieldOf('notEndsWith', '%'))).toHaveLength(1);
	expect(adviceOnWildcards(fieldOf('equal', '50%'))).toEqual([]);
	expect(adviceOnWildcards(fieldOf('contains', '50'))).toEqual([]);
});
