import type { INodeProperties } from 'n8n-workflow';
import type { ParameterReader } from './parameterReader';

export type Protocol = 'rest' | 'soap';

/** Chooses between AFAS's two kinds of web service; both give the same items. */
export const protocolProperty: INodeProperties = {
	displayName: 'Protocol',
	name: 'protocol',
	type: 'options',
	default: 'rest',
	description: 'Both give the same items',
	options: [
		{ name: 'REST', value: 'rest', description: 'Faster; a query has up to 2049 characters' },
		{ name: 'SOAP', value: 'soap', description: 'XML; a query may have any length' },
	],
};

/** The protocol of an item. */
export function readProtocol(context: ParameterReader, itemIndex: number): Protocol {
	return context.getNodeParameter('protocol', itemIndex, 'rest') === 'soap' ? 'soap' : 'rest';
}
