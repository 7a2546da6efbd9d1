import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { randomBytes } from '../simulator/documents.mts';
import { byId, openStage, type Stage } from './support/profit.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ bigRows: 10, orderRows: 10 });
});
afterAll(() => stage.simulator.close());
beforeEach(() => {
	stage.simulator.reset();
	Object.assign(stage.simulator.settings, {
		fileDamage: 'none',
		fileEscapes: false,
		biRedirect: null,
		biNextLink: null,
	});
});
afterEach(() => expect(stage.simulator.violations).toEqual([]));

const run = (parameters: IDataObject, more: IDataObject = {}) =>
	stage.n8n.runNode({ credential: stage.credential, parameters, ...more });
const file = (operation: string, parameters: IDataObject) => ({
	resource: 'file',
	operation,
	...parameters,
});

/** Every special character of D.7, and what file systems, JSON and addresses make special. */
const NAMES: Array<[name: string, size: number, mimeType: string]> = [
	["a_b#c&d%e+f~g-h@i!j$k'l.pdf", 0, 'application/pdf'],
	[
		'100%_23 (kopie) [2].docx',
		1,
		'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	],
	['wat? nee; ja, "x" <y> |z|.txt', 2, 'text/plain'],
	['Ünï—código 文件 😀.PNG', 3, 'image/png'],
	[' .verborgen ', 1000, 'application/octet-stream'],
	['x'.repeat(200) + '.pdf', 65_535, 'application/pdf'],
	['geen extensie', 65_537, 'application/octet-stream'],
	['__proto__', 300_001, 'application/octet-stream'],
];

describe('an attachment', () => {
	it.each(NAMES)('comes byte for byte: %s', async (name, size, mimeType) => {
		const data = randomBytes(size, size + 1);
		const fileId = stage.simulator.environment.documents.attach(50_001, { name, data });
		for (const fileEscapes of [false, true]) {
			stage.simulator.settings.fileEscapes = fileEscapes;
			const got = await run(file('getAttachment', { subjectId: 50001, fileId }));
			expect(got.error).toBeUndefined();
			expect(got.binary().equals(data)).toBe(true);
			expect(got.items[0][0].json).toEqual({
				subjectId: '50001',
				fileId,
				fileName: name.trim(),
				mimeType,
				fileSize: size,
			});
			expect(got.items[0][0].binary?.data.fileName).toBe(name.trim());
		}
		stage.simulator.settings.fileEscapes = false;
		const rest = await run(file('getAttachment', { subjectId: 50001, fileId }));
		const soap = await run(file('getAttachment', { subjectId: 50001, fileId, protocol: 'soap' }));
		expect(soap.error).toBeUndefined();
		expect(soap.binary().equals(data)).toBe(true);
		expect(soap.items[0][0].json).toEqual(rest.items[0][0].json);
		const byName = await run(file('getFile', { fileId, fileName: name, outputField: 'pdf' }));
		expect(byName.error).toBeUndefined();
		expect(byName.binary(0, 'pdf').equals(data)).toBe(true);
	});

	it.each([
		['shortened', 'The file from AFAS is damaged'],
		['character', 'The file from AFAS is damaged'],
		['lost', 'The file from AFAS is damaged'],
		['cutOff', 'The answer of AFAS is cut off'],
	] as const)('that is %s is no file', async (fileDamage, message) => {
		const data = randomBytes(100_000, 3);
		const fileId = stage.simulator.environment.documents.attach(50_001, { name: 'a', data });
		stage.simulator.settings.fileDamage = fileDamage;
		const { error, items } = await run(file('getAttachment', { subjectId: '50001', fileId }));
		expect(error?.message).toBe(message);
		expect(items).toEqual([]);
	});

	it('that is not there, or not for this user, says what to look at', async () => {
		const { error } = await run(file('getAttachment', { subjectId: '50001', fileId: 'ABC' }));
		expect(error).toMatchObject({
			message: "AFAS gives no attachment 'ABC' of dossier item 50001",
			httpCode: '404',
			description: expect.stringContaining('not on disk'),
		});
	});

	it.each(['notFound', 'page500'] as const)(
		'that the FileConnector does not have says what to look at (%s)',
		async (missingFile) => {
			stage.simulator.settings.missingFile = missingFile;
			const { error } = await run(file('getFile', { fileId: 'ABC', fileName: 'a.pdf' }));
			stage.simulator.settings.missingFile = 'notFound';
			expect(error).toMatchObject({
				message: "AFAS gives no file 'ABC' with the name 'a.pdf'",
				description: expect.stringContaining('not on disk'),
			});
			// It is not tried again: the file will not come.
			expect(stage.simulator.requests).toHaveLength(1);
		},
	);

	it('that is not there says so in the words of AFAS over SOAP', async () => {
		const { error } = await run(
			file('getAttachment', { subjectId: '50001', fileId: 'ABC', protocol: 'soap' }),
		);
		expect(error?.message).toBe('An unexpected error has occurred.');
	});

	it('is not asked for by an ID that leads elsewhere', async () => {
		const { error } = await run(
			file('getAttachment', { subjectId: '..', fileId: 'connectors/Sim_Debtors' }),
		);
		expect(error?.message).toMatch(/'Dossier Item ID' is '\.\.'/);
		expect(stage.simulator.requests).toEqual([]);
	});
});

describe('all attachments', () => {
	it('of the dossier items in the input come with names of their own, five at once', async () => {
		const { documents } = stage.simulator.environment;
		const expected = new Map<string, Buffer>();
		for (let at = 0; at < 12; at++) {
			const data = randomBytes(at * 100, at + 9);
			const name = at % 2 ? 'Factuur.pdf' : 'factuur.pdf';
			expected.set(documents.attach(at < 9 ? 60_001 : 60_002, { name, data }), data);
		}
		stage.simulator.settings.delayMs = 20;
		const got = await run(file('getAttachments', { subjectId: '={{ $json.id }}' }), {
			items: [{ id: 60_001 }, { id: 60_002 }, { id: 60_003 }],
		});
		stage.simulator.settings.delayMs = 0;
		expect(got.error).toBeUndefined();
		expect(got.items[0]).toHaveLength(12);
		got.items[0].forEach(({ json }, at) => {
			expect(got.binary(at).equals(expected.get(String(json.fileId))!)).toBe(true);
		});
		const names = got.items[0].map(({ binary }) => binary?.data.fileName?.toLowerCase());
		expect(new Set(names).size).toBe(12);
		expect(new Set(got.items[0].map(({ json }) => json.originalFileName))).toEqual(
			new Set(['Factuur.pdf', 'factuur.pdf']),
		);
		expect(got.items[0].map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: 12 }, (_none, at) => ({ item: at < 9 ? 0 : 1 })),
		);
		expect(Math.max(...stage.simulator.requests.map(({ parallel }) => parallel))).toBe(5);
	});

	it('keep the good ones when one is gone, under Continue On Fail', async () => {
		const { documents } = stage.simulator.environment;
		for (const seed of [1, 2, 3]) {
			documents.attach(60_010, { name: `${seed}.bin`, data: randomBytes(10, seed) });
		}
		const table = stage.simulator.table('Profit_Subject_Attachments');
		table.insert({ attachment_id: 999_999, subject_id: 60_010, file_id: '../X', file_name: 'x' });
		const parameters = file('getAttachments', { subjectId: '60010' });
		const { items } = await run(parameters, { continueOnFail: true });
		expect(items[0].filter(({ binary }) => binary)).toHaveLength(3);
		expect(items[0].filter(({ json }) => json.error)).toHaveLength(1);
		expect((await run(parameters)).error?.message).toContain('which is not an ID');
	});

	it('come with those of reactions, unless the user leaves them out', async () => {
		const { documents } = stage.simulator.environment;
		const data = randomBytes(50, 3);
		const own = documents.attach(60_020, { name: 'own.pdf', data });
		const reaction = documents.attachToReaction(60_020, 71, { name: 'own.pdf', data });
		const all = await run(file('getAttachments', { subjectId: '60020' }));
		expect(all.error).toBeUndefined();
		expect(all.items[0].map(({ json }) => [json.fileId, json.reactionId, json.fileName])).toEqual([
			[own, null, 'own.pdf'],
			[reaction, '71', 'own (2).pdf'],
		]);
		expect(all.binary(1).equals(data)).toBe(true);
		const options = { includeReactions: false };
		const some = await run(file('getAttachments', { subjectId: '60020', options }));
		expect(some.items[0].map(({ json }) => json.fileId)).toEqual([own]);
	});

	it('say how to do without those of reactions when the app connector lacks their list', async () => {
		stage.simulator.settings.notAuthorised.add('profit_subject_reaction_attachments');
		const { error } = await run(file('getAttachments', { subjectId: '60020' }));
		stage.simulator.settings.notAuthorised.delete('profit_subject_reaction_attachments');
		expect(error?.description).toContain("switch off 'Include Reactions'");
	});

	it('say which field the GetConnector lacks', async () => {
		const { error } = await run(
			file('getAttachments', { subjectId: '1', attachmentsConnector: byId('Sim_Subjects') }),
		);
		expect(error?.message).toContain("'File ID Field' names the field 'file_id'");
	});

	it('never mean those of every dossier item', async () => {
		const { error } = await run(file('getAttachments', { subjectId: '={{ $json.missing }}' }));
		expect(error?.message).toBe("'Dossier Item ID' is empty");
		expect(stage.simulator.requests).toEqual([]);
	});
});

