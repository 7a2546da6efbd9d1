import { definitionCommand, importCommand } from '../../../../nodes/Afas/profit/remote/commandLine';

const IMPORT = {
	environmentCode: 'O12345AA',
	importDefinition: 'Import dossier nieuw',
	fileName: 'ImportDossier.csv',
};

describe('the command line', () => {
	it('is that of AFAS in its example', () => {
		expect(importCommand(IMPORT)).toBe(
			'/O"O12345AA" IMPORT /N"Import dossier nieuw" /F"ImportDossier.csv"',
		);
		expect(definitionCommand({ environmentCode: 'O12345AA', fileName: 'name.gcn' })).toBe(
			'/O"O12345AA" DEFINITIEIMPORT /F"name.gcn"',
		);
	});

	it('names the administration of a financial import', () => {
		expect(importCommand({ ...IMPORT, administration: '1' })).toBe(
			'/O"O12345AA" IMPORT /N"Import dossier nieuw" /F"ImportDossier.csv" /A"1"',
		);
	});

	it.each(["Import 's avonds", 'A & B (2026) %x% ^', 'Café €', 'a\\b', 'x /N y', '导入'])(
		'takes the name %s as it is',
		(importDefinition) => {
			expect(importCommand({ ...IMPORT, importDefinition })).toContain(
				`/N"${importDefinition}" /F`,
			);
		},
	);
});

/** Each could end the quotes that a name stands in, or hide what does. */
const DANGEROUS: Array<[what: string, name: string, says: RegExp]> = [
	...Array.from(
		'"\u00a8\u00ab\u00bb\u02ba\u02dd\u030e\u201c\u201d\u201e\u201f\u2033\u2036\u301d\u301e\u301f\uff02',
		(sign): [string, string, RegExp] => [
			`U+${sign.charCodeAt(0).toString(16)}`,
			`x${sign} /O${sign}T1`,
			/quotation mark/,
		],
	),
	...Array.from(
		'\0\t\n\r\u001b\u007f\u0085\u2028\u2029\u200b\u202e\ufeff',
		(sign): [string, string, RegExp] => [
			`U+${sign.charCodeAt(0).toString(16)}`,
			`x${sign}y`,
			/invisible/,
		],
	),
	['half an emoji', 'x\ud83dy', /invisible/],
	...['\\', '\uff3c', '\u2216', '\u00a5', '\u20a9'].map((sign): [string, string, RegExp] => [
		`${sign} at the end`,
		`x${sign}`,
		/backslash at the end/,
	]),
	['nothing', '', /is empty/],
	['blanks', '  ', /is empty/],
];

describe('a name that could become another command is refused before anything is sent', () => {
	it.each(DANGEROUS)('in Environment Code: %s', (_what, environmentCode, says) => {
		const thrown = expect(() => importCommand({ ...IMPORT, environmentCode }));
		thrown.toThrow(says);
		thrown.toThrow('Environment Code');
		expect(() => definitionCommand({ environmentCode, fileName: 'a.gcn' })).toThrow(says);
	});

	it.each(DANGEROUS)('in Import Definition: %s', (_what, importDefinition, says) => {
		expect(() => importCommand({ ...IMPORT, importDefinition })).toThrow(says);
		expect(() => importCommand({ ...IMPORT, importDefinition })).toThrow('Import Definition');
	});

	it.each(DANGEROUS)('in Administration: %s', (_what, administration, says) => {
		expect(() => importCommand({ ...IMPORT, administration })).toThrow(says);
	});

	it.each(DANGEROUS)('in File Name: %s', (_what, fileName) => {
		expect(() => importCommand({ ...IMPORT, fileName })).toThrow('File Name');
	});
});

describe('a file name', () => {
	it.each([
		'a/b.csv',
		'a\\b.csv',
		'C:a.csv',
		'..',
		'.',
		'a.csv.',
		' a.csv',
		'a.csv ',
		'@#$MetaInfo.xml',
		'nul',
		'CON.csv',
		'a*.csv',
		'a|b',
		'<a>',
	])('is not %s', (fileName) => {
		expect(() => importCommand({ ...IMPORT, fileName })).toThrow('File Name');
	});

	it.each(['console.csv', 'Café 2026.csv', "a'b.csv", 'a.b.c', 'null.csv'])(
		'can be %s',
		(fileName) => {
			expect(importCommand({ ...IMPORT, fileName })).toContain(`/F"${fileName}"`);
		},
	);

	it.each(['debtors.json', '.gcn', 'debtors', 'gcn'])('of a GetConnector is not %s', (fileName) => {
		expect(() => definitionCommand({ environmentCode: 'O1', fileName })).toThrow('.gcn');
	});

	it('of a GetConnector may be in capitals', () => {
		expect(definitionCommand({ environmentCode: 'O1', fileName: 'A.GCN' })).toContain('/F"A.GCN"');
	});
});
