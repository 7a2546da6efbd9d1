import { inputError } from '../errors/profitError';
import { writeZip } from '../files/zip/writeZip';
import { element } from '../xml/element';
import { buildXml } from '../xml/fastXml';

const MEGABYTE = 1024 * 1024;

/** The largest command, with its files. docs/afas.md 11.2. */
const MAX_COMMAND = 200 * MEGABYTE;

/** Tells AFAS which file in an archive belongs to the command line. */
const META_INFO = '@#$MetaInfo.xml';

/**
 * Packs the file of a command as AFAS Remote does: the file, and a note of its name.
 * @param fileName the same as in the command line, which has checked it
 * @returns a ZIP in Base64
 * @throws ProfitError `input` when the file is empty, or too large for AFAS
 */
export async function commandArchive(fileName: string, data: Buffer): Promise<string> {
	if (data.length === 0) {
		throw inputError('The file to import is empty', 'Check the node that makes the file.');
	}
	if (data.length > MAX_COMMAND) throw tooLarge();
	const note = buildXml(element('InputFile_Name', fileName));
	const zip = await writeZip([
		{ name: fileName, data },
		{
			name: META_INFO,
			// A byte order mark and a line end, as in AFAS's example.
			data: Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n${note}`),
		},
	]);
	const base64 = zip.toString('base64');
	if (base64.length > MAX_COMMAND) throw tooLarge();
	return base64;
}

function tooLarge() {
	return inputError(
		'The file to import is larger than 200 MB',
		'AFAS takes no larger commands. Split the file and import the parts one after another.',
	);
}
