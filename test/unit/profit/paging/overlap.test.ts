import { findOverlap } from '../../../../nodes/Afas/profit/paging/overlap';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';

const rowsOf = (text: string): Row[] => [...text].map((Id) => ({ Id }));
const unique = { fields: ['Id'], unique: true };
const equalRows = { fields: ['Id'], unique: false };

describe('findOverlap', () => {
	it.each([unique, equalRows])('joins a page that begins with the last row', (identity) => {
		expect(findOverlap(identity, rowsOf('abc'), rowsOf('cde'), 2)).toEqual({ keep: 3, from: 1 });
	});

	it.each([unique, equalRows])('joins a page that begins earlier', (identity) => {
		expect(findOverlap(identity, rowsOf('abc'), rowsOf('bcd'), 2)).toEqual({ keep: 3, from: 2 });
	});

	it.each([unique, equalRows])('drops rows that were deleted since', (identity) => {
		expect(findOverlap(identity, rowsOf('abc'), rowsOf('bde'), 1)).toEqual({ keep: 2, from: 1 });
	});

	it.each([unique, equalRows])('does not join what has no row in common', (identity) => {
		expect(findOverlap(identity, rowsOf('abc'), rowsOf('def'), 2)).toBeUndefined();
		expect(findOverlap(identity, rowsOf('abc'), [], 2)).toBeUndefined();
	});

	it('joins by a later row when the first is new, as long as rows are unique', () => {
		expect(findOverlap(unique, rowsOf('ace'), rowsOf('bcef'), 2)).toEqual({ keep: 3, from: 3 });
		expect(findOverlap(equalRows, rowsOf('ace'), rowsOf('bcef'), 2)).toBeUndefined();
	});

	it('counts equal rows from the place nearest to where the page was expected', () => {
		expect(findOverlap(equalRows, rowsOf('xaaa'), rowsOf('aaab'), 1)).toEqual({ keep: 4, from: 3 });
		expect(findOverlap(equalRows, rowsOf('xaaa'), rowsOf('aaab'), 2)).toEqual({ keep: 4, from: 2 });
	});

	it('tells letters of different case and values of different types apart', () => {
		expect(findOverlap(unique, [{ Id: 'A' }], [{ Id: 'a' }], 0)).toBeUndefined();
		expect(findOverlap(unique, [{ Id: 1 }, { Id: 2 }], [{ Id: '1' }], 0)).toBeUndefined();
	});

	it('takes names that objects inherit as ordinary fields', () => {
		const identity = { fields: ['constructor'], unique: true };
		const rows = [JSON.parse('{"constructor":"x"}'), {}] as Row[];
		expect(findOverlap(identity, rows.slice(0, 1), [{}], 0)).toBeUndefined();
		expect(findOverlap(identity, rows.slice(0, 1), rows.slice(0, 1), 0)).toEqual({
			keep: 1,
			from: 1,
		});
	});
});
