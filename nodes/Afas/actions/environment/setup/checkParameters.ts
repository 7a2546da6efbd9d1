import type { Blueprint } from '../../../profit/setup/blueprint';
import { readBlueprint } from '../../../profit/setup/readBlueprint';
import { languageOption, timeoutOption } from '../../../parameters/callOptions';
import { choice } from '../../../parameters/kinds/choice';
import { options } from '../../../parameters/kinds/collection';
import { isEmpty, parameter, type Parameter } from '../../../parameters/kinds/parameter';
import { whole } from '../../../parameters/kinds/whole';

/**
 * The blueprint to compare with; undefined for an empty box. An expression without a value is refused, or the check
 * would pass without comparing anything.
 */
export const blueprint: Parameter<Blueprint | undefined> = parameter(
	{
		displayName: 'Blueprint',
		name: 'blueprint',
		type: 'json',
		default: '',
		description: 'The output of Get Blueprint. Without it, only the rules of AFAS are checked.',
	},
	({ value, raw }) => (isEmpty(raw) ? undefined : readBlueprint(value)),
);

/** The form of the result. */
export const output = choice<'findings' | 'report'>({
	displayName: 'Output',
	name: 'output',
	default: 'findings',
	options: [
		{
			name: 'One Item per Finding',
			value: 'findings',
			description: 'No items if everything is in order',
		},
		{
			name: 'Report',
			value: 'report',
			description: 'One item with counts, all findings and a text in Markdown',
		},
	],
});

/** The Options of Check Setup. */
export const checkOptions = options({
	language: languageOption,
	sampleRows: whole({
		displayName: 'Sample Rows',
		name: 'sampleRows',
		min: 0,
		default: 100,
		restricts: true,
		description:
			'How many rows to read of each GetConnector, for the rules that need rows. With 0 none are read.',
	}),
	timeout: timeoutOption,
});
