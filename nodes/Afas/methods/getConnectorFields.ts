import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { readGetConnectorInfo } from '../transport/metainfo';
import { readForEditor } from './editorProfit';

/** The fields of the chosen GetConnector with AFAS's labels; empty while none is chosen. */
export async function getConnectorFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const chosen = this.getCurrentNodeParameter('connector', { extractValue: true });
	const connector = typeof chosen === 'string' ? chosen.trim() : '';
	if (connector === '') return [];
	const { fields } = await readForEditor(this, `get ${connector}`, (profit, options) =>
		readGetConnectorInfo(profit, connector, options),
	);
	return fields.map(({ id, label, dataType }) => ({
		name: label && label !== id ? `${label} (${id})` : id,
		value: id,
		description: dataType,
	}));
}
