import type { INodeProperties } from 'n8n-workflow';
import { languageOption, timeoutOption } from '../../parameters/callOptions';
import { chosenField } from '../../parameters/connectorField';
import { getConnector } from '../../parameters/connectorLocator';
import { filterProperties } from '../../parameters/filterParameters';
import { choice } from '../../parameters/kinds/choice';
import { options } from '../../parameters/kinds/collection';
import { list, text } from '../../parameters/kinds/text';
import { whole } from '../../parameters/kinds/whole';
import { protocolOption, protocolProperty } from '../../parameters/protocol';
import { shownName, subtitle } from '../../parameters/subtitle';
import type { ChangeEvent } from '../../profit/changes/changeSettings';

const EVENTS: Array<{ name: string; value: ChangeEvent; description?: string }> = [
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

export const event = choice<ChangeEvent>({
	displayName: 'Trigger On',
	name: 'event',
	default: 'createdOrUpdated',
	options: EVENTS,
	hint: 'Deleted rows do not show here. For those, choose one of the GetConnectors for deleted records that AFAS supplies.',
});

export const createdField = chosenField('getConnectorDateFields', 'connector', {
	displayName: 'Created Field Name or ID',
	name: 'createdField',
	required: true,
	hint: 'The date and time at which the row was created',
	displayOptions: { show: { event: ['created', 'updated'] } },
});

export const modifiedField = chosenField('getConnectorDateFields', 'connector', {
	displayName: 'Modified Field Name or ID',
	name: 'modifiedField',
	required: true,
	hint: 'The date and time of the last change of the row',
	displayOptions: { show: { event: ['updated', 'createdOrUpdated'] } },
});

export const keyFields = list({
	displayName: 'Key Field Names or IDs',
	name: 'keyFields',
	required: true,
	loadedBy: 'getConnectorFields',
	hint: 'The fields that together identify a row, such as the number of a debtor',
});

export const startFrom = choice({
	displayName: 'Start From',
	name: 'startFrom',
	default: 'now',
	description:
		'What the first poll begins with. A trigger that ran before goes on where it stopped, also after a pause; when you change this, it begins anew.',
	options: [
		{ name: 'A Date', value: 'date', description: 'Rows created or changed since then' },
		{ name: 'Everything', value: 'all', description: 'All rows that have a date, oldest first' },
		{
			name: 'Now',
			value: 'now',
			description: 'Only what changes after the first poll, which n8n makes at the first poll time',
		},
	],
});

export const startDate = text({
	displayName: 'Start Date',
	name: 'startDate',
	type: 'dateTime',
	default: '',
	required: true,
	description: 'In the time of Amsterdam, unless it says otherwise',
	displayOptions: { show: { startFrom: ['date'] } },
});

export const changeOptions = options({
	language: languageOption,
	maxPerPoll: whole({
		displayName: 'Max Rows per Poll',
		name: 'maxPerPoll',
		min: 1,
		max: 10_000,
		default: 1000,
		restricts: true,
		description:
			'How many rows may start the workflow at once. The rest comes with the next polls.',
	}),
	protocol: protocolOption,
	overlap: whole({
		displayName: 'Overlap (Seconds)',
		name: 'overlap',
		min: 0,
		max: 3600,
		default: 2,
		description:
			'How far each poll looks back. A change that takes longer than this to be saved in Profit may be passed over, so use more when large imports run.',
	}),
	timeout: timeoutOption,
});

/** The parameters of the polling trigger. */
export const changeProperties: INodeProperties[] = [
	getConnector.property,
	event.property,
	createdField.property,
	modifiedField.property,
	keyFields.property,
	...filterProperties,
	startFrom.property,
	startDate.property,
	protocolProperty,
	changeOptions.property,
];
