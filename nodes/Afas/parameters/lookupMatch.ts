import type { INodeProperties } from 'n8n-workflow';
import { anyValue } from './kinds/anyValue';
import { entries } from './kinds/collection';
import type { Parameter } from './kinds/parameter';

/** What differs between the places that look up a row. */
interface LookupMatchTexts
	extends Pick<INodeProperties, 'description' | 'displayOptions' | 'builderHint'> {
	/** The choice of a field of the GetConnector. */
	field: Parameter<string>;
	valueDescription?: string;
}

/** Lookup Match: the values that identify a row of a GetConnector. */
export function lookupMatchOf({ field, valueDescription, ...texts }: LookupMatchTexts) {
	return entries({
		displayName: 'Lookup Match',
		...texts,
		name: 'lookupMatch',
		placeholder: 'Add Match',
		entry: { displayName: 'Match', name: 'field' },
		inline: true,
		of: {
			field,
			value: anyValue({
				displayName: 'Value',
				name: 'value',
				placeholder: 'e.g. 000010',
				...(valueDescription === undefined ? {} : { description: valueDescription }),
			}),
		},
	});
}
