import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { UpdateConnectorInfo } from '../profit/metainfo/types';
import { readUpdateConnectorInfo } from '../transport/metainfo';
import { readForEditor } from './editorProfit';

/** The ID chosen in the open panel; empty if there is none, or if it is an expression, because no item is known here. */
export function chosenConnector(context: ILoadOptionsFunctions, locator: string): string {
	const chosen = context.getCurrentNodeParameter(locator, { extractValue: true });
	return typeof chosen === 'string' && !chosen.startsWith('=') ? chosen.trim() : '';
}

/**
 * The metainfo of the chosen UpdateConnector; undefined while none is chosen.
 * @throws NodeApiError or NodeOperationError with AFAS's words
 */
export async function chosenUpdateConnector(
	context: ILoadOptionsFunctions,
): Promise<UpdateConnectorInfo | undefined> {
	const connector = chosenConnector(context, 'connector');
	if (connector === '') return undefined;
	return await readForEditor(context, `update ${connector}`, (profit, options) =>
		readUpdateConnectorInfo(profit, connector, options),
	);
}
