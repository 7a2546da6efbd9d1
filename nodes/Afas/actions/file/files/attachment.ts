import { attachmentPath, checkedId } from '../../../profit/rest/filePaths';
import type { ProfitFile } from '../../../profit/files/fileAnswer';
import { attachmentRequest } from '../../../profit/soap/requests';
import { readFile, readSoapAttachmentName, readSoapFile } from '../../../transport/files';
import type { CallOptions, Profit } from '../../../transport/profit';

/**
 * Gets an attachment of a dossier item.
 * @throws ProfitError
 */
export async function readAttachment(
	profit: Profit,
	subjectId: string,
	fileId: string,
	options: CallOptions,
): Promise<ProfitFile> {
	const notFound = {
		message: `AFAS gives no attachment '${fileId.trim()}' of dossier item ${subjectId.trim()}`,
		nextStep:
			'The file is not on disk in Profit any more, or the user of the credential may not see it. Open the dossier item in Profit as that user and open the attachment there; check also that both IDs come from the same row, and that the app connector may use the SubjectConnector.',
	};
	return await readFile(profit, attachmentPath(subjectId, fileId), notFound, options);
}

/**
 * Gets an attachment of a dossier item over SOAP, in two calls: its content comes without its name.
 * @throws ProfitError
 */
export async function readSoapAttachment(
	profit: Profit,
	subjectId: string,
	fileId: string,
	options: CallOptions,
): Promise<ProfitFile> {
	const subject = checkedId(subjectId, 'Dossier Item ID');
	const file = checkedId(fileId, 'File ID');
	const name = await readSoapAttachmentName(profit, subject, file, options);
	return await readSoapFile(profit, attachmentRequest(subject, file), name, options);
}
