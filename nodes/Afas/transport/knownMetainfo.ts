import { factsOfThrown, ProfitError } from '../profit/errors/profitError';
import type { ProfitClient } from './client';
import { KeptMetainfo, type ReadMetainfo } from './keptMetainfo';
import { outcomeOf } from './wait';

/** `kept`: as this process knows it, at most ten minutes old. `anew`: read by this execution. */
export type Freshness = 'kept' | 'anew';

/** Metainfo of all customers of this process. That of a large UpdateConnector has some 300,000 characters. */
const kept = new KeptMetainfo({ ageMs: 10 * 60_000, entries: 1_000, length: 10_000_000 });

/** Metainfo that rows contradict. If AFAS gives the same again, every execution reads it anew. */
const contradicted = new WeakSet<object>();

/** Metainfo that a client has read, or knows. */
interface Used {
	info: Promise<object>;
	isAnew: boolean;
}

class ClientMetainfo {
	readonly used = new Map<string, Used>();

	/** Metainfo that the client has read itself. */
	readonly anew = new WeakSet<object>();

	/** Kept metainfo that an answer to the client has confirmed. */
	readonly confirmed = new WeakSet<object>();
}

// By the gate, which all items of one customer share in one execution.
const ofClients = new WeakMap<ProfitClient['gate'], ClientMetainfo>();

function ofClient({ gate }: ProfitClient): ClientMetainfo {
	const known = ofClients.get(gate) ?? new ClientMetainfo();
	ofClients.set(gate, known);
	return known;
}

/**
 * Gives the metainfo of a name: known to the client, or taken from the kept metainfo, or else read from AFAS.
 * @param name identifies the metainfo by everything it depends on besides the client
 * @throws what `ask` throws; a refusal lasts for this client
 */
export function knownMetainfo<T extends object>(
	client: ProfitClient,
	name: string,
	freshness: Freshness,
	ask: () => Promise<ReadMetainfo<T>>,
): Promise<T> {
	const { used, anew } = ofClient(client);
	const before = used.get(name);
	if (before && (before.isAnew || freshness === 'kept')) return before.info as Promise<T>;

	const key = `${client.key} ${name}`;
	const askNow = async (): Promise<object> => {
		const asked = ask();
		kept.keep(key, asked);
		const { info } = await asked;
		anew.add(info);
		return info;
	};
	const shared = freshness === 'kept' ? kept.get(key) : undefined;
	const orAnew = async (sharing: Promise<ReadMetainfo>) => {
		const outcome = await outcomeOf(async () => await sharing);
		const known = 'answer' in outcome ? outcome.answer.info : undefined;
		if (known !== undefined && !contradicted.has(known)) return known;
		mine.isAnew = true;
		const info = await askNow();
		if (known !== undefined && isSame(known, info)) contradicted.add(info);
		return info;
	};
	const mine: Used = {
		isAnew: shared === undefined,
		info: shared === undefined ? askNow() : orAnew(shared),
	};
	used.set(name, mine);
	mine.info.catch((error: unknown) => {
		if (!isRefusal(error) && used.get(name) === mine) used.delete(name);
	});
	return mine.info as Promise<T>;
}

/** Whether the metainfo of a name is known, or on its way. */
export function knowsMetainfo(client: ProfitClient, name: string): boolean {
	return ofClient(client).used.has(name) || kept.get(`${client.key} ${name}`) !== undefined;
}

/** Whether AFAS refused the connector itself: it does not exist, or the token may not use it. */
export function isRefusal(error: unknown): boolean {
	return (
		error instanceof ProfitError && (error.kind === 'functional' || error.facts.isInput === true)
	);
}

/** Whether the client has used the metainfo of a name. */
export function isUsed(client: ProfitClient, name: string): boolean {
	return ofClient(client).used.has(name);
}

/** Whether the client has read this metainfo itself, so that it cannot be out of date. */
export function isAskedAnew(client: ProfitClient, info: object): boolean {
	return ofClient(client).anew.has(info);
}

/** Records that an answer to the client has confirmed this metainfo. */
export function confirm(client: ProfitClient, info: object): void {
	ofClient(client).confirmed.add(info);
}

/**
 * Compares metainfo of a connector that may be kept with what AFAS says now.
 * @param ask asks AFAS, or gives what it said in this execution
 * @throws ProfitError `outdated` when AFAS says something else; nothing when it does not answer
 */
export async function confirmAnew(
	client: ProfitClient,
	connector: string,
	info: object,
	ask: () => Promise<object>,
): Promise<void> {
	if (isCurrent(client, info)) return;
	const asked = await outcomeOf(ask);
	if ('thrown' in asked) return;
	if (!isSame(info, asked.answer)) throw outdated(connector);
	confirm(client, info);
}

/** Whether the client has asked for this metainfo itself, or an answer has confirmed it. */
export function isCurrent(client: ProfitClient, info: object): boolean {
	return isAskedAnew(client, info) || ofClient(client).confirmed.has(info);
}

/**
 * The error of a task for which the kept metainfo of a connector is not good enough, so that `withMetainfo` repeats it.
 * Do not use it for metainfo that the client has read itself.
 * @param info the metainfo, if the connector's own rows contradict it
 */
export function outdated(connector: string, info?: object): ProfitError {
	if (info !== undefined) contradicted.add(info);
	return new ProfitError('outdated', `'${connector}' has changed in Profit`, {
		description: 'Try again.',
	});
}

/**
 * Runs a task with metainfo that may be kept. If the task fails and outdated metainfo may be the cause, it runs once
 * more with metainfo read anew: a field that was just renamed in Profit is not the user's mistake.
 * @param infoAs reads the metainfo
 * @param task must not have changed anything in Profit when it throws
 * @throws the final error of the task
 */
export async function withMetainfo<I extends object, T>(
	client: ProfitClient,
	infoAs: (freshness: Freshness) => Promise<I>,
	task: (info: I) => Promise<T>,
): Promise<T> {
	const info = await infoAs('kept');
	const outcome = await outcomeOf(async () => await task(info));
	if ('answer' in outcome) return outcome.answer;
	const { thrown } = outcome;
	const facts = factsOfThrown(thrown);
	// Without an access token the call did not reach AFAS, so the names were not checked.
	const isSent = !(thrown instanceof ProfitError && thrown.details.notSent);
	if (!facts?.mayBeOutdated || !isSent || isAskedAnew(client, info)) throw thrown;
	const anew = await infoAs('anew');
	if (isSame(info, anew)) {
		if (!facts.isOutdated) throw thrown;
		if (contradicted.has(info)) contradicted.add(anew);
	}
	return await task(anew);
}

/** Drops the metainfo of a name that AFAS contradicts, unless the client has read it itself. */
export function doubtMetainfo(client: ProfitClient, name: string): void {
	const { used } = ofClient(client);
	if (used.get(name)?.isAnew) return;
	used.delete(name);
	kept.forget(`${client.key} ${name}`);
}

function isSame(info: object, other: object): boolean {
	return JSON.stringify(info) === JSON.stringify(other);
}
