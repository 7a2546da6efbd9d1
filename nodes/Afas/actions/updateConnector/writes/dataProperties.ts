import type { INodeProperties } from 'n8n-workflow';
import { fieldMapper } from './fieldMapper';

/** Data Mode with its three ways to say what is written. */
export const dataProperties: INodeProperties[] = [
	{
		displayName: 'Data Mode',
		name: 'dataMode',
		type: 'options',
		default: 'fields',
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
	},
	fieldMapper({
		displayName: 'Fields',
		name: 'fields',
		description:
			'A field marked with * is mandatory for AFAS, though Profit fills many of these itself. An empty box leaves a field alone, as does "" in a list of rows; the expression {{ null }}, or null in a list, makes it empty.',
		columns: 'getColumns',
		heading: 'Fields to Write',
		words: { singular: 'field', plural: 'fields' },
		fromItem: true,
		displayOptions: { show: { dataMode: ['fields'] } },
	}),
	{
		displayName: 'Record',
		name: 'record',
		type: 'json',
		typeOptions: { rows: 8 },
		default: '{}',
		hint: 'For example { "DbId": "25000", "FbSalesLines": [ { "ItCd": "A1", "QuUn": 5 } ] }',
		description:
			'Keys, fields and sub-objects by their AFAS names, in any order. A field that is left out stays as it is, null makes it empty. An @ before a name makes it a key, and "@Action" says what happens to a row: insert, update or delete.',
		displayOptions: { show: { dataMode: ['record'] } },
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		typeOptions: { rows: 8 },
		default: '{}',
		hint: 'For example { "FbSales": { "Element": { "Fields": { "DbId": "25000" } } } }',
		description: 'The body of the call as the AFAS documentation shows it for this UpdateConnector',
		displayOptions: { show: { dataMode: ['body'] } },
	},
	{
		displayName: 'Attachments',
		name: 'attachments',
		type: 'fixedCollection',
		placeholder: 'Add File',
		typeOptions: { multipleValues: true },
		default: {},
		description: 'Files of the input item to send along, up to about 55 MB together',
		displayOptions: { show: { dataMode: ['fields', 'record'] } },
		options: [
			{
				displayName: 'File',
				name: 'file',
				values: [
					{
						displayName: 'Input Data Field Name',
						name: 'binaryField',
						type: 'string',
						default: 'data',
						hint: 'The field of the input item that holds the file',
					},
					{
						displayName: 'Sub-Object Name or ID',
						name: 'object',
						type: 'options',
						typeOptions: {
							loadOptionsMethod: 'getSubObjects',
							loadOptionsDependsOn: ['connector.value'],
						},
						default: '',
						hint: 'Where the file goes, for example KnSubjectAttachment',
						description:
							'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
					{
						displayName: 'File Name Field',
						name: 'nameField',
						type: 'string',
						default: 'FileName',
						description:
							'AFAS field that takes the name of the file. Leave it empty to send no name.',
					},
					{
						displayName: 'File Content Field',
						name: 'dataField',
						type: 'string',
						default: 'FileStream',
						description: 'AFAS field that takes the content of the file',
					},
				],
			},
		],
	},
];
