import { describeBody } from '../values/describeBody';
import { ProfitError } from '../errors/profitError';
import { utf8Text } from '../values/utf8';
import { decodeBase64 } from './base64';
import { guessMimeType, tellsKind } from './mimeType';
import { textMembers } from './textMembers';

/** A file of Profit. */
export interface ProfitFile {
	/** AFAS's name; empty if it gives none, as for images and reports. */
	fileName: string;
	mimeType: string;
	data: Buffer;
}

/**
 * Reads the file in the answer of a connector for files, images or reports: `{ filename, mimetype, filedata }`, with
 * Base64 in `filedata`. docs/afas.md 2.1.
 * @param answer the answer's bytes; they are never made into one string, so that a large file fits in memory
 * @throws ProfitError `badAnswer` when the answer has another form, is cut off or damaged
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
		mimeType: tellsKind(mimeType) ? mimeType : guessMimeType(data, fileName),
		data,
	};
}

/** The error for a file whose Base64 is damaged. */
export function damagedFile(): ProfitError {
	return notWhole('The file from AFAS is damaged');
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
			'Nothing of this answer was used. Try again; if it keeps happening, open the file in Profit and see whether it is whole there.',
	});
}

function jsonText(json: string): string {
	try {
		return String(JSON.parse(json));
	} catch {
		return '';
	}
}
