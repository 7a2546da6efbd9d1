import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { inputError } from '../../../profit/errors/profitError';
import type { LookupKey, LookupMatch } from '../../../profit/records/lookup';
import { readEntries } from '../../../parameters/collection';
import { connectorId, getConnectorLocator } from '../../../parameters/connectorLocator';
import { parameterText } from '../../../parameters/textParameter';

/** Connectors with MatchPer or MatchOga, in the record itself or in the person or organisation within it. */
const MATCHING_CONNECTORS = [
	'KnOrganisation',
	'KnPerson',
	'KnPurchaseRelationOrg',
	'KnPurchaseRelationPer',
	'KnSalesRelationOrg',
	'KnSalesRelationPer',
];

const lookupField: INodeProperties = {
	displayName: 'Column Name or ID',
	name: 'field',
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'getLookupFields',
		loadOptionsDependsOn: ['lookupConnector.value'],
	},
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

const lookupLocator: INodeProperties = {
	...getConnectorLocator,
	displayName: 'Lookup GetConnector',
	name: 'lookupConnector',
	required: undefined,
	hint: 'Shows whether the record exists: a row means update, no row means create, several rows are refused',
	description: 'Choose one that shows all records of this kind to the user of the app connector',
};

/** How an upsert finds out whether a record exists. */
export const lookupProperties: INodeProperties[] = [
	{
		displayName:
			"AFAS can find persons and organisations itself: add the field MatchPer or MatchOga with what to compare, for example 1 for the citizen service number or the Chamber of Commerce number, and the field with that number. One match is updated, none is created, several are refused. For KnPerson and KnOrganisation leave 'Lookup GetConnector' empty then.",
		name: 'matchNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { connector: MATCHING_CONNECTORS } },
	},
	lookupLocator,
	{
		displayName: 'Lookup Match',
		name: 'lookupMatch',
		type: 'fixedCollection',
		placeholder: 'Add Match',
		typeOptions: { multipleValues: true },
		default: {},
		description:
			'How to find the record: a row of the GetConnector is this record when all these columns hold these values',
		options: [
			{
				displayName: 'Match',
				name: 'field',
				values: [
					lookupField,
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. 000010',
					},
				],
			},
		],
	},
	{
		displayName: 'Lookup Keys',
		name: 'lookupKeys',
		type: 'fixedCollection',
		placeholder: 'Add Key',
		typeOptions: { multipleValues: true },
		default: {},
		description:
			'Which column of the row that was found gives which key of the record. A key with the name of a column needs no entry.',
		options: [
			{
				displayName: 'Key',
				name: 'key',
				values: [
					{
						displayName: 'Key Field Name or ID',
						name: 'keyField',
						type: 'options',
						typeOptions: {
							loadOptionsMethod: 'getKeyFields',
							loadOptionsDependsOn: ['connector.value'],
						},
						default: '',
						description:
							'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
					lookupField,
				],
			},
		],
	},
];

/** How the record of an item is looked up. */
export interface Lookup {
	connector: string;
	matches: LookupMatch[];
	keys: LookupKey[];
}

/**
 * The lookup of an item; undefined when no GetConnector is chosen.
 * @throws ProfitError `input` for a key entry without a key or column
 */
export function readLookup(context: IExecuteFunctions, itemIndex: number): Lookup | undefined {
	const chosen = context.getNodeParameter('lookupConnector', itemIndex, '', { extractValue: true });
	if (parameterText(chosen, `'${lookupLocator.displayName}'`).trim() === '') return undefined;
	const matches = readEntries(context.getNodeParameter('lookupMatch', itemIndex, {}), 'field');
	const keys = readEntries(context.getNodeParameter('lookupKeys', itemIndex, {}), 'key');
	return {
		connector: connectorId(context, itemIndex, lookupLocator),
		matches: matches.map(({ field, value }) => ({
			field: parameterText(field, "'Lookup Match'").trim(),
			value,
		})),
		keys: keys.map(({ keyField, field }, index) => {
			const entry = {
				keyField: parameterText(keyField, "'Lookup Keys'").trim(),
				field: parameterText(field, "'Lookup Keys'").trim(),
			};
			if (entry.keyField === '' || entry.field === '') {
				throw inputError(
					`Entry ${index + 1} of 'Lookup Keys' is not complete`,
					'Choose a key and a column, or remove the entry.',
				);
			}
			return entry;
		}),
	};
}
