import { totalOrder } from '../../../../nodes/Afas/profit/paging/totalOrder';
import type { SortField } from '../../../../nodes/Afas/profit/query/rowQuery';

const asc = (field: string): SortField => ({ field, descending: false });
const desc = (field: string): SortField => ({ field, descending: true });
const fields = [
	{ id: 'Year', dataType: 'int' },
	{ id: 'Number', dataType: 'int' },
	{ id: 'Note', dataType: 'blob' },
	{ id: 'Debtor.Name', dataType: 'string' },
	{ id: 'Name', dataType: 'string' },
	{ id: 'Changed', dataType: 'date' },
];
const fits = () => true;

describe('totalOrder', () => {
	it('uses the key fields alone when there is no sort', () => {
		expect(totalOrder({ sort: [], keyFields: ['Year', 'Number'], fields, fits })).toEqual({
			sort: [asc('Year'), asc('Number')],
			cut: false,
		});
	});

	it('puts the user’s sort before the key fields and keeps its directions', () => {
		expect(
			totalOrder({
				sort: [desc('Name'), desc('Number')],
				keyFields: ['Year', 'Number'],
				fields,
				fits,
			}).sort,
		).toEqual([desc('Name'), desc('Number'), asc('Year')]);
	});

	it('leaves out what comes after a complete key', () => {
		expect(
			totalOrder({ sort: [desc('Number'), asc('Name')], keyFields: ['Number'], fields, fits }).sort,
		).toEqual([desc('Number')]);
	});

	it('adds all other fields without blobs and names with a period when there is no key', () => {
		expect(totalOrder({ sort: [desc('Name')], keyFields: [], fields, fits })).toEqual({
			sort: [desc('Name'), asc('Year'), asc('Number'), asc('Changed')],
			cut: false,
		});
	});

	it('adds only what fits and says so', () => {
		const length = (sort: SortField[]) => sort.map(({ field }) => field).join(',').length;
		expect(
			totalOrder({ sort: [], keyFields: [], fields, fits: (sort) => length(sort) <= 16 }),
		).toEqual({ sort: [asc('Year'), asc('Number'), asc('Name')], cut: true });
	});

	it('drops duplicates, the first direction wins', () => {
		expect(
			totalOrder({
				sort: [desc('Name'), asc('Name')],
				keyFields: ['Number', 'Number'],
				fields,
				fits,
			}).sort,
		).toEqual([desc('Name'), asc('Number')]);
	});

	it('says that nothing orders the rows when no field can', () => {
		expect(
			totalOrder({ sort: [], keyFields: [], fields: [{ id: 'Note', dataType: 'blob' }], fits }),
		).toEqual({ sort: [], cut: true });
	});
});
