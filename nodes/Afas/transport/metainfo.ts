import { ProfitError } from '../profit/errors/profitError';
import { describeBody, type HttpAnswer } from '../profit/errors/answerError';
import { parseEnvironmentInfo } from '../profit/metainfo/parseEnvironment';
import { parseGetConnectorInfo } from '../profit/metainfo/parseGetConnector';
import type { EnvironmentInfo, GetConnectorInfo } from '../profit/metainfo/types';
import { parseExactJson } from '../profit/values/exactJson';
import type { CallOptions, Profit } from './profit';

/**
 * What the token may use. AFAS: metainfo.
 * @throws ProfitError
 */
export async function readEnvironmentInfo(
	profit: Profit,
	options: CallOptions,
): Promise<EnvironmentInfo> {
	return parseEnvironmentInfo(await readJson(profit, '/metainfo', options));
}

// One execution asks for a connector's fields once, however many items it has; the memory goes with its Profit.
const readInfos = new WeakMap<Profit, Map<string, Promise<GetConnectorInfo>>>();

/**
 * The fields of a GetConnector, read once for a Profit and language. AFAS: metainfo.
 * @throws ProfitError
 */
export function readGetConnectorInfo(
	profit: Profit,
	connector: string,
	options: CallOptions,
): Promise<GetConnectorInfo> {
	const infos = readInfos.get(profit) ?? new Map<string, Promise<GetConnectorInfo>>();
	readInfos.set(profit, infos);
	const key = `${options.language ?? ''} ${connector}`;
	const info =
		infos.get(key) ??
		readJson(profit, `/metainfo/get/${encodeURIComponent(connector)}`, options).then(
			parseGetConnectorInfo,
		);
	infos.set(key, info);
	return info;
}

/**
 * The version of Profit, e.g. `22.22.5`. AFAS: profitversion.
 * @throws ProfitError
 */
export async function readVersion(profit: Profit, options: CallOptions): Promise<string> {
	const answer = await readJson(profit, '/profitversion', options);
	const version = (answer as { version?: unknown } | null)?.version;
	if (typeof version !== 'string') {
		throw new ProfitError('badAnswer', 'The answer of AFAS holds no version');
	}
	return version;
}

async function readJson(profit: Profit, path: string, options: CallOptions): Promise<unknown> {
	const answer = await profit.rest({ method: 'GET', path }, options);
	const json = parsed(answer);
	if (json === undefined) {
		throw new ProfitError('badAnswer', `${describeBody(answer.body)} came back instead of JSON`, {
			httpCode: answer.status,
			description: 'Check the tenant, the environment and the URLs in the credential.',
		});
	}
	return json;
}

function parsed({ body }: HttpAnswer): unknown {
	try {
		return parseExactJson(body);
	} catch {
		return undefined;
	}
}
