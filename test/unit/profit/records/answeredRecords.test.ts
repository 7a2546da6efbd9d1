import { answeredRecords } from '../../../../nodes/Afas/profit/records/answeredRecords';

// docs/afas.md 2.7 and 3.8.
describe('the answer to a write of one record', () => {
	it.each<[string, unknown, unknown, unknown]>([
		[
			'the documented form',
			{ results: { KnSubject: { SbId: '999999' } } },
			{ SbId: '999999' },
			{ KnSubject: { SbId: '999999' } },
		],
		[
			'a number as text, as XML has it',
			{ results: { KnSubject: { SbId: 999999 } } },
			{ SbId: '999999' },
			{ KnSubject: { SbId: '999999' } },
		],
		[
			'leading zeros',
			{ results: { KnSubject: { SbId: '0012' } } },
			{ SbId: '0012' },
			{ KnSubject: { SbId: '0012' } },
		],
		[
			'no wrapper',
			{ KnSubject: { SbId: '1', X: '2' } },
			{ SbId: '1', X: '2' },
			{ KnSubject: { SbId: '1', X: '2' } },
		],
		[
			'a list of one, which XML cannot tell from one',
			{ results: { KnSubject: [{ SbId: '4' }] } },
			{ SbId: '4' },
			{ KnSubject: { SbId: '4' } },
		],
		[
			'more Elements than one, as a body may have',
			{ results: { KnSubject: [{ SbId: '4' }, { SbId: '5' }] } },
			null,
			{ KnSubject: [{ SbId: '4' }, { SbId: '5' }] },
		],
		[
			'a list of results',
			{ results: [{ KnSubject: { SbId: '4' } }, { KnSubject: { SbId: '5' } }] },
			null,
			{ KnSubject: [{ SbId: '4' }, { SbId: '5' }] },
		],
		[
			"one record's keys that come one by one",
			{ results: { PtOptionListLine: [{ OlId: '1' }, { LiNr: '2' }] } },
			{ OlId: '1', LiNr: '2' },
			{ PtOptionListLine: [{ OlId: '1' }, { LiNr: '2' }] },
		],
		[
			'another name than the root',
			{ results: { FiEntries: { EnNo: '1' } } },
			{ EnNo: '1' },
			{ FiEntries: { EnNo: '1' } },
		],
		[
			'keys with @',
			{ results: { KnSubject: { '@SbId': '1' } } },
			{ SbId: '1' },
			{ KnSubject: { '@SbId': '1' } },
		],
		[
			'what lies deeper',
			{
				results: { KnSalesRelationOrg: { DbId: '1', Objects: [{ KnOrganisation: { BcCo: 2 } }] } },
			},
			{ DbId: '1' },
			{ KnSalesRelationOrg: { DbId: '1', Objects: { KnOrganisation: { BcCo: '2' } } } },
		],
		['a result without keys', { results: { KnSubject: {} } }, null, { KnSubject: {} }],
		['text', { results: 'ok' }, null, 'ok'],
		[
			'several names, none the root',
			{ results: { A: { x: '1' }, B: { y: '2' } } },
			null,
			{ A: { x: '1' }, B: { y: '2' } },
		],
		['no answer', undefined, null, null],
		['empty text', '', null, null],
		['null', null, null, null],
		['an empty object', {}, null, null],
		['empty results', { results: null }, null, null],
		['results that hold nothing', { results: {} }, null, null],
	])('reads %s', (_, body, key, results) => {
		expect(answeredRecords(body, 'KnSubject', 1)).toEqual([{ key, results }]);
	});
});

describe('the answer to a write of several records', () => {
	const answered = (count: number, ...records: object[]) =>
		answeredRecords({ results: { FiEntries: records } }, 'FiEntryPar', count);

	it('gives each record its own when AFAS names as many as were sent, by the name that AFAS gives', () => {
		expect(answered(2, { EnNo: '4' }, { EnNo: '5' })).toEqual([
			{ key: { EnNo: '4' }, results: { FiEntries: { EnNo: '4' } } },
			{ key: { EnNo: '5' }, results: { FiEntries: { EnNo: '5' } } },
		]);
	});

	it('invents nothing when the numbers differ', () => {
		const none = { key: null, results: null };
		expect(answered(2)).toEqual([none, none]);
		expect(answered(2, { EnNo: '4' })).toEqual([none, none]);
		expect(answered(2, { EnNo: '4' }, { EnNo: '5' }, { EnNo: '6' })).toEqual([none, none]);
		expect(answered(2, { EnNo: '4' }, {})).toEqual([none, none]);
	});
});
