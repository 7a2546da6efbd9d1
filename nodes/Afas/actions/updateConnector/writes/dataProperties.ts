import type { INodeProperties } from 'n8n-workflow';
import { choice } from '../../../parameters/kinds/choice';
import { attachments } from './readAttachments';
import { fieldMapper } from './fieldMapper';

export type DataMode = 'fields' | 'record' | 'body';

/** The form in which an item gives its data. */
export const dataMode = choice<DataMode>({
	displayName: 'Data Mode',
	name: 'dataMode',
	default: 'fields',
	builderHint: {
		propertyHint:
			"Prefer 'record': its names are known without asking AFAS. 'fields' needs the columns of the connector, which only a credential gives; 'body' is for users who bring AFAS's own JSON.",
	},
	options: [
		{
			name: 'Form',
			value: 'fields',
			description: 'Fill in the fields of the connector, or take them from the input item',
		},
		{
			name: 'Simple JSON',
			value: 'record',
			description:
				'Write fields and sub-objects in one simple object; the node makes the JSON of AFAS from it',
		},
		{
			name: 'AFAS JSON Body',
			value: 'body',
			description: 'Write the JSON of AFAS yourself. It is sent as it is.',
		},
	],
});

/** The form. */
export const fields = fieldMapper({
	displayName: 'Fields',
	name: 'fields',
	description:
		'A field marked with * is mandatory for AFAS, though Profit fills many of these itself. An empty box leaves a field alone, as does "" in a list of rows; the expression {{ null }}, or null in a list, makes it empty.',
	columns: 'getColumns',
	heading: 'Fields to Write',
	words: { singular: 'field', plural: 'fields' },
	fromItem: true,
	displayOptions: { show: { dataMode: ['fields'] } },
});

export const recordProperty: INodeProperties = {
	displayName: 'Record',
	name: 'record',
	type: 'json',
	typeOptions: { rows: 8 },
	default: '{}',
	builderHint: {
		propertyHint:
			'One object by AFAS names, as an expression over the item. Sub-objects are arrays of objects by their own names. Codes and numbers of records are text, so that leading zeros stay. Get Fields of this UpdateConnector tells the names and which are mandatory.',
	},
	hint: 'For example { "DbId": "25000", "FbSalesLines": [ { "ItCd": "A1", "QuUn": 5 } ] }',
	description:
		'Keys, fields and sub-objects by their AFAS names, in any order. A field that is left out stays as it is, null makes it empty. An @ before a name makes it a key, and "@Action" says what happens to a row: insert, update or delete.',
	displayOptions: { show: { dataMode: ['record'] } },
};

export const bodyProperty: INodeProperties = {
	displayName: 'Body',
	name: 'body',
	type: 'json',
	typeOptions: { rows: 8 },
	default: '{}',
	hint: 'For example { "FbSales": { "Element": { "Fields": { "DbId": "25000" } } } }',
	description: 'The body of the call as the AFAS documentation shows it for this UpdateConnector',
	displayOptions: { show: { dataMode: ['body'] } },
};

/** Data Mode and the parameters of its three modes. */
export const dataProperties: INodeProperties[] = [
	dataMode.property,
	fields.property,
	recordProperty,
	bodyProperty,
	attachments.property,
];
