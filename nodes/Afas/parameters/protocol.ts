import type { Protocol } from '../profit/credential/baseUrls';
import { choice } from './kinds/choice';
import type { ParameterReader } from './kinds/parameterReader';

const protocol = choice<Protocol>({
	displayName: 'Protocol',
	name: 'protocol',
	default: 'rest',
	optional: true,
	description:
		'Which AFAS web services to use. Both return the same items, so keep REST unless you have a reason to change it.',
	options: [
		{
			name: 'REST',
			value: 'rest',
			description: 'Faster. Filters and sort fields together are limited to 2049 characters.',
		},
		{ name: 'SOAP', value: 'soap', description: 'Slower. Filters can have any length.' },
	],
});

/** Chooses between AFAS's two kinds of web service; both give the same items. */
export const protocolProperty = protocol.property;

/**
 * The protocol of an item.
 * @throws ProfitError `input` for one that AFAS does not have
 */
export function readProtocol(context: ParameterReader, itemIndex: number): Protocol {
	return protocol.read(context, itemIndex);
}
