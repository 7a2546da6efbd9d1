import { inputError } from '../errors/profitError';

/** What every command of AFAS Remote contains. docs/afas.md 11.2. */
export interface CommandTarget {
	/** The code of the environment, e.g. `O12345AA`. */
	environmentCode: string;
	/** The name of the file in the archive. */
	fileName: string;
}

/** A file to import with an import definition of the customer. */
interface ImportCommand extends CommandTarget {
	importDefinition: string;
	/** Number of the administration, which AFAS requires for financial data; absent for other data. */
	administration?: string;
}

/**
 * Makes the command line of an import: `/O"O12345AA" IMPORT /N"Debtors" /F"debtors.csv"`.
 * @throws ProfitError `input` for a name that could break out of its quotes or hide something
 */
export function importCommand(command: ImportCommand): string {
	const { environmentCode, importDefinition, fileName, administration } = command;
	return [
		`/O${quoted(environmentCode, 'Environment Code')}`,
		'IMPORT',
		`/N${quoted(importDefinition, 'Import Definition')}`,
		`/F${quoted(checkedFileName(fileName), 'File Name')}`,
		...(administration === undefined ? [] : [`/A${quoted(administration, 'Administration')}`]),
	].join(' ');
}

/**
 * Makes the command line that imports the definition of a GetConnector: `/O"O12345AA" DEFINITIEIMPORT /F"debtors.gcn"`.
 * @throws ProfitError `input` as importCommand does, and for a file other than `.gcn`
 */
export function definitionCommand({ environmentCode, fileName }: CommandTarget): string {
	const name = checkedFileName(fileName);
	if (!/.\.gcn$/i.test(name)) {
		throw inputError(
			`'File Name' is '${name}', which does not end in .gcn`,
			'Export the GetConnector in Profit: that gives a .gcn file. AFAS recognises a definition by its extension.',
		);
	}
	return [
		`/O${quoted(environmentCode, 'Environment Code')}`,
		'DEFINITIEIMPORT',
		`/F${quoted(name, 'File Name')}`,
	].join(' ');
}

/** Double quotes, and characters that Windows code pages may turn into one. Source: Unicode's bestfit tables. */
const QUOTE =
	/["\u00a8\u00ab\u00bb\u02ba\u02dd\u201c-\u201f\u2033\u2034\u2036\u2037\u275d\u275e\u2760\u301d-\u301f\uff02]|\u030b|\u030e/u;

/** Control characters, line ends, invisible marks, half characters and unassigned code points. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/u;

/** A backslash would escape the closing quote; also characters that Windows turns into one. */
const BACKSLASH_AT_END = /[\\\u00a5\u20a9\u2216\u29f5\u29f9\ufe68\uff3c]$/u;

/** Quotes a checked name. Everything else in a command is fixed text of this file. */
function quoted(name: string, shownName: string): string {
	if (name.trim() === '') throw inputError(`'${shownName}' is empty`, 'Fill it in.');
	const refusal = QUOTE.test(name)
		? 'a quotation mark'
		: INVISIBLE.test(name)
			? 'a line end or another invisible character'
			: BACKSLASH_AT_END.test(name)
				? 'a backslash at the end'
				: undefined;
	if (refusal === undefined) return `"${name}"`;
	throw inputError(
		`'${shownName}' holds ${refusal}`,
		'Nothing was sent. AFAS would read a part of the name as another command. Use the name as it stands in Profit, without such characters.',
	);
}

/** Characters that Windows does not allow in a file name. */
const NOT_IN_FILE_NAMES = /[/\\:*?<>|]/;

/** AFAS's own files in an archive. */
const OF_AFAS = /^@#\$/;

/** Windows reads any name that begins with a device name as the device. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Checks the name of a file, which the command line and the archive share.
 * @throws ProfitError `input` when Windows does not allow the name, or AFAS uses it
 */
function checkedFileName(name: string): string {
	const isPlain =
		!NOT_IN_FILE_NAMES.test(name) &&
		!OF_AFAS.test(name) &&
		!DEVICE.test(name) &&
		name.trim() === name &&
		!name.endsWith('.');
	if (isPlain) return name;
	throw inputError(
		`'File Name' is '${name}', which cannot be the name of a file in Profit`,
		'Use a plain name such as debtors.csv: without a folder, and without : * ? < > |.',
	);
}
