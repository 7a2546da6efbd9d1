import type { INodeProperties } from 'n8n-workflow';
import { getConnector } from '../../../parameters/connectorLocator';
import { filterProperties } from '../../../parameters/filterParameters';
import { list } from '../../../parameters/kinds/text';
import { limitProperties } from '../../../parameters/limit';
import { protocolProperty } from '../../../parameters/protocol';
import { sortProperty } from '../../../parameters/sortParameter';
import { toolProperties } from '../../../parameters/toolRows';
import { getManyOptions } from './getManyOptions';

/** The fields that identify a row. */
export const keyFields = list({
	displayName: 'Key Field Names or IDs',
	name: 'keyFields',
	loadedBy: 'getConnectorFields',
	hint: 'For many rows: the fields that together identify a row, such as the number of a debtor. They make the read faster, and prove that it is complete.',
});

/** What the user fills in to read rows. */
export const getManyProperties: INodeProperties[] = [
	getConnector.property,
	...limitProperties,
	...filterProperties,
	sortProperty,
	keyFields.property,
	...toolProperties,
	protocolProperty,
	getManyOptions.property,
];
