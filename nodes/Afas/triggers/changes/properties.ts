import type { INodeProperties } from 'n8n-workflow';
import { languageOption, timeoutOption } from '../../parameters/callOptions';
import { chosenField } from '../../parameters/connectorField';
import { getConnector } from '../../parameters/connectorLocator';
import { filterProperties } from '../../parameters/filterParameters';
import { choice, choices } from '../../parameters/kinds/choice';
import { options } from '../../parameters/kinds/collection';
import { list, text } from '../../parameters/kinds/text';
import { whole } from '../../parameters/kinds/whole';
import { protocolOption, protocolProperty } from '../../parameters/protocol';
import { shownName, subtitle } from '../../parameters/subtitle';
import type { ChangeEvent } from '../../profit/changes/changeSettings';
import type { DifferenceEvent } from '../../profit/comparison/comparison';

/** How the trigger finds changes. */
export type Detection = 'dates' | 'comparison';

const byDates = { detection: ['dates'] };
const byComparison = { detection: ['comparison'] };

const EVENTS: Array<{ name: string; value: ChangeEvent; description?: string }> = [
	{ name: 'Row Created', value: 'created' },
	{ name: 'Row Created or Updated', value: 'createdOrUpdated' },
	{
		name: 'Row Updated',
		value: 'updated',
		description: 'A change within a second after the row was created may not show',
	},
];

/** What the canvas shows under the trigger: `Row Created: Sim_Debtors`, or `Differences: Sim_Debtors`. */
export const changeSubtitle = subtitle(
	[
		'($parameter["detection"] === "comparison" ? "Differences" : "")',
		shownName(EVENTS, '$parameter["event"]'),
	],
	['$parameter["connector"]'],
);

export const detection = choice<Detection>({
	displayName: 'Detect Changes',
	name: 'detection',
	default: 'dates',
	builderHint: {
		propertyHint:
			"'dates' is one small call per poll and needs a field with the date of change. 'comparison' reads all rows in each poll: only for deleted rows, or without such a field, and up to 50,000 rows.",
	},
	options: [
		{
			name: 'By Dates',
			value: 'dates',
			description: 'Reads only rows with a new date of creation or change: one call per poll',
		},
		{
			name: 'By Comparison',
			value: 'comparison',
			description:
				'Reads all rows in each poll and compares them with the last poll: finds deleted rows, and changes without a date',
		},
	],
});

export const event = choice<ChangeEvent>({
	displayName: 'Trigger On',
	name: 'event',
	default: 'createdOrUpdated',
	options: EVENTS,
	hint: 'For deleted rows, set Detect Changes to By Comparison',
	displayOptions: { show: byDates },
});

export const compareEvents = choices<DifferenceEvent>({
	displayName: 'Trigger On',
	name: 'compareEvents',
	default: ['created', 'updated', 'deleted'],
	options: [
		{ name: 'Row Created', value: 'created' },
		{ name: 'Row Deleted', value: 'deleted' },
		{ name: 'Row Updated', value: 'updated' },
	],
	displayOptions: { show: byComparison },
});

export const createdField = chosenField('getConnectorDateFields', 'connector', {
	displayName: 'Created Field Name or ID',
	name: 'createdField',
	required: true,
	hint: 'The date and time at which the row was created',
	displayOptions: { show: { ...byDates, event: ['created', 'updated'] } },
});

export const modifiedField = chosenField('getConnectorDateFields', 'connector', {
	displayName: 'Modified Field Name or ID',
	name: 'modifiedField',
	required: true,
	hint: 'The date and time of the last change of the row',
	displayOptions: { show: { ...byDates, event: ['updated', 'createdOrUpdated'] } },
});

export const keyFields = list({
	displayName: 'Key Field Names or IDs',
	name: 'keyFields',
	required: true,
	loadedBy: 'getConnectorFields',
	builderHint: {
		propertyHint:
			'Without the right key, changes are missed or come twice. Ask the user when the fields that identify a row are not known.',
	},
	hint: 'The fields that together identify a row, such as the number of a debtor',
});

