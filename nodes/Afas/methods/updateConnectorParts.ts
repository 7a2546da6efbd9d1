import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { keyFieldsOf } from '../profit/metainfo/keys';
import type { UpdateObject } from '../profit/metainfo/types';
import { chosenUpdateConnector } from './chosenConnector';

/** The record of the chosen UpdateConnector itself, and the sub-objects directly below it. */
export async function getSubObjects(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const info = await chosenUpdateConnector(this);
	// Without this entry, n8n marks an empty choice as an error.
	const itself = { name: 'None (the Record Itself)', value: '' };
	return [itself, ...nameOptions((info?.objects ?? []).map(({ name }) => name))];
}

/** The sub-objects at every depth of the chosen UpdateConnector, each name once. */
export async function getNestedObjects(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const info = await chosenUpdateConnector(this);
	return info ? nameOptions(objectNames(info)) : [];
}

/**
 * The fields that identify a record of the chosen UpdateConnector; all of its fields if neither metainfo nor AFAS's
 * examples tell which they are.
 */
export async function getKeyFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const info = await chosenUpdateConnector(this);
	if (!info) return [];
	const keys = keyFieldsOf(info);
	return (keys.length > 0 ? keys : info.fields).map(({ fieldId, label }) => ({
		name: label ? `${label} (${fieldId})` : fieldId,
		value: fieldId,
	}));
}

function objectNames({ objects }: UpdateObject): string[] {
	return objects.flatMap((object) => [object.name, ...objectNames(object)]);
}

function nameOptions(names: string[]): INodePropertyOptions[] {
	return [...new Set(names)]
		.sort((a, b) => a.localeCompare(b))
		.map((name) => ({ name, value: name }));
}
