import { attachmentPath } from '../../profit/files/filePaths';
import type { ProfitFile } from '../../profit/files/fileAnswer';
import { readFile } from '../../transport/files';
import type { CallOptions, Profit } from '../../transport/profit';

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
