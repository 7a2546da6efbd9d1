import type { Protocol } from '../profit/credential/baseUrls';
import { choice } from './kinds/choice';
import type { ParameterReader } from './kinds/parameterReader';

const protocol = choice<Protocol>({
	displayName: 'Protocol',
	name: 'protocol',
	default: 'rest',
	optional: true,
	description:
		'Which web services of AFAS to use. Both give the same items, so leave it at REST unless you have a reason.',
	options: [
		{
			name: 'REST',
			value: 'rest',
			description: 'Faster. Filters and sort fields together have up to 2049 characters.',
		},
		{ name: 'SOAP', value: 'soap', description: 'Slower. Filters may have any length.' },
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