describe('an image', () => {
	it('comes in its three sizes', async () => {
		const [[imageId, stored]] = stage.simulator.environment.documents.images;
		const sizes = ['original', 'thumbnail', 'medium'];
		for (const [at, size] of sizes.entries()) {
			const got = await run(file('getImage', { imageId, size }));
			expect(got.binary().equals(stored[at])).toBe(true);
			expect(got.items[0][0].json).toMatchObject({
				fileName: `${imageId}.png`,
				mimeType: 'image/png',
			});
		}
	});
});

describe('a report', () => {
	it.each(['rest', 'soap'])('is made with the filter over %s', async (protocol) => {
		const [[reportId]] = stage.simulator.environment.documents.reports;
		const got = await run({
			resource: 'report',
			operation: 'get',
			protocol,
			reportId,
			filterMode: 'builder',
			filterGroups: {
				group: [
					{ conditions: { condition: [{ field: 'U001', operator: 'contains', value: 'x & y' }] } },
				],
			},
		});
		expect(got.error).toBeUndefined();
		// Over SOAP the filter holds the text without and with AFAS's wildcards. docs/afas.md 3.6.
		const sent = ['x & y', ...(protocol === 'soap' ? ['%x & y%'] : [])];
		const lines = sent.map((text) => `U001 6 ${text}\n`).join('');
		expect(got.binary().toString()).toBe(`%PDF-1.7\n${lines}%%EOF\n`);
		expect(got.items[0][0].json.fileName).toBe(`${reportId}.pdf`);
	});

	it('that is not there says so', async () => {
		const { error } = await run({ resource: 'report', operation: 'get', reportId: 'F00' });
		expect(error?.message).toBe("AFAS gives no report 'F00'");
	});
});

