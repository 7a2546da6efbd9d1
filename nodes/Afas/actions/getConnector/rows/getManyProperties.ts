import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { getConnector } from '../../../parameters/connectorLocator';
import { filterProperties } from '../../../parameters/filterParameters';
import { list } from '../../../parameters/kinds/text';
import { DEFAULT_LIMIT, limitProperties } from '../../../parameters/limit';
import { protocolProperty } from '../../../parameters/protocol';
import { sortProperty } from '../../../parameters/sortParameter';
import { toolProperties } from '../../../parameters/toolRows';
import { getManyOptions } from './getManyOptions';

/** The fields that identify a row. */
export const keyFields = list({
	displayName: 'Key Field Names or IDs',
	name: 'keyFields',
	loadedBy: 'getConnectorFields',
	builderHint: {
		propertyHint:
			'Set it with Return All when the fields that together identify a row are known; without it a long read is slower and cannot be proven complete.',
	},
	hint: 'For many rows: the fields that together identify a row, such as the number of a debtor. They make the read faster, and prove that it is complete.',
});

/** Shown where many rows are read, because a single call needs no key. n8n discards the values of hidden parameters. */
const FOR_MANY_ROWS: IDisplayOptions[] = [
	{ show: { returnAll: [true] } },
	{ show: { returnAll: [false], limit: [{ _cnd: { gt: DEFAULT_LIMIT } }] } },
];

const keyFieldsProperties = FOR_MANY_ROWS.map(
	(displayOptions): INodeProperties => ({ ...keyFields.property, displayOptions }),
);

/** The parameters for reading rows. */
export const getManyProperties: INodeProperties[] = [
	getConnector.property,
	...limitProperties,
	...filterProperties,
	...keyFieldsProperties,
	sortProperty,
	...toolProperties,
	protocolProperty,
	getManyOptions.property,
];
