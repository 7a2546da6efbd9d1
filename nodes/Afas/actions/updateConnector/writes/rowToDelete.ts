import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { inputError } from '../../../profit/errors/profitError';
import type { KeyedRow } from '../../../profit/records/deletedElement';
import { pathLevels } from '../../../profit/rest/paths';
import { readCollection, readEntries } from '../../../parameters/collection';
import { parameterText } from '../../../parameters/textParameter';

const PATH = "'Row to Delete'";

/** Option: a row to delete instead of the whole record. */
export const rowToDeleteOption: INodeProperties = {
	displayName: 'Row to Delete',
	name: 'path',
	type: 'fixedCollection',
	placeholder: 'Add Key',
	typeOptions: { multipleValues: true, sortable: true },
	default: {},
	description:
		'Which row of a sub-object to delete instead of the whole record. Two keys with the same sub-object identify one row.',
	options: [
		{
			displayName: 'Key of a Row',
			name: 'level',
			values: [
				{
					displayName: 'Sub-Object Name or ID',
					name: 'object',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getNestedObjects',
						loadOptionsDependsOn: ['connector.value'],
					},
					default: '',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
				{
					displayName: 'Key Field',
					name: 'field',
					type: 'string',
					default: '',
					placeholder: 'e.g. GuLi',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. {1F0C2D3E-4B5A-4677-8899-AABBCCDDEEFF}',
				},
			],
		},
	],
};

/**
 * The way to the row to delete; empty when the option was not added.
 * @throws ProfitError `input` when it was added and names no row: without it the whole record would go
 */
export function readRowToDelete(context: IExecuteFunctions, itemIndex: number): KeyedRow[] {
	const { path } = readCollection(context, 'options', itemIndex);
	if (path === undefined) return [];
	const rows = readEntries(path, 'level').map(({ object, field, value }) => ({
		object: parameterText(object, PATH).trim(),
		field: parameterText(field, PATH).trim(),
		value: parameterText(value, PATH),
	}));
	const isIncomplete = rows.some((row) => Object.values(row).some((text) => text.trim() === ''));
	if (rows.length === 0 || isIncomplete) {
		throw inputError(
			rows.length === 0 ? `${PATH} has no key` : `A key under ${PATH} is not complete`,
			'Give the sub-object, the key field and its value, or remove the option to delete the whole record.',
		);
	}
	return pathLevels(rows);
}
