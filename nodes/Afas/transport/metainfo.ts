import { ProfitError, type ProfitErrorKind } from '../profit/errors/profitError';
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
import { getDataRequest, versionRequest } from '../profit/soap/requests';
import { readSoapResult } from '../profit/soap/result';
import { connectorInfoOfSchema } from '../profit/soap/schemaInfo';
import { parseExactJson } from '../profit/values/exactJson';
import type { CallOptions, Profit } from './profit';
import { attempt } from './wait';

/**
 * What the token may use. docs/afas.md 2.1.
 * @throws ProfitError
 */
export async function readEnvironmentInfo(
	profit: Profit,
	options: CallOptions,
): Promise<EnvironmentInfo> {
	return parseEnvironmentInfo(await readJson(profit, '/metainfo', options));
}

/**
 * The fields of a GetConnector, read once for a Profit and language. docs/afas.md 2.1.
 * @throws ProfitError
 */
export function readGetConnectorInfo(
	profit: Profit,
	connector: string,
	options: CallOptions,
): Promise<GetConnectorInfo> {
	return readOnce(
		profit,
		`/metainfo/get/${pathPart(connector, "'GetConnector'")}`,
		options,
		parseGetConnectorInfo,
	);
}

/** Answers that say nothing about the connector, only that REST cannot be used from here. */
const REST_MISSING: ReadonlySet<ProfitErrorKind> = new Set<ProfitErrorKind>([
	'unreachable',
	'forbidden',
	'notFound',
	'badAnswer',
]);

/**
 * The fields of a GetConnector for a read over SOAP: from metainfo, which the same token can read over REST; where REST
 * cannot be had, from the schema that SOAP gives along with rows.
 * @throws ProfitError
 */
export async function readSoapConnectorInfo(
	profit: Profit,
	connector: string,
	options: CallOptions,
): Promise<GetConnectorInfo> {
	// Without REST nobody waits for it to come back.
	const once = { ...options, retries: 0 };
	return await profit.again(async () => {
		const outcome = await attempt(() => readGetConnectorInfo(profit, connector, once));
		if ('answer' in outcome) return outcome.answer;
		const { thrown } = outcome;
		if (!(thrown instanceof ProfitError) || !REST_MISSING.has(thrown.kind)) throw thrown;
		const firstRow = { connector, filter: [], sort: [], skip: 0, take: 1 };
		const answer = await profit.soap(getDataRequest(firstRow, { metadata: true }), once);
		return connectorInfoOfSchema(connector, answer);
	}, options);
}

/**
 * The fields and sub-objects of an UpdateConnector, read once for a Profit and language. docs/afas.md 2.1.
 * @throws ProfitError
 */
export function readUpdateConnectorInfo(
	profit: Profit,
	connector: string,
	options: CallOptions,
): Promise<UpdateConnectorInfo> {
	return readOnce(
		profit,
		`/metainfo/update/${pathPart(connector, "'UpdateConnector'")}`,
		options,
		parseUpdateConnectorInfo,
	);
}

// One execution asks for a connector's fields once, however many items it has; the memory goes with its Profit.
const known = new WeakMap<Profit, Map<string, Promise<unknown>>>();

function readOnce<T>(
	profit: Profit,
	path: string,
	options: CallOptions,
	parse: (json: unknown) => T,
): Promise<T> {
	const infos = known.get(profit) ?? new Map<string, Promise<unknown>>();
	known.set(profit, infos);
	const key = `${options.language ?? ''} ${path}`;
	const info = infos.get(key) ?? readJson(profit, path, options).then(parse);
	infos.set(key, info);
	// What went wrong is not remembered: the next try may go well.
	info.catch(() => infos.delete(key));
	return info as Promise<T>;
}

/**
 * The version of Profit, e.g. `22.22.5`. docs/afas.md 2.1.
 * @throws ProfitError
 */
export async function readVersion(profit: Profit, options: CallOptions): Promise<string> {
	const answer = await readJson(profit, '/profitversion', options);
	const version = (answer as { version?: unknown } | null)?.version;
	return knownVersion(version);
}

/**
 * The version of Profit, asked over SOAP. docs/afas.md 3.1.
 * @throws ProfitError
 */
export async function readSoapVersion(profit: Profit, options: CallOptions): Promise<string> {
	return knownVersion(readSoapResult(await profit.soap(versionRequest(), options)).trim());
}

function knownVersion(version: unknown): string {
	if (typeof version === 'string' && version !== '') return version;
	throw new ProfitError('badAnswer', 'The answer of AFAS holds no version');
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
