import type { SortField } from '../profit/query/rowQuery';
import { connectorField } from './connectorField';
import { choice } from './kinds/choice';
import { entries } from './kinds/collection';
import type { ParameterReader } from './kinds/parameterReader';

/** The fields to sort on. */
const sort = entries({
	displayName: 'Sort',
	name: 'sort',
	placeholder: 'Add Sort Field',
	entry: { displayName: 'Sort Field', name: 'by' },
	sortable: true,
	of: {
		field: connectorField,
		direction: choice({
			displayName: 'Direction',
			name: 'direction',
			options: [
				{ name: 'Ascending', value: 'asc' },
				{ name: 'Descending', value: 'desc' },
			],
			default: 'asc',
		}),
	},
});

export const sortProperty = sort.property;

/**
 * Reads the sort order of an item.
 * @throws ProfitError `input` for a sort field that is empty, or an unknown direction
 */
export function readSort(context: ParameterReader, itemIndex: number): SortField[] {
	const by = sort.read(context, itemIndex);
	return by.map(({ field, direction }) => ({ field, descending: direction === 'desc' }));
}
