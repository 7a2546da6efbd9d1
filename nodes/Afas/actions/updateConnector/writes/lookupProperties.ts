import type { INodeProperties } from 'n8n-workflow';
import { inputError } from '../../../profit/errors/profitError';
import type { LookupKey, LookupMatch } from '../../../profit/records/lookup';
import { chosenField } from '../../../parameters/connectorField';
import { getConnectorChoice } from '../../../parameters/connectorLocator';
import { entries } from '../../../parameters/kinds/collection';
import { lookupMatchOf } from '../../../parameters/lookupMatch';
import type { ParameterReader } from '../../../parameters/kinds/parameterReader';

/** Connectors with MatchPer or MatchOga, in the record itself or in its person or organisation. */
const MATCHING_CONNECTORS = [
	'KnOrganisation',
	'KnPerson',
	'KnPurchaseRelationOrg',
	'KnPurchaseRelationPer',
	'KnSalesRelationOrg',
	'KnSalesRelationPer',
];

const lookupConnector = getConnectorChoice({
	displayName: 'Lookup GetConnector',
	name: 'lookupConnector',
	optional: true,
	hint: 'Shows whether the record exists: a row means update, no row means create, several rows are refused',
	description: 'Choose one that shows all records of this kind to the user of the app connector',
});

const column = chosenField('getLookupFields', 'lookupConnector', {
	displayName: 'Column Name or ID',
	name: 'field',
});

/** The values that identify the record's row in the GetConnector. */
export function recordMatchOf(texts: Pick<INodeProperties, 'description' | 'displayOptions'>) {
	return lookupMatchOf({
		field: column,
		builderHint: {
			propertyHint:
				'Match on a value that only this record has, such as an external reference or an e-mail address: several rows are refused.',
		},
		...texts,
	});
}

const lookupMatch = recordMatchOf({
	description:
		'How to find the record: a row of the GetConnector is this record when all these columns hold these values',
});

const lookupKeys = entries({
	displayName: 'Lookup Keys',
	name: 'lookupKeys',
	placeholder: 'Add Key',
	description:
		'Which column of the row that was found gives which key of the record. A key with the name of a column needs no entry.',
	entry: { displayName: 'Key', name: 'key' },
	of: {
		keyField: chosenField('getKeyFields', 'connector', {
			displayName: 'Key Field Name or ID',
			name: 'keyField',
		}),
		field: column,
	},
});

/** The parameters with which an upsert finds out whether a record exists. */
export const lookupProperties: INodeProperties[] = [
	{
		displayName:
			"AFAS can find persons and organisations itself: add the field MatchPer or MatchOga with what to compare, for example 1 for the citizen service number or the Chamber of Commerce number, and the field with that number. One match is updated, none is created, several are refused. For KnPerson and KnOrganisation leave 'Lookup GetConnector' empty then.",
		name: 'matchNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { connector: MATCHING_CONNECTORS } },
	},
	lookupConnector.property,
	lookupMatch.property,
	lookupKeys.property,
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
export function readLookup(context: ParameterReader, itemIndex: number): Lookup | undefined {
	const connector = lookupConnector.read(context, itemIndex);
	if (connector === '') return undefined;
	const keys = lookupKeys.read(context, itemIndex);
	for (const [index, { keyField, field }] of keys.entries()) {
		if (keyField === '' || field === '') {
			throw inputError(
				`Entry ${index + 1} of 'Lookup Keys' is not complete`,
				'Choose a key and a column, or remove the entry.',
			);
		}
	}
	return { connector, matches: lookupMatch.read(context, itemIndex), keys };
}
