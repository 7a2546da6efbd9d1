import { ProfitError } from '../../../profit/errors/profitError';
import type { ConnectorSummary } from '../../../profit/metainfo/types';
import { pageSizeFor } from '../../../profit/paging/pageSize';
import {
	isChosen,
	type EnvironmentSetup,
	type FoundConnector,
	type FoundGetConnector,
} from '../../../profit/setup/environmentSetup';
import type { Sample } from '../../../profit/setup/sampleFindings';
import type { CallOptions } from '../../../transport/calls';
import type { ProfitClient } from '../../../transport/client';
import { limiter, type Limiter } from '../../../transport/limiter';
import {
	readEnvironmentInfo,
	readGetConnectorInfo,
	readUpdateConnectorInfo,
} from '../../../transport/metainfo';
import { serviceOf } from '../../../transport/service';
import { outcomeOf } from '../../../transport/wait';

/** AFAS advises at most this many calls at the same time. docs/afas.md 2.5. */
const CALLS_AT_ONCE = 5;

/** Reads what an environment has: one call for its lists, and one for each chosen connector. */
export async function readSetup(
	client: ProfitClient,
	chosen: string[],
	options: CallOptions,
): Promise<EnvironmentSetup> {
	const environment = await readEnvironmentInfo(client, options);
	const atOnce = limiter(CALLS_AT_ONCE);
	const found = async <T>(
		list: ConnectorSummary[],
		read: (id: string) => Promise<T>,
	): Promise<Array<FoundConnector<T>>> =>
		await allOf(
			atOnce,
			list.filter(({ id }) => isChosen(chosen, id)),
			async ({ id, description }) => {
				const outcome = await outcomeOf(async () => await read(id));
				return 'answer' in outcome
					? { id, description, info: outcome.answer }
					: { id, description, refusal: refusalOf(outcome.thrown) };
			},
		);
	const [getConnectors, updateConnectors] = await Promise.all([
		found(environment.getConnectors, async (id) => await readGetConnectorInfo(client, id, options)),
		found(
			environment.updateConnectors,
			async (id) => await readUpdateConnectorInfo(client, id, options),
		),
	]);
	return { environment, chosen, getConnectors, updateConnectors };
}

/**
 * Reads the first rows of each GetConnector whose fields are known, one call each.
 * @param rows maximum for each; fewer where AFAS advises fewer rows in a call
 */
export async function readSamples(
	client: ProfitClient,
	getConnectors: FoundGetConnector[],
	rows: number,
	options: CallOptions,
): Promise<Sample[]> {
	const service = serviceOf(client, 'rest');
	const known = getConnectors.flatMap((found) => ('info' in found ? [found] : []));
	return await allOf(limiter(CALLS_AT_ONCE), known, async ({ id: connector, info }) => {
		const take = pageSizeFor(info.fields.length, rows);
		let startedAt = 0;
		const outcome = await outcomeOf(
			async () =>
				// Retried as a whole, so that only the successful call is timed.
				await client.again(async () => {
					startedAt = performance.now();
					const source = service.rows(info, { ...options, retries: 0 });
					const read = await source.read({ connector, filter: [], sort: [], skip: 0, take });
					return { rows: read, tookMs: performance.now() - startedAt };
				}, options),
		);
		return 'answer' in outcome
			? { connector, fields: info.fields, ...outcome.answer }
			: { connector, refusal: refusalOf(outcome.thrown) };
	});
}

/**
 * Runs a task for each entry. After an error no other task starts, and those in progress are awaited.
 * @throws the error of the first task that failed
 */
async function allOf<T, R>(
	atOnce: Limiter,
	list: T[],
	task: (entry: T) => Promise<R>,
): Promise<R[]> {
	let failure: { thrown: unknown } | undefined;
	const results = await Promise.all(
		list.map(
			async (entry) =>
				await atOnce(async () => {
					if (failure) return undefined;
					const outcome = await outcomeOf(async () => await task(entry));
					if ('answer' in outcome) return outcome;
					failure ??= outcome;
					return undefined;
				}),
		),
	);
	if (failure) throw (failure as { thrown: unknown }).thrown;
	return results.flatMap((result) => (result ? [result.answer] : []));
}

/**
 * AFAS's message about a connector that it refuses.
 * @throws an error that concerns all connectors: AFAS is unavailable, or the execution was canceled
 */
function refusalOf(thrown: unknown): string {
	if (!(thrown instanceof ProfitError)) throw thrown;
	const { kind, facts, message } = thrown;
	const isAway = facts.passes && facts.outcome !== 'unknown';
	if (isAway || kind === 'cancelled') throw thrown;
	return message;
}
