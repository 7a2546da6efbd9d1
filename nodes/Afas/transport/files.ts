import type { NotFoundText } from '../profit/errors/answerError';
import { readFileAnswer, type ProfitFile } from '../profit/files/fileAnswer';
import type { CallOptions, Profit } from './profit';

/**
 * Gets a file, an image or a report over REST.
 * @param path one of `profit/files/filePaths`
 * @param notFound what a 404 means for it
 * @throws ProfitError
 */
export async function readFile(
	profit: Profit,
	path: string,
	notFound: NotFoundText,
	options: CallOptions,
): Promise<ProfitFile> {
	return readFileAnswer(await profit.restBytes({ method: 'GET', path, notFound }, options));
}
