import type { INodeProperties } from 'n8n-workflow';
import { languageOption, timeoutOption } from '../../../parameters/callOptions';
import { getConnectorLocator } from '../../../parameters/connectorLocator';
import { protocolProperty } from '../../../parameters/protocol';
import { limitProperties } from '../../../parameters/limit';
import { filterProperties } from '../../../parameters/filterParameters';
import { toolProperties } from '../../../parameters/toolRows';
import { outputOption, fileFormatOption, rowsPerFileOption } from './outputOptions';
import { sortProperty } from '../../../parameters/sortParameter';

const fieldList = (property: Pick<INodeProperties, 'displayName' | 'name' | 'hint'>) =>
	({
		...property,
		type: 'multiOptions',
		typeOptions: {
			loadOptionsMethod: 'getConnectorFields',
			loadOptionsDependsOn: ['connector.value'],
		},
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	}) satisfies INodeProperties;

const dateTimesOption: INodeProperties = {
	displayName: 'Date Times',
	name: 'dateTimes',
	type: 'options',
	default: 'local',
	description: 'How dates and times leave the node. AFAS knows only the time of Amsterdam.',
	options: [
		{
			name: 'Amsterdam Time',
			value: 'local',
			description: 'For example 2026-01-26T16:57:43, the time that Profit shows',
		},
		{
			name: 'Amsterdam Time with Offset',
			value: 'offset',
			description: 'For example 2026-01-26T16:57:43+01:00, an exact moment in any time zone',
		},
		{
			name: 'As AFAS Returns Them',
			value: 'asReturned',
			description: 'For example 2026-01-26T16:57:43Z, where AFAS says to ignore the Z',
		},
	],
};

const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Calls at Once',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 8, numberPrecision: 0 },
			default: 5,
			description:
				'How many calls to AFAS may run at the same time while many rows are read. AFAS advises 5 and takes 8.',
		},
		dateTimesOption,
		fileFormatOption,
		languageOption,
		outputOption,
		fieldList({
			displayName: 'Output Field Names or IDs',
			name: 'outputFields',
			hint: 'The fields that leave the node; all of them when you choose none',
		}),
		{
			displayName: 'Page Size',
			name: 'pageSize',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1000,
			description:
				'How many rows one call gets at most. Without this option it is 150,000 divided by the number of fields, as AFAS advises.',
		},
		{
			displayName: 'Retries',
			name: 'retries',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 10, numberPrecision: 0 },
			default: 3,
			description:
				'How many times to ask again, after growing waits, when the connection breaks or AFAS is away or too busy, and answers nothing. What AFAS refuses is not asked again.',
		},
		rowsPerFileOption,
		{
			displayName: 'Skip',
			name: 'skip',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'Number of rows to pass over before the first row is returned',
		},
		timeoutOption,
	],
};

/** What the user fills in to read rows. */
export const getManyProperties: INodeProperties[] = [
	getConnectorLocator,
	...limitProperties,
	...filterProperties,
	sortProperty,
	fieldList({
		displayName: 'Key Field Names or IDs',
		name: 'keyFields',
		hint: 'For many rows: the fields that together identify a row, such as the number of a debtor. They make the read faster, and prove that it is complete.',
	}),
	...toolProperties,
	protocolProperty,
	optionsProperty,
];
