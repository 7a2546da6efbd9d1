import type { INodeProperties } from 'n8n-workflow';
import { languageOption, timeoutOption } from '../../parameters/callOptions';
import { getConnectorLocator } from '../../parameters/connectorLocator';
import { filterProperties } from '../../parameters/filterParameters';
import { protocolProperty } from '../../parameters/protocol';
import { shownName, subtitle } from '../../parameters/subtitle';

const dateField = (
	property: Pick<INodeProperties, 'displayName' | 'name' | 'hint' | 'displayOptions'>,
): INodeProperties => ({
	...property,
	type: 'options',
	required: true,
	typeOptions: {
		loadOptionsMethod: 'getConnectorDateFields',
		loadOptionsDependsOn: ['connector.value'],
	},
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
});

const EVENTS = [
	{ name: 'Row Created', value: 'created' },
	{ name: 'Row Created or Updated', value: 'createdOrUpdated' },
	{
		name: 'Row Updated',
		value: 'updated',
		description: 'A change within a second after the row was created may not show',
	},
];

/** What the canvas shows under the trigger: `Row Created: Sim_Debtors`. */
export const changeSubtitle = subtitle(
	[shownName(EVENTS, '$parameter["event"]')],
	['$parameter["connector"]'],
);

/** The parameters of the polling trigger. */
export const changeProperties: INodeProperties[] = [
	getConnectorLocator,
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		default: 'createdOrUpdated',
		options: EVENTS,
		hint: 'Deleted rows do not show here. For those, choose one of the GetConnectors for deleted records that AFAS supplies.',
	},
	dateField({
		displayName: 'Created Field Name or ID',
		name: 'createdField',
		hint: 'The date and time at which the row was created',
		displayOptions: { show: { event: ['created', 'updated'] } },
	}),
	dateField({
		displayName: 'Modified Field Name or ID',
		name: 'modifiedField',
		hint: 'The date and time of the last change of the row',
		displayOptions: { show: { event: ['updated', 'createdOrUpdated'] } },
	}),
	{
		displayName: 'Key Field Names or IDs',
		name: 'keyFields',
		type: 'multiOptions',
		required: true,
		typeOptions: {
			loadOptionsMethod: 'getConnectorFields',
			loadOptionsDependsOn: ['connector.value'],
		},
		default: [],
		hint: 'The fields that together identify a row, such as the number of a debtor',
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	...filterProperties,
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'options',
		default: 'now',
		description:
			'What the first poll begins with. A trigger that ran before goes on where it stopped, also after a pause; when you change this, it begins anew.',
		options: [
			{ name: 'A Date', value: 'date', description: 'Rows created or changed since then' },
			{ name: 'Everything', value: 'all', description: 'All rows that have a date, oldest first' },
			{
				name: 'Now',
				value: 'now',
				description:
					'Only what changes after the first poll, which n8n makes at the first poll time',
			},
		],
	},
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		required: true,
		default: '',
		description: 'In the time of Amsterdam, unless it says otherwise',
		displayOptions: { show: { startFrom: ['date'] } },
	},
	protocolProperty,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			languageOption,
			{
				displayName: 'Max Rows per Poll',
				name: 'maxPerPoll',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 10000, numberPrecision: 0 },
				default: 1000,
				description:
					'How many rows may start the workflow at once. The rest comes with the next polls.',
			},
			{
				displayName: 'Overlap (Seconds)',
				name: 'overlap',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 3600, numberPrecision: 0 },
				default: 2,
				description:
					'How far each poll looks back. A change that takes longer than this to be saved in Profit may be passed over, so use more when large imports run.',
			},
			timeoutOption,
		],
	},
];
