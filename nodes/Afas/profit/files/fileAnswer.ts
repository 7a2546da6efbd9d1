import { describeBody } from '../values/describeBody';
import { ProfitError } from '../errors/profitError';
import { utf8Text } from '../values/utf8';
import { decodeBase64 } from './base64';
import { guessMimeType } from './mimeType';
import { textMembers } from './textMembers';

/** A file of Profit. */
export interface ProfitFile {
	/** As AFAS names it; empty when AFAS gives no name, as for images and reports. */
	fileName: string;
	mimeType: string;
	data: Buffer;
}

/**
 * The file in the answer of a connector for files, images or reports: `{ filename, mimetype, filedata }`, of which
 * the last is Base64. docs/afas.md 2.1.
 * @param answer the answer's bytes; they are not turned into one text, so that a large file fits in the memory
 * @throws ProfitError `badAnswer` when the answer is something else, cut off or damaged
 */
export function readFileAnswer(answer: Buffer): ProfitFile {
	const members = textMembers(answer);
	if (!members) throw notWhole(whatCame(answer));
	const content = members.get('filedata');
	if (!content) throw notWhole('The answer of AFAS holds no file');
	const data = decodeBase64(answer.subarray(content.start, content.end));
	if (!data) throw damagedFile();
	const text = (name: string): string => {
		const range = members.get(name);
		return range ? jsonText(utf8Text(answer.subarray(range.start - 1, range.end + 1))) : '';
	};
	const fileName = text('filename').trim();
	const mimeType = text('mimetype').trim();
	return {
		fileName,
		mimeType: mimeType.includes('/') ? mimeType : guessMimeType(data, fileName),
		data,
	};
}

/** What to throw when the Base64 of a file does not decode to a whole file. */
export function damagedFile(): ProfitError {
	return notWhole('The file came damaged from AFAS');
}

function whatCame(answer: Buffer): string {
	const start = answer.toString('utf8', 0, 200);
	return start.trimStart().startsWith('{')
		? 'The answer of AFAS is cut off'
		: `${describeBody(start)} came back instead of a file`;
}

function notWhole(message: string): ProfitError {
	return new ProfitError('badAnswer', message, {
		description:
			'Nothing was taken from this answer. Try again; if it stays, open the file in Profit and see whether it is whole there.',
	});
}

function jsonText(json: string): string {
	try {
		return String(JSON.parse(json));
	} catch {
		return '';
	}
}
