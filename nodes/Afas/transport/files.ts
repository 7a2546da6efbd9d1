import { ProfitError } from '../profit/errors/profitError';
import type { NotFoundText } from '../profit/answers/statuses';
import { readFileAnswer, type ProfitFile } from '../profit/files/fileAnswer';
import type { AnswerLimit } from './body';
import type { CallOptions } from './calls';
import type { ProfitClient } from './client';

/**
 * Gets a file, an image or a report over REST.
 * @param path one of `profit/files/filePaths`
 * @param notFound the meaning of a 404
 * @throws ProfitError
 */
export async function readRestFile(
	client: ProfitClient,
	path: string,
	notFound: NotFoundText,
	options: CallOptions,
): Promise<ProfitFile> {
	const call = { service: 'rest', method: 'GET', path, notFound } as const;
	const answer = await client.read(call, { ...options, limit: REST_LIMIT });
	return readFileAnswer(answer.body);
}

/** Bytes of Base64 for 100 bytes of a file, with a margin for JSON. */
const ENCODED = 140;

/** If n8n keeps files in memory, a file takes about five times its size; AFAS accepts files of up to 75 MB. */
function fileLimit(megabytes: number, wayOut: string): AnswerLimit {
	return {
		bytes: (megabytes / 100) * ENCODED * 1024 * 1024,
		exceeded: () =>
			new ProfitError('tooLarge', `The file is larger than ${megabytes} MB`, {
				description: `It was not read any further, since n8n would need too much memory. ${wayOut}`,
			}),
	};
}

const REST_LIMIT = fileLimit(200, 'Open it in Profit.');
/** The limit for a file over SOAP. */
export const SOAP_FILE_LIMIT = fileLimit(100, "Set 'Protocol' to REST, which takes up to 200 MB.");
