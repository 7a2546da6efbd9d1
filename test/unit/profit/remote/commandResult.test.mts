import { failureOf } from '../../../../nodes/Afas/profit/remote/commandFailure';
import { commandArchive } from '../../../../nodes/Afas/profit/remote/archive';
import { readCommandResult } from '../../../../nodes/Afas/profit/remote/commandResult';
import { ALREADY_IMPORTED, resultZip } from '../../../simulator/remote/result.mts';
import { makeZip, unzip } from '../../../simulator/remote/zip.mts';

describe('readCommandResult', () => {
	it("reads AFAS's example answer: a file that was imported before", async () => {
		const result = await readCommandResult(resultZip(ALREADY_IMPORTED));
		expect(result.exitCode).toBe(1);
		expect(result.errors).toHaveLength(1);
		expect(result.errors[0].number).toBe(-2147192493);
		expect(result.errors[0].description).toBe(
			'Het lijkt er op dat de gegevens uit het importbestand al eens geïmporteerd zijn.\n' +
				'Verander het importbestand of zet deze controle uit in de importdefinitie.',
		);
		expect(result.errors[0].detail).toMatch(/^Description\.+: \(Anta Import\) Error/);
		expect(result.log).toContain('al eens geïmporteerd zijn.\r\n');
	});

	it('reads a command that ended well', async () => {
		const zip = resultZip({ exitCode: 0, errors: [], log: 'Klaar: 12 regels, € 5' });
		expect(await readCommandResult(zip)).toEqual({
			exitCode: 0,
			errors: [],
			log: 'Klaar: 12 regels, € 5',
		});
	});

	it('takes an archive without files, which AFAS shows as well', async () => {
		const empty = Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64');
		expect(await readCommandResult(empty)).toEqual({ exitCode: null, errors: [], log: '' });
	});

	it('reads a log in UTF-8 with its mark, and names in any letter case', async () => {
		const zip = makeZip([{ name: '@#$GENERALLOGFILE', data: Buffer.from('\ufeffgeïmporteerd') }]);
		expect((await readCommandResult(zip)).log).toBe('geïmporteerd');
	});

	it.each([
		['no XML', '<CommandLine'],
		['another document', '<html><body/></html>'],
		['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><CommandLine ExitCode="0"/>'],
		['nothing', ''],
	])('refuses a Return.xml that is %s', async (_what, xml) => {
		const zip = makeZip([{ name: '@#$Return.xml', data: Buffer.from(xml) }]);
		await expect(readCommandResult(zip)).rejects.toMatchObject({ kind: 'badAnswer' });
	});
});

describe('failureOf', () => {
	it('gives what AFAS says, its number, and the whole log', async () => {
		const result = await readCommandResult(resultZip(ALREADY_IMPORTED));
		const failure = failureOf('ABC', result);
		expect(failure?.message).toContain('al eens geïmporteerd zijn.');
		expect(failure?.details).toMatchObject({
			errorNumber: -2147192493,
			outcome: 'unknown',
			command: { commandId: 'ABC', exitCode: 1, log: result.log, errors: result.errors },
		});
		expect(failure?.details.description).toContain('imported before');
	});

	it('is there for an exit code without a message, and for an error without one', () => {
		expect(failureOf('A', { exitCode: 3, errors: [], log: '' })?.message).toContain('exit code 3');
		const errors = [{ number: null, description: '', detail: '' }];
		expect(failureOf('A', { exitCode: 0, errors, log: '' })?.message).toContain('exit code 0');
	});

	it('is not there when all went well', () => {
		expect(failureOf('A', { exitCode: 0, errors: [], log: 'x' })).toBeUndefined();
		expect(failureOf('A', { exitCode: null, errors: [], log: '' })).toBeUndefined();
	});

	it('shows no secret that stands in a log', () => {
		const token = '0123456789ABCDEF'.repeat(4);
		const errors = [{ number: 1, description: `no ${token}`, detail: token }];
		const failure = failureOf('A', { exitCode: 1, errors, log: `AfasToken ${token}` });
		expect(JSON.stringify([failure?.message, failure?.details])).not.toContain(token);
	});
});

describe('commandArchive', () => {
	it("holds the file and the note of its name, as AFAS's example does", async () => {
		const files = unzip(
			Buffer.from(await commandArchive('a & b.csv', Buffer.from('1;2')), 'base64'),
		);
		expect([...(files?.keys() ?? [])]).toEqual(['a & b.csv', '@#$MetaInfo.xml']);
		expect(files?.get('a & b.csv')?.toString()).toBe('1;2');
		expect(files?.get('@#$MetaInfo.xml')?.toString()).toBe(
			'\ufeff<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n' +
				'<InputFile_Name>a &amp; b.csv</InputFile_Name>',
		);
	});

	it('refuses an empty file, and one that is larger than AFAS takes', async () => {
		await expect(commandArchive('a.csv', Buffer.alloc(0))).rejects.toThrow('empty');
		const large = Buffer.alloc(200 * 1024 * 1024 + 1);
		await expect(commandArchive('a.csv', large)).rejects.toThrow('200 MB');
	});
});
