import { factsOfThrown } from '../profit/errors/profitError';
import type { GetConnectorInfo } from '../profit/metainfo/types';
import { getDataRequest } from '../profit/soap/requests';
import { readSoapTable } from '../profit/soap/rows';
import { connectorInfoOfSchema } from '../profit/soap/schemaInfo';
import type { CallOptions } from './calls';
import type { ProfitClient } from './client';
import { isAskedAnew, isUsed, knownMetainfo, knowsMetainfo, type Freshness } from './knownMetainfo';
import { knowsGetConnector, readGetConnectorInfo } from './metainfo';
import { isUnverifiable } from './soapSchemas';
import { outcomeOf } from './wait';

/**
 * Gives the fields of a GetConnector for reading it over SOAP. They come from metainfo over REST, with the same login; if REST is
 * out of reach, from the schema that SOAP sends with rows.
 * @param freshness `kept` only for what `withMetainfo` does; metainfo that no schema can confirm is still asked for anew
 * @throws ProfitError
 */
export async function soapInfo(
	client: ProfitClient,
	connector: string,
	options: CallOptions,
	freshness: Freshness,
): Promise<GetConnectorInfo> {
	// Where REST is out of reach, waiting for it would take too long.
	const once = { ...options, retries: 0 };
	return await client.again(async () => {
		const name = schemaName(connector, options);
		if (isUsed(client, name)) return await infoOfSchema(client, name, connector, once, freshness);
		const overRest = await outcomeOf(async () => {
			const info = await readGetConnectorInfo(client, connector, once, freshness);
			const isDoubtful = isUnverifiable(info) && !isAskedAnew(client, info);
			return isDoubtful ? await readGetConnectorInfo(client, connector, once) : info;
		});
		if ('answer' in overRest) return overRest.answer;
		if (!factsOfThrown(overRest.thrown)?.restMissing) throw overRest.thrown;
		return await infoOfSchema(client, name, connector, once, freshness);
	}, options);
}

/** Whether the fields of a GetConnector are known, or are being asked for. */
export function knowsSoapInfo(
	client: ProfitClient,
	connector: string,
	options: CallOptions,
): boolean {
	const name = schemaName(connector, options);
	return knowsGetConnector(client, connector, options) || knowsMetainfo(client, name);
}

function schemaName(connector: string, { language = '' }: CallOptions): string {
	return `${language} schema of ${connector}`;
}

async function infoOfSchema(
	client: ProfitClient,
	name: string,
	connector: string,
	options: CallOptions,
	freshness: Freshness,
): Promise<GetConnectorInfo> {
	return await knownMetainfo(client, name, freshness, async () => {
		const firstRow = { connector, filter: [], sort: [], skip: 0, take: 1 };
		const request = getDataRequest(firstRow, { metadata: true });
		const { body } = await client.readText(request, { ...options, isShared: true });
		const { columns } = readSoapTable(body);
		return { info: connectorInfoOfSchema(connector, columns), length: body.length };
	});
}
