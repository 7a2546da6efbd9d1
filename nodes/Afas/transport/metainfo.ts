import { inputError, ProfitError } from '../profit/errors/profitError';
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
import { outcomeOf } from './wait';

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
	const path = metainfoPath('getConnector', connector);
	return readOnce(client, path, options, async () =>
		parseGetConnectorInfo(await readJson(client, path, options)),
	);
}

/**
 * The fields and sub-objects of an UpdateConnector, read once for a client and language. docs/afas.md 2.1.
 * @throws ProfitError; `input` when it is the ID of a GetConnector
 */
export function readUpdateConnectorInfo(
	client: ProfitClient,
	connector: string,
	options: CallOptions,
): Promise<UpdateConnectorInfo> {
	const path = metainfoPath('updateConnector', connector);
	return readOnce(client, path, options, async () => {
		const outcome = await outcomeOf(async () => await readJson(client, path, options));
		if ('answer' in outcome) return parseUpdateConnectorInfo(outcome.answer);
		const isOther = isRefusal(outcome.thrown) && (await isGetConnector(client, connector, options));
		throw isOther ? notAnUpdateConnector(connector) : outcome.thrown;
	});
}

/** Whether the token may read this connector, and not write it. */
async function isGetConnector(
	client: ProfitClient,
	connector: string,
	options: CallOptions,
): Promise<boolean> {
	const outcome = await outcomeOf(async () => await readEnvironmentInfo(client, options));
	if ('thrown' in outcome) return false;
	const has = (list: Array<{ id: string }>) =>
		list.some(({ id }) => id.toLowerCase() === connector.toLowerCase());
	return has(outcome.answer.getConnectors) && !has(outcome.answer.updateConnectors);
}

function notAnUpdateConnector(connector: string): ProfitError {
	return inputError(
		`'${connector}' is a GetConnector, which only gives rows`,
		"To write, choose an UpdateConnector under 'UpdateConnector', for example FbSales for sales orders.",
	);
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
const known = new WeakMap<ProfitClient['gate'], Map<string, Promise<unknown>>>();

function readOnce<T>(
	client: ProfitClient,
	path: string,
	options: CallOptions,
	read: () => Promise<T>,
): Promise<T> {
	const infos = known.get(client.gate) ?? new Map<string, Promise<unknown>>();
	known.set(client.gate, infos);
	const key = `${options.language ?? ''} ${path}`;
	const info = infos.get(key) ?? read();
	infos.set(key, info);
	// What AFAS refused stays refused; after anything else the next try may go well.
	info.catch((error: unknown) => {
		if (!isRefusal(error)) infos.delete(key);
	});
	return info as Promise<T>;
}

/** AFAS's own answer about a connector that the token may not use or that is not there. */
function isRefusal(error: unknown): boolean {
	return (
		error instanceof ProfitError && (error.kind === 'functional' || error.facts.isInput === true)
	);
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
