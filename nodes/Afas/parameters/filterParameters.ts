import type { INodeProperties } from 'n8n-workflow';
import { inputError } from '../profit/errors/profitError';
import { OPERATORS, type Condition, type Filter, type Operator } from '../profit/query/filter';
import { parseFilterJson } from '../profit/query/filterJson';
import { connectorField } from './connectorField';
import { choice } from './kinds/choice';
import { entriesOf, membersOf } from './kinds/collection';
import { givenFor, quoted, rawMember, type Given } from './kinds/parameter';
import type { ParameterReader } from './kinds/parameterReader';
import { parameterText } from './kinds/text';

const OPERATOR_NAMES: Record<Operator, string> = {
	equal: 'Equal To',
	greaterOrEqual: 'Greater or Equal',
	lessOrEqual: 'Less or Equal',
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

const mode = choice({
	displayName: 'Filter Mode',
	name: 'filterMode',
	default: 'builder',
	options: [
		{ name: 'Conditions', value: 'builder', description: 'Build the filter here, in groups' },
		{
			name: 'Filter JSON',
			value: 'json',
			description: 'The filter in the JSON form of the AFAS documentation',
		},
		{ name: 'None', value: 'none', description: 'No filter' },
	],
});

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

const conditionsOn = (field: INodeProperties): INodeProperties => ({
	displayName: 'Match All of These (AND)',
	name: 'conditions',
	type: 'fixedCollection',
	placeholder: 'Add AND Condition',
	typeOptions: { multipleValues: true, fixedCollection: { layout: 'inline' } },
	// The editor starts a nested list empty, whatever the default.
	default: {},
	options: [{ displayName: 'Condition', name: 'condition', values: condition(field) }],
});

/** The title of a group. n8n 2.41 does not show it, only the title of the conditions. */
const GROUP_TITLE = '={{ ($collection.item.index > 0 ? "OR: " : "") + "Match All of These" }}';

const groups = {
	displayName: 'Filters',
	name: 'filterGroups',
	type: 'fixedCollection',
	placeholder: 'Add OR Group',
	description: 'Rows that match all conditions of at least one group',
	builderHint: {
		propertyHint:
			'Filter here and not in a later node: each row costs the customer. Equal To is fast; Contains, Starts With and Ends With make AFAS read the whole table. For date fields use Greater Than or Equal To and Less Than, in Amsterdam time without an offset.',
	},
	typeOptions: { multipleValues: true, fixedCollection: { itemTitle: GROUP_TITLE } },
	default: { group: [] },
	displayOptions: { show: { filterMode: ['builder'] } },
} satisfies INodeProperties;

const FILTERS = quoted(groups);

const filterJson = {
	displayName: 'Filter JSON',
	name: 'filterJson',
	type: 'json',
	default:
		'{\n  "Filters": {\n    "Filter": [\n      {\n        "@FilterId": "Filter 1",\n        "Field": [{ "@FieldId": "", "@OperatorType": "1", "#text": "" }]\n      }\n    ]\n  }\n}',
	description:
		'Filters are joined by OR, the fields inside a filter by AND. Operator types are 1 to 15, as in the AFAS documentation.',
	displayOptions: { show: { filterMode: ['json'] } },
} satisfies INodeProperties;

/**
 * The parameters Filter Mode, Filters and Filter JSON.
 * @param field the parameter `field` of a condition
 */
export const filterPropertiesOn = (field: INodeProperties): INodeProperties[] => [
	mode.property,
	{
		...groups,
		options: [{ displayName: 'Group', name: 'group', values: [conditionsOn(field)] }],
	},
	filterJson,
];

/** Filters on the fields of the chosen GetConnector. */
export const filterProperties = filterPropertiesOn(connectorField.property);

/**
 * The filter of an item, as the user built or wrote it.
 * @throws ProfitError `input` for an unknown mode, a condition without field or value, an empty group, or JSON that
 *   AFAS rejects: a broken filter must never return all rows. docs/afas.md rule 13.
 */
export function readFilter(context: ParameterReader, itemIndex: number): Filter {
	switch (mode.read(context, itemIndex)) {
		case 'builder':
			return builtFilter(givenFor(context, itemIndex, groups));
		case 'json':
			return parseFilterJson(givenFor(context, itemIndex, filterJson).value);
		case 'none':
			return [];
	}
}

function builtFilter(given: Given): Filter {
	let number = 0;
	// Without groups the value has an empty list; n8n turns an expression for all groups into an empty object.
	if (!Object.hasOwn(membersOf(given.value, FILTERS, 'groups'), 'group')) {
		throw incomplete(`${FILTERS} holds something other than groups`);
	}
	return entriesOf(given, 'group', FILTERS).map((group, groupIndex) => {
		const place = `Group ${groupIndex + 1} of ${FILTERS}`;
		const { conditions } = membersOf(group.value, place, 'conditions');
		const list = entriesOf(
			{ value: conditions ?? {}, raw: rawMember(group.raw, 'conditions') },
			'condition',
			place,
		);
		if (list.length === 0) throw incomplete(`${place} has no condition`);
		return list.map(({ value }) => {
			number += 1;
			return readCondition(value, `Condition ${number} of ${FILTERS}`);
		});
	});
}

function readCondition(given: unknown, place: string): Condition {
	const { field: fieldGiven, operator = 'equal', value } = membersOf(given, place, 'fields');
	const field = parameterText(fieldGiven, place).trim();
	if (field === '') throw incomplete(`${place} has no field`);
	const chosen = OPERATORS.find((one) => one === operator);
	if (chosen === undefined) {
		throw inputError(
			`${place} has the operator '${parameterText(operator, place)}', which AFAS does not have`,
			`Use one of: ${OPERATORS.join(', ')}.`,
		);
	}
	if (WITHOUT_VALUE.includes(chosen)) return { field, operator: chosen, value: '' };
	const text = parameterText(value, place);
	if (text.trim() !== '') return { field, operator: chosen, value: text };
	throw inputError(
		`${place} has no value for ${field}`,
		"Without a value AFAS may return every row. Give one for every item, or use the operator 'Is Empty' or 'Is Not Empty'.",
	);
}

function incomplete(message: string) {
	return inputError(message, "Complete it, remove it, or set 'Filter Mode' to None.");
}
