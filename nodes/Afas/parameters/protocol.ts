import type { INodeProperties } from 'n8n-workflow';
import type { Protocol } from '../profit/credential/baseUrls';
import { choice } from './kinds/choice';
import { ifAdded, options } from './kinds/collection';
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

/** Option: chooses between AFAS's two kinds of web service; both give the same items. */
export const protocolOption = ifAdded(protocol);

/** The same as a separate parameter. Workflows may hold it, but the form shows only the option. */
export const protocolProperty: INodeProperties = {
	displayName: 'Protocol',
	name: 'protocol',
	type: 'hidden',
	default: 'rest',
};

const protocolOptions = options({ protocol: protocolOption });

/**
 * The protocol of an item: the option, or else the parameter.
 * @throws ProfitError `input` for one that AFAS does not have
 */
export function readProtocol(context: ParameterReader, itemIndex: number): Protocol {
	const { protocol: chosen } = protocolOptions.read(context, itemIndex);
	return chosen ?? protocol.read(context, itemIndex);
}
