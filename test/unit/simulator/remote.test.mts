// AFAS Remote in the simulator, spoken to without the node's own code (docs/afas.md chapter 11).
import { makeZip, unzip } from '../../simulator/remote/zip.mts';
import { startSimulator, type Simulator } from '../../simulator/simulator.mts';
import { headersFor } from './client.mts';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ bigRows: 10, orderRows: 10 });
});
afterEach(() => simulator.close());

async function call(method: string, parameters: Record<string, string>) {
	const inside = Object.entries(parameters).map(
		([name, value]) => `<${name}>${value.replaceAll('&', '&amp;')}</${name}>`,
	);
	const response = await fetch(`${simulator.soapUrl}/CmdConnector.asmx`, {
		method: 'POST',
		headers: {
			...headersFor(simulator),
			'Content-Type': 'text/xml; charset=utf-8',
			SOAPAction: `"urn:Afas.Profit.Services/${method}"`,
		},
		body: `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><${method} xmlns="urn:Afas.Profit.Services">${inside.join('')}</${method}></s:Body></s:Envelope>`,
	});
	const text = await response.text();
	return { status: response.status, text, result: /Result>([^<]*)</.exec(text)?.[1] ?? '' };
}

const note = (name: string) => ({
	name: '@#$MetaInfo.xml',
	data: Buffer.from(`\ufeff<?xml version="1.0"?>\r\n<InputFile_Name>${name}</InputFile_Name>`),
});
const archive = (name = 'a.csv', content = '1;2', noted = name) =>
	makeZip([{ name, data: Buffer.from(content) }, note(noted)]).toString('base64');

const start = async (commandLine: string, attachementArchive = archive()) =>
	await call('Execute', { token: 'nit', commandLine, attachementArchive });
const state = async (commandId: string) =>
	(await call('GetState', { token: 'nit', commandId })).result;

async function resultOf(commandLine: string, attachementArchive?: string): Promise<string> {
	const { result: id } = await start(commandLine, attachementArchive);
	for (let asked = 0; asked < 9; asked++) {
		const result = await state(id);
		if (result !== '')
			return unzip(Buffer.from(result, 'base64'))!.get('@#$Return.xml')!.toString();
	}
	return 'none';
}

const IMPORT = '/O"T12345AA" IMPORT /N"Sim debiteuren" /F"a.csv"';

it('gives the result of an import once, after a while', async () => {
	const { result: id } = await start(IMPORT);
	expect(id).toMatch(/^[0-9A-F]{32}$/);
	expect(await state(id)).toBe('');
	expect(unzip(Buffer.from(await state(id), 'base64'))?.has('@#$GeneralLogfile')).toBe(true);
	expect(await state(id)).toBe('');
});

it('refuses a file that was imported before', async () => {
	expect(await resultOf(IMPORT)).toContain('ExitCode="0"');
	expect(await resultOf(IMPORT)).toContain('Number="-2147192493"');
	expect(await resultOf(IMPORT, archive('a.csv', 'other'))).toContain('ExitCode="0"');
});

it.each([
	['another file name than in the archive', '/O"T12345AA" IMPORT /N"Sim debiteuren" /F"b.csv"'],
	['an unknown definition', '/O"T12345AA" IMPORT /N"None" /F"a.csv"'],
	['no administration for financial data', '/O"T12345AA" IMPORT /N"Sim boekingen" /F"a.csv"'],
	['another action', '/O"T12345AA" EXPORT /N"Sim debiteuren" /F"a.csv"'],
])('ends with exit code 1 for %s', async (_what, line) => {
	expect(await resultOf(line)).toContain('ExitCode="1"');
});

it('wants the note with the name of the file', async () => {
	expect(await resultOf(IMPORT, archive('a.csv', 'x', 'b.csv'))).toContain('ExitCode="1"');
});

it.each([
	['the environment of somebody else', '/O"O54321AA" IMPORT /N"Sim debiteuren" /F"a.csv"'],
	['no command line', 'IMPORT "x'],
	['two actions', `${IMPORT} EXPORT`],
])('refuses %s with a fault', async (_what, line) => {
	expect((await start(line)).status).toBe(500);
});

it('wants the element token, and a whole archive', async () => {
	const without = await call('Execute', { commandLine: IMPORT, attachementArchive: archive() });
	expect(without.status).toBe(500);
	expect((await start(IMPORT, 'UEsDBA==')).status).toBe(500);
});

it('takes a definition of a GetConnector', async () => {
	const line = '/O"T12345AA" DEFINITIEIMPORT /F"a.gcn"';
	expect(await resultOf(line, archive('a.gcn', '<x/>'))).toContain('ExitCode="0"');
	expect(simulator.environment.remote.getConnectors.get('a.gcn')?.toString()).toBe('<x/>');
});
