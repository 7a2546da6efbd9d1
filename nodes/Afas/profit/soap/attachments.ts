import { ProfitError } from '../errors/profitError';
import { childElements, localName } from '../xml/element';
import { readXml } from '../xml/fastXml';

/**
 * Reads the names of the attachments in the result of GetSubjectAttachmentInfo. docs/afas.md 3.10.
 * @param result the decoded result; empty if the dossier item has none
 * @returns file name by file ID, the ID in upper case
 * @throws ProfitError `badAnswer` when it is no such list
 */
export function readAttachmentNames(result: string): Map<string, string> {
	const names = new Map<string, string>();
	if (result.trim() === '') return names;
	const root = readXml(result);
	if (!root || localName(root.name) !== 'SubjectAttachmentInfo') {
		throw new ProfitError('badAnswer', 'The answer of AFAS holds no list of attachments');
	}
	for (const { attributes } of childElements(root)) {
		const attribute = (name: string) =>
			[...attributes].find(([own]) => localName(own).toLowerCase() === name)?.[1] ?? '';
		names.set(attribute('fileid').toUpperCase(), attribute('filename'));
	}
	return names;
}
