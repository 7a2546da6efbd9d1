import { ProfitError } from '../profit/errors/profitError';
import type { NotFoundText } from '../profit/errors/answerError';
import { decodeBase64 } from '../profit/files/base64';
import { damagedFile, readFileAnswer, type ProfitFile } from '../profit/files/fileAnswer';
import { guessMimeType } from '../profit/files/mimeType';
import { readAttachmentNames } from '../profit/soap/attachments';
import { attachmentListRequest, type SoapRequest } from '../profit/soap/requests';
import { readSoapResult, soapResultBytes } from '../profit/soap/result';
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

/** Base64 of 100 MB, in bytes. 50 MB were measured to take about 220 MB of memory; AFAS takes files of up to 75 MB. */
const LARGEST_SOAP_ANSWER = 140 * 1024 * 1024;

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
	const answer = await profit.soapBytes(request, options);
	if (answer.length > LARGEST_SOAP_ANSWER) {
		throw new ProfitError('tooLarge', 'The file is too large to be read over SOAP', {
			description: "Files over SOAP may have 100 MB here. Set 'Protocol' to REST for larger ones.",
		});
	}
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
