import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { ConnectorSummary } from '../profit/metainfo/types';
import { readEnvironmentInfo } from '../transport/metainfo';
import { readForEditor } from './editorProfit';

/** The GetConnectors that the token may use, for the list of the locator. */
export async function searchGetConnectors(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { getConnectors } = await readForEditor(this, 'metainfo', readEnvironmentInfo);
	return { results: connectorResults(getConnectors, filter) };
}

/** The UpdateConnectors that the token may use, for the list of the locator. */
export async function searchUpdateConnectors(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { updateConnectors } = await readForEditor(this, 'metainfo', readEnvironmentInfo);
	return { results: connectorResults(updateConnectors, filter) };
}

/** Connectors whose ID or description contains all words that the user typed, sorted by ID. */
function connectorResults(connectors: ConnectorSummary[], filter = '') {
	const words = filter.toLowerCase().split(/\s+/);
	return connectors
		.map(({ id, description }) => ({
			// The list shows only names.
			name: description && description !== id ? `${id} (${description})` : id,
			value: id,
		}))
		.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
		.sort((a, b) => a.name.localeCompare(b.name));
}
