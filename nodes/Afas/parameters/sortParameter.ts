import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { inputError } from '../profit/errors/profitError';
import type { SortField } from '../profit/query/rowQuery';
import { readEntries } from './collection';
import { connectorField } from './connectorField';
import { parameterText } from './textParameter';

/** Sort: on which fields, in which order. */
export const sortProperty: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	placeholder: 'Add Sort Field',
	typeOptions: { multipleValues: true, sortable: true },
	default: {},
	options: [
		{
			displayName: 'Sort Field',
			name: 'by',
			values: [
				connectorField,
				{
					displayName: 'Direction',
					name: 'direction',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'asc' },
						{ name: 'Descending', value: 'desc' },
					],
					default: 'asc',
				},
			],
		},
	],
};

/**
 * The order the user asked for.
 * @throws ProfitError `input` for a sort field that is empty
 */
export function readSort(context: IExecuteFunctions, itemIndex: number): SortField[] {
	const entries = readEntries(context.getNodeParameter('sort', itemIndex, {}), 'by');
	return entries.map(({ field, direction }, index) => {
		const name = parameterText(field, "'Sort'").trim();
		if (name === '') {
			throw inputError(`Sort field ${index + 1} is empty`, 'Choose a field or remove it.');
		}
		return { field: name, descending: direction === 'desc' };
	});
}
