import type { DateTimes } from '../../../profit/rows/rowShape';
import { languageOption, timeoutOption } from '../../../parameters/callOptions';
import { callsAtOnceOption } from '../../../parameters/callsAtOnce';
import { choice } from '../../../parameters/kinds/choice';
import { optional, options } from '../../../parameters/kinds/collection';
import type { Parameter } from '../../../parameters/kinds/parameter';
import { list } from '../../../parameters/kinds/text';
import { whole } from '../../../parameters/kinds/whole';
import { protocolOption } from '../../../parameters/protocol';
import { csvStyleOption, formulasOption, outputOption, rowsPerFileOption } from './outputOptions';

/** Option: the form of dates and times in the output. */
export const dateTimesOption = choice<DateTimes>({
	displayName: 'Date Times',
	name: 'dateTimes',
	default: 'local',
	optional: true,
	description: 'How to return dates and times. AFAS only knows Amsterdam time.',
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
			description:
				'For example 2026-01-26T16:57:43Z, where AFAS says to ignore the Z. Do not write these back or compare them: others read the Z as UTC, which is one or two hours off.',
		},
	],
});

/** Option: the fields to return. */
export const outputFieldsOption = list({
	displayName: 'Output Field Names or IDs',
	name: 'outputFields',
	loadedBy: 'getConnectorFields',
	restricts: true,
	hint: 'The fields to return; all of them when you choose none',
});

/** Option: how often to retry a read. */
export const retriesOption = whole({
	displayName: 'Retries',
	name: 'retries',
	min: 0,
	atMost: 10,
	default: 3,
	description:
		'How often to retry, with growing pauses, when AFAS is unreachable or too busy. Rejected requests are not retried.',
});

/** The Options of Get Many. */
export const getManyOptions = options({
	concurrency: callsAtOnceOption({
		default: 5,
		description:
			'How many calls to AFAS may run at the same time while reading many rows. AFAS advises 5 and accepts 8 at most.',
	}),
	csvStyle: csvStyleOption,
	dateTimes: dateTimesOption,
	formulas: formulasOption,
	language: languageOption,
	output: outputOption,
	/** The names as given; empty for all fields. */
	outputFields: outputFieldsOption,
	/** Maximum rows per call; undefined for AFAS's advice. */
	pageSize: optional(
		whole({
			displayName: 'Page Size',
			name: 'pageSize',
			min: 1,
			default: 1000,
			description:
				'Maximum number of rows per call. The default is 150,000 divided by the number of fields, as AFAS advises.',
		}),
	),
	protocol: protocolOption,
	retries: retriesOption,
	rowsPerFile: rowsPerFileOption,
	skip: whole({
		displayName: 'Skip',
		name: 'skip',
		min: 0,
		default: 0,
		restricts: true,
		description: 'Number of rows to skip before the first row is returned',
	}),
	timeout: timeoutOption,
});

/** The Options of an item, complete. */
export type GetManyOptions = typeof getManyOptions extends Parameter<infer T> ? T : never;
