import type { INodeProperties } from 'n8n-workflow';
import type { Protocol } from '../profit/credential/baseUrls';
import type { ParameterReader } from './parameterReader';

/** Chooses between AFAS's two kinds of web service; both give the same items. */
export const protocolProperty: INodeProperties = {
	displayName: 'Protocol',
	name: 'protocol',
	type: 'options',
	default: 'rest',
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
};

/** The protocol of an item. */
export function readProtocol(context: ParameterReader, itemIndex: number): Protocol {
	return context.getNodeParameter('protocol', itemIndex, 'rest') === 'soap' ? 'soap' : 'rest';
}
