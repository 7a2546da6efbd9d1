import type {
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { columnsOf, keyColumnsOf, type Column } from '../profit/records/columns';
import { chosenUpdateConnector } from './chosenConnector';

/** The form of a record of the chosen UpdateConnector. It shows keys and mandatory fields; the user can add all others. */
export async function getColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const info = await chosenUpdateConnector(this);
	return { fields: info ? columnsOf(info).map(mapperField) : [] };
}

/**
 * The form of the fields that identify a record, for a delete. Where AFAS marks no key, any field of the record can
 * be added.
 */
export async function getKeyColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const info = await chosenUpdateConnector(this);
	if (!info) return { fields: [] };
	const keys = keyColumnsOf(info);
	const columns =
		keys.length > 0
			? keys
			: columnsOf(info)
					.filter(({ path, type }) => path.length === 1 && type !== 'array')
					.map((column) => ({ ...column, shown: false }));
	return { fields: columns.map(mapperField) };
}

function mapperField(column: Column): ResourceMapperField {
	const { id, label, type, options, template, shown } = column;
	return {
		id,
		displayName: label,
		type,
		// n8n refuses to run with an empty required column, while Profit fills many mandatory fields itself.
		required: false,
		display: true,
		removed: !shown,
		defaultMatch: false,
		canBeUsedToMatch: false,
		...(options ? { options } : {}),
		...(template ? { defaultValue: JSON.stringify([template], null, 2) } : {}),
	};
}
