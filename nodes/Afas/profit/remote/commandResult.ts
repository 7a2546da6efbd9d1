import { ProfitError } from '../errors/profitError';
import { readZip } from '../files/zip/readZip';
import type { ZipEntry } from '../files/zip/writeZip';
import { asNumber } from '../values/read';
import { windows1252Text } from '../values/windows1252';
import { childElements, localName, type XmlElement } from '../xml/element';
import { readXml } from '../xml/fastXml';

/** An error of a command, in AFAS's words. */
export interface CommandError {
	/** e.g. -2147192493; null when AFAS gives none. */
	number: number | null;
	description: string;
	/** Several lines for AFAS's support. */
	detail: string;
}

/** The result of a command of AFAS Remote. */
export interface CommandResult {
	/** 0 for success; null if AFAS does not say. */
	exitCode: number | null;
	errors: CommandError[];
	/** AFAS's log; empty if there is none. */
	log: string;
}

const LOG = '@#$generallogfile';
const RETURN = '@#$return.xml';

/**
 * Reads the archive that AFAS gives when a command is done. docs/afas.md 11.3 and 11.4. An archive without files is
 * valid too.
 * @param zip as it came from AFAS
 * @throws ProfitError `badAnswer` when the archive or its Return.xml is damaged
 */
export async function readCommandResult(zip: Buffer): Promise<CommandResult> {
	const files = await readZip(zip);
	const log = fileNamed(files, LOG);
	const returned = fileNamed(files, RETURN);
	return {
		...(returned ? readReturn(returned) : { exitCode: null, errors: [] }),
		log: log ? logText(log) : '',
	};
}

function fileNamed(files: ZipEntry[], name: string): Buffer | undefined {
	const file = files.find((is) => is.name.toLowerCase() === name);
	return file && Buffer.from(file.data);
}

function readReturn(xml: Buffer): Omit<CommandResult, 'log'> {
	const root = readXml(xml.toString('utf8'));
	if (!root || localName(root.name) !== 'CommandLine') {
		throw new ProfitError('badAnswer', "AFAS's result of the command cannot be read", {
			description: 'Its Return.xml is damaged, or of a form that this version does not know.',
		});
	}
	return {
		exitCode: asNumber(root.attributes.get('ExitCode')),
		errors: childElements(root)
			.filter(({ name }) => localName(name) === 'Error')
			.map(errorOf),
	};
}

function errorOf({ attributes }: XmlElement): CommandError {
	return {
		number: asNumber(attributes.get('Number')),
		description: (attributes.get('Des') ?? '').trim(),
		detail: (attributes.get('Detail') ?? '').trim(),
	};
}

const UTF8_MARK = Buffer.from('\ufeff');

/** Profit writes its logs in Windows-1252, or in UTF-8 with a byte order mark. */
function logText(bytes: Buffer): string {
	return bytes.subarray(0, UTF8_MARK.length).equals(UTF8_MARK)
		? bytes.subarray(UTF8_MARK.length).toString('utf8')
		: windows1252Text(bytes);
}