export const ignoreFields = list({
	displayName: 'Ignored Field Names or IDs',
	name: 'ignoreFields',
	loadedBy: 'getConnectorFields',
	restricts: true,
	hint: 'Fields whose changes do not count, such as an age that AFAS calculates. They are still part of the row.',
	displayOptions: { show: byComparison },
});

export const compareStart = choice({
	displayName: 'Start From',
	name: 'startFrom',
	default: 'now',
	description:
		'What the first poll returns. If you change this, the trigger starts over; with another connector, filter or key it only remembers the rows.',
	options: [
		{ name: 'Everything', value: 'all', description: 'All rows, as created' },
		{ name: 'Now', value: 'now', description: 'Nothing: the first poll only remembers the rows' },
	],
	displayOptions: { show: byComparison },
});

export const startFrom = choice({
	displayName: 'Start From',
	name: 'startFrom',
	default: 'now',
	description:
		'Where the first poll starts. A trigger that ran before continues where it stopped, even after a pause; if you change this, it starts over.',
	options: [
		{ name: 'A Date', value: 'date', description: 'Rows created or changed since then' },
		{ name: 'Everything', value: 'all', description: 'All rows that have a date, oldest first' },
		{
			name: 'Now',
			value: 'now',
			description: 'Only what changes after the first poll, which n8n makes at the first poll time',
		},
	],
	displayOptions: { show: byDates },
});

export const startDate = text({
	displayName: 'Start Date',
	name: 'startDate',
	type: 'dateTime',
	default: '',
	required: true,
	description: 'In Amsterdam time, unless it has a time zone',
	displayOptions: { show: { ...byDates, startFrom: ['date'] } },
});

// An option is one level below the parameter that it depends on.
const onlyByDates = { '/detection': byDates.detection };
const onlyByComparison = { '/detection': byComparison.detection };

export const changeOptions = options({
	language: languageOption,
	maxDeletedPercent: whole({
		displayName: 'Max Deleted (%)',
		name: 'maxDeletedPercent',
		min: 0,
		max: 100,
		default: 20,
		restricts: true,
		description:
			'When more of the known rows are gone, and more than 10 rows, the poll fails and forgets nothing: a changed authorization or filter in Profit looks like deleted rows. 100 switches this off.',
		displayOptions: { show: onlyByComparison },
	}),
	maxPerPoll: whole({
		displayName: 'Max Rows per Poll',
		name: 'maxPerPoll',
		min: 1,
		atMost: 10_000,
		default: 1000,
		restricts: true,
		description:
			'How many rows may start the workflow at once. The rest comes with the next polls.',
		displayOptions: { show: onlyByDates },
	}),
	maxRows: whole({
		displayName: 'Max Rows',
		name: 'maxRows',
		min: 1,
		atMost: 1_000_000,
		default: 50_000,
		restricts: true,
		description:
			'When the GetConnector has more rows, the poll fails. All of them are read in each poll, within the time that n8n gives it, and about 60 bytes per row are kept.',
		displayOptions: { show: onlyByComparison },
	}),
	protocol: protocolOption,
	overlap: whole({
		displayName: 'Overlap (Seconds)',
		name: 'overlap',
		min: 0,
		atMost: 3600,
		default: 2,
		description:
			'How far each poll looks back. A change that takes longer than this to be saved in Profit may be missed, so use more when large imports run.',
		displayOptions: { show: onlyByDates },
	}),
	timeout: timeoutOption,
});

/** The parameters of the polling trigger. */
export const changeProperties: INodeProperties[] = [
	getConnector.property,
	detection.property,
	event.property,
	compareEvents.property,
	createdField.property,
	modifiedField.property,
	keyFields.property,
	...filterProperties,
	ignoreFields.property,
	startFrom.property,
	compareStart.property,
	startDate.property,
	protocolProperty,
	changeOptions.property,
];
