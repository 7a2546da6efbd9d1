import { createHash, randomUUID } from 'node:crypto';
import type { Environment } from '../environment.mts';
import { badParameters, ERROR_NUMBER, unexplained } from '../failure.mts';
import { readXml } from '../soap/xml.mts';
import { readCommandLine, type ReadCommand } from './commandLine.mts';
import { ALREADY_IMPORTED, resultZip, type SimulatedResult } from './result.mts';
import { unzip } from './zip.mts';

/** How imports with a definition go. */
export interface ImportDefinition {
	/** How they end. */
	result: SimulatedResult;
	/** Answers without a result before the one with it; Infinity: it never ends. */
	emptyAnswers: number;
	/** Whether a file that was imported before is refused. */
	checksFile?: boolean;
	/** Whether it must name an administration, as for financial data. */
	isFinancial?: boolean;
	/** What comes instead of the result's archive. */
	spoils?: (zip: Buffer) => Buffer;
}

/** A command that was taken, for a test to look at. */
export interface TakenCommand {
	id: string;
	commandLine: string;
	command: ReadCommand;
	fileName: string;
	file: Buffer;
	/** Its result is given once. */
	isGiven: boolean;
}

interface Pending extends TakenCommand {
	emptyAnswers: number;
	answer: Buffer;
}

const WELL: SimulatedResult = {
	exitCode: 0,
	errors: [],
	log: '23-3-2023 10:22:15 Import gereed – 2 regels geïmporteerd.\r\n',
};

const failed = (description: string): SimulatedResult => ({
	exitCode: 1,
	errors: [{ number: -2147192000, description, detail: `Description......: ${description}` }],
	log: `23-3-2023 10:22:15 ${description}\r\n`,
});

/** AFAS Remote in a simulated environment. AFAS: AFAS Remote over the API. */
export class RemoteCommands {
	/** By name; what a test adds is there at once. */
	readonly importDefinitions = new Map<string, ImportDefinition>([
		['Sim debiteuren', { result: WELL, emptyAnswers: 1, checksFile: true }],
		['Sim boekingen', { result: WELL, emptyAnswers: 0, isFinancial: true }],
		['Sim traag', { result: WELL, emptyAnswers: 2 }],
		['Sim eindeloos', { result: WELL, emptyAnswers: Infinity }],
		['Sim fout', { result: failed('Veld BcCo is verplicht in regel 2.'), emptyAnswers: 1 }],
		['Sim kapot', { result: WELL, emptyAnswers: 0, spoils: (zip) => zip.subarray(0, -9) }],
	]);

	/** Definitions of GetConnectors that were brought in: file name and content. */
	readonly getConnectors = new Map<string, Buffer>();

	/** Every command that was taken, in order. */
	readonly commands: TakenCommand[] = [];

	private readonly pending = new Map<string, Pending>();

	private readonly importedFiles = new Set<string>();

	constructor(private readonly environment: Environment) {}

	/** Takes a command. @returns its ID */
	execute(commandLine: string, archive: string): string {
		const command = readCommandLine(commandLine);
		if (!command) throw badParameters('commandLine is not valid');
		const code = `T${this.environment.access.tenant}AA`;
		if (command.switches.get('O') !== code) {
			throw unexplained('The environment is not known', ERROR_NUMBER.valueDoesNotExist);
		}
		const files = unzip(Buffer.from(archive, 'base64'));
		if (!files) throw badParameters('attachementArchive is not valid');
		const fileName = command.switches.get('F') ?? '';
		const file = files.get(fileName) ?? Buffer.alloc(0);
		const { result, emptyAnswers, spoils } = this.run(command, files);
		const id = randomUUID().replaceAll('-', '').toUpperCase();
		const zip = resultZip(result);
		const pending = {
			id,
			commandLine,
			command,
			fileName,
			file,
			isGiven: false,
			emptyAnswers,
			answer: spoils ? spoils(zip) : zip,
		};
		this.commands.push(pending);
		this.pending.set(id, pending);
		return id;
	}

	/** The result of a command, given once; empty while it runs, and for one that is not known or was given. */
	state(id: string): string {
		const pending = this.pending.get(id);
		if (!pending || pending.emptyAnswers-- > 0) return '';
		this.pending.delete(id);
		pending.isGiven = true;
		return pending.answer.toString('base64');
	}

	private run(
		{ action, switches }: ReadCommand,
		files: ReadonlyMap<string, Buffer>,
	): ImportDefinition {
		const fileName = switches.get('F') ?? '';
		const file = files.get(fileName);
		const note = readXml(
			files.get('@#$MetaInfo.xml')?.toString('utf8').replace('\ufeff', '') ?? '',
		);
		const noted = note?.name === 'InputFile_Name' ? note.text : undefined;
		if (!file || noted !== fileName) {
			return { result: failed(`Bestand '${fileName}' niet gevonden.`), emptyAnswers: 0 };
		}
		if (action === 'DEFINITIEIMPORT') {
			this.getConnectors.set(fileName, file);
			return { result: WELL, emptyAnswers: 1 };
		}
		const definition = this.importDefinitions.get(switches.get('N') ?? '');
		if (action !== 'IMPORT' || !definition) {
			return {
				result: failed(`Importdefinitie '${switches.get('N')}' bestaat niet.`),
				emptyAnswers: 0,
			};
		}
		if (definition.isFinancial && !/^\d+$/.test(switches.get('A') ?? '')) {
			return { result: failed('Administratie is niet opgegeven.'), emptyAnswers: 0 };
		}
		const hash = createHash('sha256').update(file).digest('hex');
		if (definition.checksFile && this.importedFiles.has(hash)) {
			return { ...definition, result: ALREADY_IMPORTED };
		}
		this.importedFiles.add(hash);
		return definition;
	}
}
