import { factsOfThrown, inputError, ProfitError } from '../profit/errors/profitError';
import type { HttpAnswer } from '../profit/answers/answerError';
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
import type { ReadMetainfo } from './keptMetainfo';
import {
	doubtMetainfo,
	isRefusal,
	knowsMetainfo,
	isUsed,
	knownMetainfo,
	withMetainfo,
	type Freshness,
} from './knownMetainfo';
import { outcomeOf } from './wait';

/**
 * Reads what the token may use. docs/afas.md 2.1.
 * @throws ProfitError
 */
export async function readEnvironmentInfo(
	client: ProfitClient,
	options: CallOptions,
): Promise<EnvironmentInfo> {
	return parseEnvironmentInfo(await readJson(client, '/metainfo', options));
}

/**
 * Reads the fields of a GetConnector. docs/afas.md 2.1.
 * @param freshness `kept` is for `withMetainfo` only; `anew` reads it once for a client and language
 * @throws ProfitError
 */
export async function readGetConnectorInfo(
	client: ProfitClient,
	connector: string,
	options: CallOptions,
	freshness: Freshness = 'anew',
): Promise<GetConnectorInfo> {
	const path = metainfoPath('getConnector', connector);
	return await knownMetainfo(client, nameOf(path, options), freshness, async () => {
		return await readShared(client, path, options, parseGetConnectorInfo);
	});
}

/** Whether the fields of a GetConnector are known, or on their way. */
export function knowsGetConnector(
	client: ProfitClient,
	connector: string,
	options: CallOptions,
): boolean {
	return knowsMetainfo(client, nameOf(metainfoPath('getConnector', connector), options));
}

/**
 * Reads the fields and sub-objects of an UpdateConnector. docs/afas.md 2.1.
 * @param freshness as for `readGetConnectorInfo`
 * @throws ProfitError; `input` when it is the ID of a GetConnector
 */
export async function readUpdateConnectorInfo(
	client: ProfitClient,
	connector: string,
	options: CallOptions,
	freshness: Freshness = 'anew',
): Promise<UpdateConnectorInfo> {
	const path = metainfoPath('updateConnector', connector);
	return await knownMetainfo(client, nameOf(path, options), freshness, async () => {
		const outcome = await outcomeOf(
			async () => await readShared(client, path, options, parseUpdateConnectorInfo),
		);
		if ('answer' in outcome) return outcome.answer;
		const isOther = isRefusal(outcome.thrown) && (await isGetConnector(client, connector, options));
		throw isOther ? notAnUpdateConnector(connector) : outcome.thrown;
	});
}

/**
 * Runs a task with the fields of an UpdateConnector, which may be kept: see `withMetainfo`.
 * @param task must not have changed anything in Profit when it throws
 * @throws what the task or `readUpdateConnectorInfo` throws
 */
export async function withUpdateInfo<T>(
	client: ProfitClient,
	connector: string,
	options: CallOptions,
	task: (info: UpdateConnectorInfo) => Promise<T>,
): Promise<T> {
	return await withMetainfo(
		client,
		async (freshness) => await readUpdateConnectorInfo(client, connector, options, freshness),
		task,
	);
}

/**
 * Sends a change. If AFAS refuses it, its metainfo is read anew the next time.
 * @throws what `send` throws; `input` when the connector is a GetConnector
 */
export async function withDoubts<T>(
	client: ProfitClient,
	connector: string,
	options: CallOptions,
	send: () => Promise<T>,
): Promise<T> {
	const outcome = await outcomeOf(send);
	if ('answer' in outcome) return outcome.answer;
	const { thrown } = outcome;
	const facts = factsOfThrown(thrown);
	const name = nameOf(metainfoPath('updateConnector', connector), options);
	// A body that is sent as the user wrote it needs no metainfo, so the name has not been checked yet.
	const isUnknown = facts?.outcome === 'refused' && !facts.passes && !isUsed(client, name);
	if (isUnknown && (await isGetConnector(client, connector, options))) {
		throw notAnUpdateConnector(connector).with({ outcome: 'refused' });
	}
	if (facts?.mayBeOutdated) doubtMetainfo(client, name);
	throw thrown;
}

/** Identifies metainfo by everything it depends on besides the client. */
function nameOf(path: string, { language = '' }: CallOptions): string {
	return `${language} ${path}`;
}

/** Whether the token may only read this connector. */
async function isGetConnector(
	client: ProfitClient,
	connector: string,
	options: CallOptions,
): Promise<boolean> {
	const outcome = await outcomeOf(
		async () =>
			await knownMetainfo(client, nameOf('/metainfo', options), 'anew', async () =>
				readShared(client, '/metainfo', options, parseEnvironmentInfo),
			),
	);
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
 * Reads the metainfo of a connector as AFAS gives it. docs/afas.md 2.2 and 2.3.
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

/**
 * Reads the JSON that a GET below the REST base URL gives.
 * @throws ProfitError; `badAnswer` when the answer is something else
 */
export async function readJson(
	client: ProfitClient,
	path: string,
	options: CallOptions,
): Promise<unknown> {
	return (await readSized(client, path, options)).json;
}

/** Reads metainfo that other items may be waiting for too. */
async function readShared<T extends object>(
	client: ProfitClient,
	path: string,
	options: CallOptions,
	parse: (json: unknown) => T,
): Promise<ReadMetainfo<T>> {
	const { json, length } = await readSized(client, path, { ...options, isShared: true });
	return { info: parse(json), length };
}

async function readSized(
	client: ProfitClient,
	path: string,
	options: CallOptions,
): Promise<{ json: unknown; length: number }> {
	const answer = await client.readText({ service: 'rest', method: 'GET', path }, options);
	const json = parsed(answer);
	if (json === undefined) {
		throw new ProfitError('badAnswer', `${describeBody(answer.body)} came back instead of JSON`, {
			httpCode: answer.status,
			description: 'Check the tenant, the environment and the URLs in the credential.',
		});
	}
	return { json, length: answer.body.length };
}

function parsed({ body }: HttpAnswer): unknown {
	try {
		return parseExactJson(body);
	} catch {
		return undefined;
	}
}
