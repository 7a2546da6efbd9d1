import { totalOrder } from '../../../../nodes/Afas/profit/paging/totalOrder';
import { sortsOverRest } from '../../../../nodes/Afas/profit/rest/restQuery';
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
const sorts = () => true;

describe('totalOrder', () => {
	it('uses the key fields alone when there is no sort', () => {
		expect(totalOrder({ sort: [], keyFields: ['Year', 'Number'], fields, fits, sorts })).toEqual({
			sort: [asc('Year'), asc('Number')],
			cut: undefined,
		});
	});

	it('puts the user’s sort before the key fields and keeps its directions', () => {
		expect(
			totalOrder({
				sort: [desc('Name'), desc('Number')],
				keyFields: ['Year', 'Number'],
				fields,
				fits,
				sorts,
			}).sort,
		).toEqual([desc('Name'), desc('Number'), asc('Year')]);
	});

	it('leaves out what comes after a complete key', () => {
		expect(
			totalOrder({
				sort: [desc('Number'), asc('Name')],
				keyFields: ['Number'],
				fields,
				fits,
				sorts,
			}).sort,
		).toEqual([desc('Number')]);
	});

	it('adds all other fields without blobs and names with a period when there is no key', () => {
		expect(totalOrder({ sort: [desc('Name')], keyFields: [], fields, fits, sorts })).toEqual({
			sort: [desc('Name'), asc('Year'), asc('Number'), asc('Changed')],
			cut: { unsortable: ['Debtor.Name'] },
		});
	});

	it('gives each row one place when no field is left out but a blob', () => {
		const sortable = fields.filter(({ id }) => id !== 'Debtor.Name');
		expect(totalOrder({ sort: [], keyFields: [], fields: sortable, fits, sorts })).toEqual({
			sort: [asc('Year'), asc('Number'), asc('Name'), asc('Changed')],
			cut: undefined,
		});
	});

	it.each([
		[[asc('Debtor.Name')], ['Year']],
		[[], ['Debtor.Name', 'Year']],
	])('is cut by a name with a period that the user chose: %j, %j', (sort, keyFields) => {
		expect(totalOrder({ sort, keyFields, fields, fits, sorts })).toEqual({
			sort: [asc('Debtor.Name'), asc('Year')],
			cut: { unsortable: ['Debtor.Name'] },
		});
	});

	it('leaves out names that the protocol cannot hold, and says so', () => {
		const odd = ['A', '-B', 'C,D'].map((id) => ({ id, dataType: 'string' }));
		const order = totalOrder({ sort: [], keyFields: [], fields: odd, fits, sorts: sortsOverRest });
		expect(order).toEqual({ sort: [asc('A')], cut: { unsortable: ['-B', 'C,D'] } });
		expect(totalOrder({ sort: [], keyFields: [], fields: odd, fits, sorts }).cut).toBeUndefined();
	});

	it('is cut by names that differ in letter case only: AFAS may take either', () => {
		const odd = ['x', 'X', 'N'].map((id) => ({ id, dataType: 'string' }));
		expect(totalOrder({ sort: [], keyFields: ['X'], fields: odd, fits, sorts })).toEqual({
			sort: [asc('X')],
			cut: { unsortable: ['X'] },
		});
		expect(totalOrder({ sort: [], keyFields: [], fields: odd, fits, sorts })).toEqual({
			sort: [asc('N')],
			cut: { unsortable: ['x', 'X'] },
		});
		expect(
			totalOrder({ sort: [], keyFields: ['N'], fields: odd, fits, sorts }).cut,
		).toBeUndefined();
	});

	it('adds only what fits and says so', () => {
		const length = (sort: SortField[]) => sort.map(({ field }) => field).join(',').length;
		expect(
			totalOrder({ sort: [], keyFields: [], fields, fits: (sort) => length(sort) <= 16, sorts }),
		).toEqual({ sort: [asc('Year'), asc('Number'), asc('Name')], cut: 'tooLong' });
	});

	it('drops duplicates, the first direction wins', () => {
		expect(
			totalOrder({
				sort: [desc('Name'), asc('Name')],
				keyFields: ['Number', 'Number'],
				fields,
				fits,
				sorts,
			}).sort,
		).toEqual([desc('Name'), asc('Number')]);
	});

	it('says that nothing orders the rows when no field can', () => {
		expect(
			totalOrder({
				sort: [],
				keyFields: [],
				fields: [{ id: 'Note', dataType: 'blob' }],
				fits,
				sorts,
			}),
		).toEqual({ sort: [], cut: { unsortable: [] } });
	});
});
