import { escaped } from '../soap/xml.mts';
import { makeZip } from './zip.mts';

/** How a simulated command ended. */
export interface SimulatedResult {
	exitCode: number;
	errors: Array<{ number: number; description: string; detail: string }>;
	log: string;
}

const DETAIL = [
	'Description......: (Anta Import) Error because the import-file has already been imported.',
	'Number...........: -2147192493 #80047153 [ANTA]',
	'Init state.......: Raised',
	'Source...........: AntaImp',
	'-----------------',
	'Landmark.........: AntaImport.Main.AbortImportOnFileCheck [57EF2C69]',
	'PAR: parTestRun..: False',
];

const DESCRIPTION = [
	'Het lijkt er op dat de gegevens uit het importbestand al eens geïmporteerd zijn.',
	'Verander het importbestand of zet deze controle uit in de importdefinitie.',
];

/** What AFAS's page shows as the answer of a finished command: the file was imported before. */
export const ALREADY_IMPORTED: SimulatedResult = {
	exitCode: 1,
	errors: [{ number: -2147192493, description: DESCRIPTION.join('\n'), detail: DETAIL.join('\n') }],
	log: `\r\n23-3-2023 10:22:15 ${DESCRIPTION.join('\r\n')}\r\n${DETAIL.join('\r\n')}\r\n\r\n`,
};

/** An attribute as MSXML writes it: line ends as references. */
const attribute = (text: string) =>
	escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#xA;');

const HIGH = new Map([
	['€', 0x80],
	['’', 0x92],
	['–', 0x96],
]);

/** Text in Windows-1252, as far as the simulator's own words need it. */
function windows1252(text: string): Buffer {
	return Buffer.from(Array.from(text, (sign) => HIGH.get(sign) ?? sign.charCodeAt(0)));
}

/** Names once more in UTF-16, and times, as the program adds them that AFAS packs with. */
function extras(name: string) {
	const nameField = Buffer.concat([
		Buffer.from('NU'),
		Buffer.from([10 + 2 * name.length, 0]),
		Buffer.from('NUCX'),
		Buffer.from([name.length, 0]),
		Buffer.from(name, 'utf16le'),
	]);
	const times = Buffer.from(`0a002000000000000100180${'0'.repeat(49)}`, 'hex');
	return { extra: nameField, centralExtra: Buffer.concat([nameField, times]) };
}

/** The archive of a finished command, in the form of AFAS's example answer. */
export function resultZip({ exitCode, errors, log }: SimulatedResult): Buffer {
	const inside = errors.map(
		({ number, description, detail }) =>
			`<Error Number="${number}" Des="${attribute(description)}" Detail="${attribute(detail)}"/>`,
	);
	const xml = `<CommandLine Version="1" Action="IMPORT" ExitCode="${exitCode}">${inside.join('')}</CommandLine>\r\n`;
	return makeZip([
		{ name: '@#$GeneralLogfile', data: windows1252(log), ...extras('@#$GeneralLogfile') },
		{ name: '@#$Return.xml', data: Buffer.from(xml), ...extras('@#$Return.xml') },
	]);
}
