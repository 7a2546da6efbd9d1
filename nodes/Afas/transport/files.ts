import { ProfitError } from '../profit/errors/profitError';
import type { NotFoundText } from '../profit/answers/statuses';
import { decodeBase64 } from '../profit/files/base64';
import { damagedFile, readFileAnswer, type ProfitFile } from '../profit/files/fileAnswer';
import { guessMimeType } from '../profit/files/mimeType';
import { readAttachmentNames } from '../profit/soap/attachments';
import { attachmentListRequest, type SoapRequest } from '../profit/soap/requests';
import { readSoapResult, soapResultBytes } from '../profit/soap/result';
import type { AnswerLimit } from './body';
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
	const call = { method: 'GET' as const, path, notFound };
	return readFileAnswer(await profit.restBytes(call, { ...options, limit: REST_LIMIT }));
}

/** Bytes of Base64 for 100 bytes of a file, and what JSON may add. */
const ENCODED = 140;

/** A file takes about five times its size in n8n's memory, where it keeps files in memory; AFAS takes files of up to 75 MB. */
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
const SOAP_LIMIT = fileLimit(100, "Set 'Protocol' to REST, which takes up to 200 MB.");

/**
 * Gets a file over SOAP, which tells neither its name nor its type.
 * @param fileName its name, where that is known
 * @throws ProfitError
 */
export async function readSoapFile(
	profit: Profit,
	request: SoapRequest,
	fileName: string,
	options: CallOptions,
): Promise<ProfitFile> {
	const answer = await profit.soapBytes(request, { ...options, limit: SOAP_LIMIT });
	const data = decodeBase64(soapResultBytes(answer));
	if (!data) throw damagedFile();
	return { fileName, mimeType: guessMimeType(data, fileName), data };
}

/**
 * The name of an attachment, over SOAP; empty when AFAS does not list it.
 * @throws ProfitError
 */
export async function readSoapAttachmentName(
	profit: Profit,
	subjectId: string,
	fileId: string,
	options: CallOptions,
): Promise<string> {
	const answer = await profit.soap(attachmentListRequest(subjectId), options);
	return readAttachmentNames(readSoapResult(answer)).get(fileId.toUpperCase()) ?? '';
}
