import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { toNodeError } from '../n8n/nodeError';
import type { CallOptions } from '../transport/calls';
import type { ProfitClient } from '../transport/client';
import { openProfit } from '../transport/customers';

/** The options of the editor's calls. A user is waiting and can try again, so they are retried once. */
const CALL_OPTIONS: CallOptions = { timeoutMs: 60_000, retries: 1 };

/** How long to reuse an answer for the lists of an open panel, in milliseconds. */
const REMEMBERED_MS = 10_000;

/** Maximum answers to keep. */
const REMEMBERED_ANSWERS = 50;

interface Remembered {
	until: number;
	answer: Promise<unknown>;
}

// Each list in an open panel makes its own request, and AFAS allows few calls at once. Only metainfo is kept here,
// under a digest of the whole credential, so that no other credential can see it.
const answers = new Map<string, Remembered>();

/**
 * Reads metainfo for the editor; lists that request the same at about the same time share one call.
 * @param name what is read, e.g. `get/My_Debtors`
 * @throws NodeApiError or NodeOperationError with AFAS's words
 */
export async function readForEditor<T>(
	context: ILoadOptionsFunctions,
	name: string,
	read: (client: ProfitClient, options: CallOptions) => Promise<T>,
): Promise<T> {
	const outcome = await answerOrFailure(context, name, read);
	if ('failure' in outcome) throw toNodeError(context.getNode(), outcome.failure);
	return outcome.answer;
}

async function answerOrFailure<T>(
	context: ILoadOptionsFunctions,
	name: string,
	read: (client: ProfitClient, options: CallOptions) => Promise<T>,
): Promise<{ answer: T } | { failure: unknown }> {
	try {
		const client = await openProfit(context, 'editor');
		const answer = remembered(`${client.key} ${name}`, async () => read(client, CALL_OPTIONS));
		return { answer: (await answer) as T };
	} catch (failure) {
		return { failure };
	}
}

function remembered(key: string, read: () => Promise<unknown>): Promise<unknown> {
	const now = Date.now();
	for (const [known, { until }] of answers) if (until <= now) answers.delete(known);
	const known = answers.get(key);
	if (known) return known.answer;

	if (answers.size >= REMEMBERED_ANSWERS) answers.clear();
	const answer = read();
	answers.set(key, { until: now + REMEMBERED_MS, answer });
	// Do not remember failures: the next try may succeed.
	answer.catch(() => answers.delete(key));
	return answer;
}
