import { ProfitError } from '../profit/errors/profitError';
import { type HttpAnswer } from '../profit/answers/answerError';
import { describeBody } from '../profit/values/describeBody';
import { parseEnvironmentInfo } from '../profit/metainfo/parseEnvironment';
import { parseGetConnectorInfo } from '../profit/metainfo/parseGetConnector';
import { parseUpdateConnectorInfo } from '../profit/metainfo/parseUpdate';
import type {
	EnvironmentInfo,
	GetConnectorInfo,
	UpdateConnectorInfo,
} from '../profit/metainfo/types';
import { pathPart } from '../profit/values/encoded';
import { parseExactJson } from '../profit/values/exactJson';
import type { CallOptions } from './calls';
import type { ProfitClient } from './client';

/**
 * What the token may use. docs/afas.md 2.1.
 * @throws ProfitError
 */
export async function readEnvironmentInfo(
	client: ProfitClient,
	options: CallOptions,
): Promise<EnvironmentInfo> {
	return parseEnvironmentInfo(await readJson(client, '/metainfo', options));
}

/**
 * The fields of a GetConnector, read once for a client and language. docs/afas.md 2.1.
 * @throws ProfitError
 */
export function readGetConnectorInfo(
	client: ProfitClient,
	connector: string,
	options: CallOptions,
): Promise<GetConnectorInfo> {
	return readOnce(client, metainfoPath('getConnector', connector), options, parseGetConnectorInfo);
}

/**
 * The fields and sub-objects of an UpdateConnector, read once for a client and language. docs/afas.md 2.1.
 * @throws ProfitError
 */
export function readUpdateConnectorInfo(
	client: ProfitClient,
	connector: string,
	options: CallOptions,
): Promise<UpdateConnectorInfo> {
	const path = metainfoPath('updateConnector', connector);
	return readOnce(client, path, options, parseUpdateConnectorInfo);
}

/**
 * The metainfo of a connector as AFAS gives it. docs/afas.md 2.2 and 2.3.
 * @throws ProfitError; `badAnswer` when the answer is no metainfo
 */
export async function readRawMetainfo(
	client: ProfitClient,
	type: ConnectorType,
	connector: string,
	options: CallOptions,
): Promise<object> {
	const json = await readJson(client, metainfoPath(type, connector), options);
	const parse = type === 'getConnector' ? parseGetConnectorInfo : parseUpdateConnectorInfo;
	parse(json);
	return json as object;
}

type ConnectorType = 'getConnector' | 'updateConnector';

function metainfoPath(type: ConnectorType, connector: string): string {
	return type === 'getConnector'
		? `/metainfo/get/${pathPart(connector, "'GetConnector'")}`
		: `/metainfo/update/${pathPart(connector, "'UpdateConnector'")}`;
}

// One execution asks for a connector's fields once, however many items it has; the memory goes with its client.
const known = new WeakMap<ProfitClient, Map<string, Promise<unknown>>>();

function readOnce<T>(
	client: ProfitClient,
	path: string,
	options: CallOptions,
	parse: (json: unknown) => T,
): Promise<T> {
	const infos = known.get(client) ?? new Map<string, Promise<unknown>>();
	known.set(client, infos);
	const key = `${options.language ?? ''} ${path}`;
	const info = infos.get(key) ?? readJson(client, path, options).then(parse);
	infos.set(key, info);
	// What went wrong is not remembered: the next try may go well.
	info.catch(() => infos.delete(key));
	return info as Promise<T>;
}

/**
 * The JSON that a GET below the REST base URL gives.
 * @throws ProfitError; `badAnswer` when something else came
 */
export async function readJson(
	client: ProfitClient,
	path: string,
	options: CallOptions,
): Promise<unknown> {
	const answer = await client.readText({ service: 'rest', method: 'GET', path }, options);
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
