import { languageOption, timeoutOption } from '../../../parameters/callOptions';
import { callsAtOnceOption } from '../../../parameters/callsAtOnce';
import { connectorField } from '../../../parameters/connectorField';
import { choice } from '../../../parameters/kinds/choice';
import { options } from '../../../parameters/kinds/collection';
import { text } from '../../../parameters/kinds/text';
import { lookupMatchOf } from '../../../parameters/lookupMatch';
import { protocolOption } from '../../../parameters/protocol';
import { dateTimesOption, outputFieldsOption, retriesOption } from '../rows/getManyOptions';

/** The values that identify the row of an item. */
export const lookupMatch = lookupMatchOf({
	field: connectorField,
	description: 'A row is found when all of these fields hold these values',
	valueDescription: 'An item with an empty value is not found',
	builderHint: {
		propertyHint:
			'The value is an expression over the input item. All items share a few calls, so no loop is needed.',
	},
});

/** What to do with an item without a row. */
export const whenNotFound = choice({
	displayName: 'When Not Found',
	name: 'whenNotFound',
	default: 'keep',
	options: [
		{ name: 'Keep the Item', value: 'keep', description: 'Returns the item with an empty row' },
		{ name: 'Skip the Item', value: 'skip', description: 'Returns nothing for the item' },
		{ name: 'Stop', value: 'error', description: 'The item fails' },
	],
});

/** What to do with an item that has several rows. */
export const whenSeveral = choice({
	displayName: 'When Several Are Found',
	name: 'whenSeveral',
	default: 'error',
	options: [
		{ name: 'Return All', value: 'all', description: 'One output item per row' },
		{ name: 'Return the First', value: 'first', description: 'The first in the order of Sort' },
		{ name: 'Stop', value: 'error', description: 'The item fails' },
	],
});

/** What an output item holds. */
export const include = choice({
	displayName: 'Include',
	name: 'include',
	default: 'itemAndRow',
	options: [
		{
			name: 'Input Item and Row',
			value: 'itemAndRow',
			description: 'The input item, with the row in a field of its own',
		},
		{ name: 'Row Only', value: 'row', description: 'The fields of the row' },
	],
});

/** The field of the input item that the row goes in. */
export const rowField = text({
	displayName: 'Row Field',
	name: 'rowField',
	default: 'row',
	empty: 'refused',
	description: 'The name of the field to put the row in',
	displayOptions: { show: { include: ['itemAndRow'] } },
});

/** The Options of Look Up. */
export const lookupOptions = options({
	concurrency: callsAtOnceOption({
		default: 5,
		description:
			'How many calls to AFAS may run at the same time. Many items share a call. AFAS advises 5 and accepts 8 at most.',
	}),
	dateTimes: dateTimesOption,
	language: languageOption,
	outputFields: outputFieldsOption,
	protocol: protocolOption,
	retries: retriesOption,
	timeout: timeoutOption,
});
