import { factsOfThrown, ProfitError } from '../profit/errors/profitError';
import type { ProfitClient } from './client';
import { KeptMetainfo, type ReadMetainfo } from './keptMetainfo';
import { outcomeOf } from './wait';

/** `kept`: as this process knows it, for ten minutes at most. `anew`: asked for by this execution. */
export type Freshness = 'kept' | 'anew';

/** Metainfo of all customers of this process; one with the fields of a large UpdateConnector has some 300,000 characters. */
const kept = new KeptMetainfo({ ageMs: 10 * 60_000, entries: 1_000, length: 10_000_000 });

/** Metainfo that rows contradict. Where AFAS gives the same once more, every execution asks for it. */
const contradicted = new WeakSet<object>();

/** What a client has asked for, or knows. */
interface Used {
	info: Promise<object>;
	isAnew: boolean;
}

class ClientMetainfo {
	readonly used = new Map<string, Used>();

	/** What it has asked for itself. */
	readonly anew = new WeakSet<object>();
}

// Of one customer in one execution, whichever item asks; the memory goes with its gate.
const ofClients = new WeakMap<ProfitClient['gate'], ClientMetainfo>();

function ofClient({ gate }: ProfitClient): ClientMetainfo {
	const known = ofClients.get(gate) ?? new ClientMetainfo();
	ofClients.set(gate, known);
	return known;
}

/**
 * The metainfo under a name: what a client has asked for or may take from what is kept, else what AFAS says.
 * @param name what is asked for, with all that the answer depends on besides the client
 * @throws what `ask` throws; what AFAS refused stays refused for this client
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

/** Whether metainfo under a name need not be asked for: it is known, or on its way. */
export function knowsMetainfo(client: ProfitClient, name: string): boolean {
	return ofClient(client).used.has(name) || kept.get(`${client.key} ${name}`) !== undefined;
}

/** AFAS's own answer about a connector that the token may not use or that is not there. */
export function isRefusal(error: unknown): boolean {
	return (
		error instanceof ProfitError && (error.kind === 'functional' || error.facts.isInput === true)
	);
}

/** Whether the client has asked for what is under a name, or taken it from what is kept. */
export function isUsed(client: ProfitClient, name: string): boolean {
	return ofClient(client).used.has(name);
}

/** Whether the client has asked for this metainfo itself, so that nothing else can be newer. */
export function isAskedAnew(client: ProfitClient, info: object): boolean {
	return ofClient(client).anew.has(info);
}

/**
 * The error of a task for which the metainfo of a connector that is kept will not do; `withMetainfo` has it done again.
 * Not for metainfo that the client has asked for.
 * @param info the metainfo, when the connector's own rows say something else
 */
export function outdated(connector: string, info?: object): ProfitError {
	if (info !== undefined) contradicted.add(info);
	return new ProfitError('outdated', `'${connector}' has changed in Profit`, {
		description: 'Try again.',
	});
}

/**
 * Does a task with metainfo that may be kept, and once more with what AFAS says now when the task fails and that may be the
 * reason: a name that was renamed in Profit a minute ago is no mistake of the user.
 * @param infoAs gives the metainfo
 * @param task must not have changed anything in Profit when it throws
 * @throws what the task throws in the end
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
	// Without an access token AFAS has not seen any name.
	const isSent = !(thrown instanceof ProfitError && thrown.details.notSent);
	if (!facts?.mayBeOutdated || !isSent || isAskedAnew(client, info)) throw thrown;
	const anew = await infoAs('anew');
	if (isSame(info, anew)) {
		if (!facts.isOutdated) throw thrown;
		if (contradicted.has(info)) contradicted.add(anew);
	}
	return await task(anew);
}

/** AFAS refused what metainfo under a name says: unless the client has just asked for it, it is asked for anew. */
export function doubtMetainfo(client: ProfitClient, name: string): void {
	const { used } = ofClient(client);
	if (used.get(name)?.isAnew) return;
	used.delete(name);
	kept.forget(`${client.key} ${name}`);
}

function isSame(info: object, other: object): boolean {
	return JSON.stringify(info) === JSON.stringify(other);
}
