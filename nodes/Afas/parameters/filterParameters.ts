import type { INodeProperties } from 'n8n-workflow';
import { inputError } from '../profit/errors/profitError';
import { OPERATORS, type Condition, type Filter, type Operator } from '../profit/query/filter';
import { parseFilterJson } from '../profit/query/filterJson';
import { readEntries } from './collection';
import { connectorField } from './connectorField';
import { parameterText } from './textParameter';
import type { ParameterReader } from './parameterReader';

const OPERATOR_NAMES: Record<Operator, string> = {
	equal: 'Equal To',
	greaterOrEqual: 'Greater Than or Equal To',
	lessOrEqual: 'Less Than or Equal To',
	greater: 'Greater Than',
	less: 'Less Than',
	contains: 'Contains',
	notEqual: 'Not Equal To',
	empty: 'Is Empty',
	notEmpty: 'Is Not Empty',
	startsWith: 'Starts With',
	notContains: 'Does Not Contain',
	notStartsWith: 'Does Not Start With',
	endsWith: 'Ends With',
	notEndsWith: 'Does Not End With',
	quickFilter: 'Quick Filter',
};

const WITHOUT_VALUE: Operator[] = ['empty', 'notEmpty'];

const condition = (field: INodeProperties): INodeProperties[] => [
	field,
	{
		displayName: 'Operator',
		name: 'operator',
		type: 'options',
		options: OPERATORS.map((value) => ({ name: OPERATOR_NAMES[value], value })),
		default: 'equal',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. NL',
		description: 'Text, a number, true or false, or a date such as 2026-01-31',
		displayOptions: { hide: { operator: WITHOUT_VALUE } },
	},
];

/**
 * Filter Mode, Filters and Filter JSON: which rows to read.
 * @param field the parameter `field` of a condition
 */
export const filterPropertiesOn = (field: INodeProperties): INodeProperties[] => [
	{
		displayName: 'Filter Mode',
		name: 'filterMode',
		type: 'options',
		default: 'none',
		options: [
			{ name: 'None', value: 'none', description: 'No filter' },
			{
				name: 'Conditions',
				value: 'builder',
				description: 'Put conditions together here, in groups',
			},
			{
				name: 'Filter JSON',
				value: 'json',
				description: 'The filter as the AFAS documentation writes it in JSON',
			},
		],
	},
	{
		displayName: 'Filters',
		name: 'filterGroups',
		type: 'fixedCollection',
		placeholder: 'Add OR Group',
		description: 'A row is read when all conditions of at least one group hold',
		typeOptions: { multipleValues: true },
		default: {
			group: [{ conditions: { condition: [{ field: '', operator: 'equal', value: '' }] } }],
		},
		displayOptions: { show: { filterMode: ['builder'] } },
		options: [
			{
				displayName: 'Group',
				name: 'group',
				values: [
					{
						displayName: 'All of These Must Hold',
						name: 'conditions',
						type: 'fixedCollection',
						placeholder: 'Add AND Condition',
						typeOptions: { multipleValues: true },
						default: {},
						options: [{ displayName: 'Condition', name: 'condition', values: condition(field) }],
					},
				],
			},
		],
	},
	{
		displayName: 'Filter JSON',
		name: 'filterJson',
		type: 'json',
		default:
			'{\n  "Filters": {\n    "Filter": [\n      {\n        "@FilterId": "Filter 1",\n        "Field": [{ "@FieldId": "", "@OperatorType": "1", "#text": "" }]\n      }\n    ]\n  }\n}',
		description:
			'Filters are joined by OR, the fields inside a filter by AND. Operator types are 1 to 15, as in the AFAS documentation.',
		displayOptions: { show: { filterMode: ['json'] } },
	},
];

/** Filters on the fields of the chosen GetConnector. */
export const filterProperties = filterPropertiesOn(connectorField);

/**
 * The filter of an item, as the user built or wrote it.
 * @throws ProfitError `input` for a condition without a field, an empty group, or JSON that AFAS does not take
 */
export function readFilter(context: ParameterReader, itemIndex: number): Filter {
	switch (context.getNodeParameter('filterMode', itemIndex, 'none')) {
		case 'builder':
			return builtFilter(context.getNodeParameter('filterGroups', itemIndex, {}));
		case 'json':
			return parseFilterJson(context.getNodeParameter('filterJson', itemIndex, ''));
		default:
			return [];
	}
}

function builtFilter(given: unknown): Filter {
	const groups = readEntries(given, 'group');
	if (groups.length === 0) throw noConditions("'Filters' has no group");
	let number = 0;
	return groups.map(({ conditions }, groupIndex) => {
		const list = readEntries(conditions, 'condition');
		if (list.length === 0)
			throw noConditions(`Group ${groupIndex + 1} of 'Filters' has no condition`);
		return list.map((entry): Condition => {
			number += 1;
			const text = (name: string) => parameterText(entry[name], `Condition ${number} of 'Filters'`);
			const field = text('field').trim();
			if (field === '') throw noConditions(`Condition ${number} of 'Filters' has no field`);
			const operator = (text('operator') || 'equal') as Operator;
			if (!OPERATORS.includes(operator)) {
				throw inputError(
					`Condition ${number} of 'Filters' has the operator '${operator}', which AFAS does not have`,
					`Use one of: ${OPERATORS.join(', ')}.`,
				);
			}
			const value = WITHOUT_VALUE.includes(operator) ? '' : text('value');
			return { field, operator, value };
		});
	});
}

/** Never read as "everything": an expression that gave nothing must not open the filter. */
function noConditions(message: string) {
	return inputError(message, "Complete it, remove it, or set 'Filter Mode' to None.");
}
