import type { HttpAnswer } from '../profit/answers/answerError';
import { cancelled, ProfitError } from '../profit/errors/profitError';
import { MOST_CALLS } from '../profit/paging/pace';
import { readPolicy, writePolicy, type Reach } from '../profit/errors/retry';
import { errorOfWrite, errorOfWriteAnswer } from '../profit/errors/writeError';
import type { SoapRead, SoapWrite } from '../profit/soap/requests';
import { utf8Text } from '../profit/values/utf8';
import {
	READ_RETRIES,
	type CallOptions,
	type RestRead,
	type RestWrite,
	type WaitAndLanguage,
} from './calls';
import { Gate } from './gate';
import { knownFailures } from './knownFailures';
import { accepted, answerTo, ready, type AnyCall, type Login } from './oneCall';
import { withRetries } from './retries';
import type { RawAnswer } from './send';
import { outcomeOf } from './wait';

/** How to make a call that changes something, and how to read its answer. */
export interface WritePolicy<T> {
	/**
	 * Reads an answer with a status of 200 to 299. If it throws, AFAS may have carried out the change, unless the error
	 * is AFAS's refusal, such as a SOAP fault.
	 */
	readAnswer(answer: HttpAnswer): T;
	/** Maximum retries when AFAS says that a record or layout is in use; none when absent. */
	lockRetries?: number;
}

/** A customer's Profit environment for a node: one login, during one execution. */
export interface ProfitClient {
	/**
	 * Makes a call that changes nothing, and retries transient failures.
	 * @returns AFAS's answer with a status of 200 to 299
	 * @throws ProfitError for everything else
	 */
	read(call: RestRead | SoapRead, options: CallOptions): Promise<RawAnswer>;
	/**
	 * Like `read`, but gives the text of the answer.
	 * @throws ProfitError as `read` does
	 */
	readText(call: RestRead | SoapRead, options: CallOptions): Promise<HttpAnswer>;
	/**
	 * Makes a call that changes something in Profit. It is only resent if AFAS certainly kept nothing of it.
	 * @throws ProfitError whose `details.outcome` tells the outcome; if AFAS may have carried it out, the description
	 *   tells the user to check first
	 */
	write<T>(
		call: RestWrite | SoapWrite,
		options: WaitAndLanguage,
		policy: WritePolicy<T>,
	): Promise<T>;
	/**
	 * Runs a read of several calls, and repeats all of it after transient failures. Its calls must say `retries: 0`.
	 * @throws the error of the last try
	 */
	again<T>(read: () => Promise<T>, options: CallOptions): Promise<T>;
	/**
	 * Runs a read whose calls are retried one by one, unless it is known to fail: AFAS refused the login there, or is out of reach.
	 * @param what is read, without what differs by item
	 * @throws the error of the read, or the remembered one
	 */
	unlessItFails<T>(what: string, read: () => Promise<T>): Promise<T>;
	/** The REST base URL, without a slash at the end. */
	restUrl: string;
	/** A digest of the credential; it reveals no secret. */
	key: string;
	/** The customer's name for the user; only set if the items of an execution may be of several customers. */
	tenant?: string;
	/** All calls of the customer pass it, even if items have clients of their own. */
	gate: Gate;
	/** The IntegrationId of every request. */
	integrationId: string;
}

/**
 * Makes the calls of one customer.
 * @param signal stops waiting when the execution is canceled
 */
export function clientOf(login: Login, signal: AbortSignal | undefined): ProfitClient {
	const reach: Reach = { isLost: false };
	const isCanceled = () => signal?.aborted === true;

	const failures = knownFailures();
	const gate = new Gate(login.usesOAuth);

	const again = async <T>(
		read: () => Promise<T>,
		{ retries = READ_RETRIES, isOver, isStopped }: CallOptions,
	) => {
		const isNeedless = () => isCanceled() || isOver?.() === true || isStopped?.() === true;
		return await withRetries(read, readPolicy(retries), isNeedless);
	};
	const read = async (call: RestRead | SoapRead, options: CallOptions) => {
		const { concurrency = MOST_CALLS, isStopped } = options;
		const ask = async () => {
			const request = ready(login, call, options);
			return await gate.pass(concurrency, async () => {
				if (isCanceled() || isStopped?.()) throw cancelled();
				return accepted(await answerTo(request, { goesAgain: true }));
			});
		};
		// A call without retries is part of a larger read, which is retried as a whole.
		return options.retries === 0
			? await ask()
			: await failures.around(addressOf(call), async () => await again(ask, options));
	};

	const writeOnce = async <T>(
		call: RestWrite | SoapWrite,
		{ timeoutMs, language, concurrency = MOST_CALLS }: WaitAndLanguage,
		{ readAnswer }: WritePolicy<T>,
	) => {
		const request = ready(login, call, { timeoutMs, language });
		return await gate.pass(concurrency, async () => {
			if (isCanceled()) throw new ProfitError('cancelled', CANCELED_BEFORE, { outcome: 'notSent' });
			const begun = performance.now();
			const sent = await outcomeOf(async () => {
				const answer = await answerTo(request, { goesAgain: false });
				return { ...answer, body: utf8Text(answer.body) };
			});
			const tookMs = performance.now() - begun;
			if ('thrown' in sent) throw errorOfWrite(sent.thrown, tookMs);
			const read = await outcomeOf(async () => readAnswer(accepted(sent.answer)));
			if ('thrown' in read) throw errorOfWriteAnswer(read.thrown, tookMs);
			return read.answer;
		});
	};

	return {
		again,
		unlessItFails: async (what, task) => await failures.around(what, task),
		read,
		readText: async (call, options) => {
			const answer = await read(call, options);
			return { ...answer, body: utf8Text(answer.body) };
		},
		write: async (call, options, policy) =>
			await failures.around(
				addressOf(call),
				async () =>
					await withRetries(
						async () => await writeOnce(call, options, policy),
						writePolicy(policy.lockRetries ?? 0, reach),
						isCanceled,
					),
			),
		restUrl: login.bases.rest,
		key: login.key,
		gate,
		integrationId: login.integrationId,
	};
}

const CANCELED_BEFORE = 'The execution was canceled before this was sent';

/** Parts of a path up to the name of a connector: `/connectors/FbSales`, `/metainfo/get`, including the empty first part. */
const ADDRESS_PARTS = 4;

/** The address of a call, without the parts that differ by item. */
function addressOf({ service, method, path }: AnyCall): string {
	const [bare] = path.split('?');
	return [service, method, ...bare.split('/').slice(0, ADDRESS_PARTS)].join(' ');
}
