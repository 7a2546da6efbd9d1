import {
	keysPerElement,
	parseWriteResult,
} from '../../../../nodes/Afas/profit/records/parseWriteResult';

describe('parseWriteResult', () => {
	it.each<[string, unknown, unknown]>([
		['the documented form', { results: { KnSubject: { SbId: '999999' } } }, [{ SbId: '999999' }]],
		['a number as text', { results: { KnSubject: { SbId: 999999 } } }, [{ SbId: '999999' }]],
		['leading zeros', { results: { KnSubject: { SbId: '0012' } } }, [{ SbId: '0012' }]],
		['no wrapper', { KnSubject: { SbId: '1', X: '2' } }, [{ SbId: '1', X: '2' }]],
		[
			'a list of several Elements',
			{ results: { KnSubject: [{ SbId: '4' }, { SbId: '5' }] } },
			[{ SbId: '4' }, { SbId: '5' }],
		],
		[
			'a list of results',
			{ results: [{ KnSubject: { SbId: '4' } }, { KnSubject: { SbId: '5' } }] },
			[{ SbId: '4' }, { SbId: '5' }],
		],
		['another name than the root', { results: { FiEntries: { EnNo: '1' } } }, [{ EnNo: '1' }]],
		['keys with @', { results: { KnSubject: { '@SbId': '1' } } }, [{ SbId: '1' }]],
		['no answer', undefined, []],
		['empty text', '', []],
		['null', null, []],
		['an empty object', {}, []],
		['empty results', { results: null }, []],
		['a result without keys', { results: { KnSubject: {} } }, []],
		['text', { results: 'ok' }, []],
		['several names, none the root', { results: { A: { x: '1' }, B: { y: '2' } } }, []],
	])('reads %s', (_, body, keys) => {
		expect(parseWriteResult(body, 'KnSubject')).toEqual(keys);
	});
});

describe('keysPerElement', () => {
	it('gives each record its keys when AFAS names as many as were sent', () => {
		expect(keysPerElement([{ SbId: '4' }, { SbId: '5' }], 2)).toEqual([
			{ SbId: '4' },
			{ SbId: '5' },
		]);
	});

	it('invents nothing when the numbers differ', () => {
		expect(keysPerElement([], 2)).toEqual([null, null]);
		expect(keysPerElement([{ SbId: '4' }], 2)).toEqual([null, null]);
		expect(keysPerElement([{ SbId: '4' }, { SbId: '5' }], 1)).toEqual([null]);
		expect(keysPerElement([{ SbId: '4' }, { SbId: '5' }, { SbId: '6' }], 2)).toEqual([null, null]);
	});

	it("joins one record's keys when they come one by one", () => {
		expect(keysPerElement([{ OlId: '1' }, { LiNr: '2' }], 1)).toEqual([{ OlId: '1', LiNr: '2' }]);
	});
});