describe('a BI model', () => {
	const bi = (parameters: IDataObject = {}) =>
		run({ resource: 'biModel', operation: 'getMany', model: 'Sim_Mutations', ...parameters });

	it('comes whole over its links', async () => {
		const { items, error } = await bi({ returnAll: true, select: 'EntryId,Account' });
		expect(error).toBeUndefined();
		expect(items[0]).toHaveLength(100_000);
		expect(items[0].every(({ json }, at) => json.EntryId === at + 1)).toBe(true);
		expect(items[0][10].json).toEqual({ EntryId: 11, Account: '000010' });
		// The redirect, and five pages of 20,000.
		expect(stage.simulator.requests).toHaveLength(6);
	});

	it('comes up to the limit, filtered', async () => {
		stage.simulator.settings.biPageSize = 30;
		const { items } = await bi({ limit: 70, filter: "Account eq '000010' and Year gt 2021" });
		stage.simulator.settings.biPageSize = 20_000;
		expect(items[0]).toHaveLength(70);
		expect(items[0].every(({ json }) => json.Account === '000010')).toBe(true);
	});

	it('that is not there says so', async () => {
		expect((await bi({ model: 'Nothing' })).error?.message).toContain("no BI model 'Nothing'");
	});

	describe('and another host', () => {
		let foreign: Server;
		let calls = 0;
		let origin = '';
		beforeAll(async () => {
			foreign = createServer((_request, response) => {
				calls += 1;
				response.end('{"value":[]}');
			});
			await new Promise<void>((done) => foreign.listen(0, '127.0.0.1', done));
			origin = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
		});
		afterAll(() => foreign.close());

		it.each(['biRedirect', 'biNextLink'] as const)('is not called by %s', async (setting) => {
			stage.simulator.settings[setting] = `${origin}/ProfitRestServices/bi/Sim_Mutations/v2/`;
			const { error } = await bi({ returnAll: true });
			expect(error?.message).toBe(`The BI model sends the call on to ${new URL(origin).host}`);
			expect(calls).toBe(0);
		});
	});

	it('that links to itself is not read for ever', async () => {
		const link = `${stage.simulator.restUrl}/bi/Sim_Mutations/v2/?$skiptoken=1`;
		stage.simulator.settings.biNextLink = link;
		expect((await bi({ returnAll: true })).error?.message).toContain('twice');
	});

	it('that links to new parts without new rows is not read for ever', async () => {
		// A link that is new each time and leads beyond the last row.
		let link = 0;
		const settings = stage.simulator.settings;
		Object.defineProperty(settings, 'biNextLink', {
			configurable: true,
			get: () => `${stage.simulator.restUrl}/bi/Sim_Mutations/v2/?$skiptoken=19000&n=${++link}`,
		});
		const { error } = await bi({ returnAll: true });
		Object.defineProperty(settings, 'biNextLink', { configurable: true, writable: true });
		expect(error?.message).toContain('with nothing new');
		expect(link).toBeLessThan(200);
	});
});
