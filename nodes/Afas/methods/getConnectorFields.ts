import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { withoutTags } from '../profit/errors/withoutTags';
import type { GetField } from '../profit/metainfo/types';
import { readGetConnectorInfo } from '../transport/metainfo';
import { chosenConnector } from './chosenConnector';
import { readForEditor } from './editorProfit';

/** AFAS's data types in words; unknown ones keep their name. */
const DATA_TYPES = new Map([
	['string', 'Text'],
	['int', 'Whole number'],
	['decimal', 'Number'],
	['boolean', 'Yes or no'],
	['date', 'Date'],
	['blob', 'Long text or file'],
]);

/** The fields of the chosen GetConnector with AFAS's labels; empty while none is chosen. */
export async function getConnectorFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await fieldOptions(this, 'connector');
}

/** The fields of the chosen GetConnector that hold dates; empty while none is chosen. */
export async function getConnectorDateFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await fieldOptions(this, 'connector', ({ dataType }) => dataType === 'date');
}

/** The fields of the GetConnector that an upsert looks records up in; empty while none is chosen. */
export async function getLookupFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await fieldOptions(this, 'lookupConnector');
}

/** The fields of the GetConnector that the record of an event is read from; empty while none is chosen. */
export async function getRecordFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await fieldOptions(this, 'options.recordConnector');
}

async function fieldOptions(
	context: ILoadOptionsFunctions,
	locator: string,
	isOffered: (field: GetField) => boolean = () => true,
): Promise<INodePropertyOptions[]> {
	const connector = chosenConnector(context, locator);
	if (connector === '') return [];
	const { fields } = await readForEditor(context, `get ${connector}`, (profit, options) =>
		readGetConnectorInfo(profit, connector, options),
	);
	return fields.filter(isOffered).map(({ id, label, dataType }) => ({
		name: label && label !== id ? `${label} (${id})` : id,
		value: id,
		description: DATA_TYPES.get(dataType) ?? withoutTags(dataType),
	}));
}
