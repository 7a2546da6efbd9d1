// AFAS Remote: imports of files and of definitions, and what comes of them when something goes wrong (docs/afas.md 11).
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { FaultKind } from '../simulator/faults.mts';
import { unzip } from '../simulator/remote/zip.mts';
import { openStage, type Stage } from './support/profit.mts';
import './support/quickSleep.mts';

let stage: Stage;

beforeEach(async () => {
	stage = await openStage({ bigRows: 10, orderRows: 10 });
});
afterEach(async () => {
	expect(stage.simulator.violations).toEqual([]);
	await stage.simulator.close();
});

const csv = (
	content = 'DbId;Naam\r\n1;Café\r\n',
	fileName: string | undefined = 'debtors.csv',
) => ({
	json: { of: content },
	binary: {
		data: { data: Buffer.from(content).toString('base64'), mimeType: 'text/csv', fileName },
	},
});

interface More {
	items?: INodeExecutionData[];
	continueOnFail?: boolean;
	credential?: IDataObject;
	signal?: AbortSignal;
	maxTries?: number;
}

const run = async (operation: string, parameters: IDataObject, more: More = {}) =>
	await stage.n8n.runNode({
		credential: stage.credential,
		items: [csv()],
		parameters: { resource: 'remote', operation, ...parameters },
		...more,
	});
const importFile = async (parameters: IDataObject = {}, more?: More) =>
	await run('importFile', { importDefinition: 'Sim debiteuren', ...parameters }, more);
const getResult = async (commandId: string, more?: More) =>
	await run('getResult', { commandId }, more);

const commands = () => stage.simulator.environment.remote.commands;
const calls = () => stage.simulator.requests.filter(({ path }) => /cmdconnector/i.test(path));
const started = () => calls().filter(({ body }) => body?.includes('<Execute'));
const fails = (kind: FaultKind, contains: string, more: IDataObject = {}) => {
	stage.simulator.settings.faults = [{ kind, path: 'cmdconnector', contains, ...more }];
};

describe('Import File', () => {
	it('imports a file and gives what AFAS says of it, with the ZIP', async () => {
		const { items, error, binary } = await importFile();
		expect(error).toBeUndefined();
		const [command] = commands();
		expect(items[0].map(({ json }) => json)).toEqual([
			{
				commandId: command.id,
				state: 'done',
				exitCode: 0,
				errors: [],
				log: '23-3-2023 10:22:15 Import gereed – 2 regels geïmporteerd.\r\n',
			},
		]);
		expect(items[0][0].pairedItem).toEqual({ item: 0 });
		expect([...unzip(binary(0, 'result'))!.keys()]).toEqual(['@#$GeneralLogfile', '@#$Return.xml']);
		expect(command.commandLine).toBe('/O"T12345AA" IMPORT /N"Sim debiteuren" /F"debtors.csv"');
		expect(command.file.toString()).toBe('DbId;Naam\r\n1;Café\r\n');
		expect(started()).toHaveLength(1);
	});

	it("asks AFAS for the environment's code only when the user gives none", async () => {
		await importFile({ environmentCode: 'T12345AA', fileName: 'other.csv' });
		expect(stage.simulator.requests.every(({ path }) => /cmdconnector/i.test(path))).toBe(true);
		expect(commands()[0].fileName).toBe('other.csv');
	});

	it('names the administration of financial data', async () => {
		const parameters = { importDefinition: 'Sim boekingen', environmentCode: 'T12345AA' };
		const without = await importFile(parameters);
		expect(without.error?.message).toBe('Administratie is niet opgegeven.');
		const first = await importFile({ ...parameters, options: { financial: true } });
		expect(first.error).toBeUndefined();
		await importFile({ ...parameters, options: { financial: true, administration: '20' } });
		expect(commands().map(({ command }) => command.switches.get('A'))).toEqual([
			undefined,
			'1',
			'20',
		]);
	});

	it('waits until AFAS is done, with pauses that grow', async () => {
		const { items, error } = await importFile({
			importDefinition: 'Sim traag',
			environmentCode: 'T12345AA',
		});
		expect(error).toBeUndefined();
		expect(items[0][0].json.state).toBe('done');
		const times = calls().map(({ startedAt }) => startedAt);
		const pauses = times.slice(1).map((time, at) => Math.round((time - times[at]) / 1000));
		expect(pauses).toEqual([1, 2, 4]);
	});

	it('gives the command ID when it has waited long enough, or is not to wait', async () => {
		const parameters = { importDefinition: 'Sim eindeloos', environmentCode: 'T12345AA' };
		const long = await importFile({ ...parameters, options: { maxWait: 0.05 } });
		const short = await importFile({ ...parameters, waitForResult: false });
		for (const [at, { items, error }] of [long, short].entries()) {
			expect(error).toBeUndefined();
			expect(items[0][0]).toMatchObject({
				json: {
					commandId: commands()[at].id,
					state: 'running',
					exitCode: null,
					errors: [],
					log: '',
				},
			});
			expect(items[0][0].binary).toBeUndefined();
		}
		expect(calls().length).toBeLessThanOrEqual(6);
	});

	it('imports several items one after another, in their order', async () => {
		const items = ['a', 'b', 'c'].map((content) => csv(content));
		const { items: output, error } = await importFile({ environmentCode: 'T12345AA' }, { items });
		expect(error).toBeUndefined();
		expect(commands().map(({ file }) => file.toString())).toEqual(['a', 'b', 'c']);
		expect(output[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(Math.max(...calls().map(({ parallel }) => parallel))).toBe(1);
	});
});

describe('an import that AFAS ends with errors', () => {
	it("gives AFAS's words, the number, the whole log and the command ID", async () => {
		await importFile({ environmentCode: 'T12345AA' });
		const { error } = await importFile({ environmentCode: 'T12345AA' });
		expect(error?.message).toMatch(/^Het lijkt er op .* al eens geïmporteerd zijn\./);
		expect(error?.description).toContain('imported before');
		expect(error?.context?.data).toMatchObject({
			commandId: commands()[1].id,
			exitCode: 1,
			outcome: 'unknown',
			errorNumber: -2147192493,
			errors: [{ number: -2147192493 }],
		});
		expect((error?.context?.data as IDataObject).log).toContain('al eens geïmporteerd zijn');
	});

	it('is an item with the ZIP under Continue On Fail, and the others go on', async () => {
		const items = [csv('a'), csv('a'), csv('b')];
		const { items: output, error, binary } = await importFile({}, { items, continueOnFail: true });
		expect(error).toBeUndefined();
		expect(output[0].map(({ json }) => json.state)).toEqual(['done', undefined, 'done']);
		expect(output[0][1].json).toMatchObject({
			error: expect.stringContaining('geïmporteerd'),
			details: { commandId: commands()[1].id, outcome: 'unknown', exitCode: 1 },
		});
		expect(unzip(binary(1, 'result'))?.size).toBe(2);
		expect(output[0][1].pairedItem).toEqual({ item: 1 });
	});

	it('stops the items behind it, and keeps what those before it gave, since AFAS gives it once', async () => {
		const { error } = await importFile({}, { items: [csv('a'), csv('a'), csv('b')] });
		expect(commands()).toHaveLength(2);
		expect(error?.context?.itemIndex).toBe(1);
		expect(error?.description).toContain('before it succeeded');
		expect((error?.context?.data as IDataObject).itemsBefore).toMatchObject([
			{ commandId: commands()[0].id, state: 'done', log: expect.stringContaining('gereed') },
		]);
	});
});

describe('rule 5: an import is sent once', () => {
	it.each<[FaultKind, boolean]>([
		['resetInAnswer', true],
		['resetBeforeAnswer', true],
		['resetBeforeAnswer', false],
		['html502', false],
		['cutOff', true],
		['emptyBody', true],
	])('and says how to look after %s (carried out: %j)', async (kind, processed) => {
		fails(kind, 'commandLine', { processed });
		const { error } = await importFile({ environmentCode: 'T12345AA' });
		expect(started()).toHaveLength(1);
		expect(error?.context?.data).toMatchObject({ outcome: 'unknown' });
		expect(error?.description).toContain('may be running');
		expect(commands()).toHaveLength(processed ? 1 : 0);
	});

	it('and again only where AFAS surely did not take it', async () => {
		fails('json503', 'commandLine');
		const { items, error } = await importFile({ environmentCode: 'T12345AA' });
		expect(error).toBeUndefined();
		expect(items[0][0].json.state).toBe('done');
		expect(commands()).toHaveLength(1);
	});

	it('and is not sent when AFAS cannot be reached', async () => {
		stage.simulator.goAway();
		const { error } = await importFile({ environmentCode: 'T12345AA' });
		expect(error?.context?.data).toMatchObject({ outcome: 'notSent' });
		await stage.simulator.comeBack();
		expect(commands()).toEqual([]);
	});
});

describe("n8n's Retry On Fail starts no import twice", () => {
	const environmentCode = 'T12345AA';

	it('but continues to wait for the command that was started', async () => {
		fails('unauthorized401', 'GetState');
		const { items, error } = await importFile({ environmentCode }, { maxTries: 2 });
		expect(error).toBeUndefined();
		expect(items[0][0].json).toMatchObject({ state: 'done', commandId: commands()[0].id });
		expect(commands()).toHaveLength(1);
	});

	it('nor after a lost answer, nor one that AFAS ended with errors', async () => {
		fails('resetInAnswer', 'commandLine');
		const lost = await importFile({ environmentCode }, { maxTries: 3 });
		expect(lost.error?.description).toContain('may be running');
		expect(commands()).toHaveLength(1);
		const importDefinition = 'Sim fout';
		const failed = await importFile({ environmentCode, importDefinition }, { maxTries: 3 });
		expect(failed.error?.message).toBe('Veld BcCo is verplicht in regel 2.');
		expect(commands()).toHaveLength(2);
	});

	it('and keeps the results of the items before, which AFAS gives once', async () => {
		fails('json503', 'commandLine', { after: 1, times: 3 });
		const items = [csv('a'), csv('b')];
		const { items: output, error } = await importFile({ environmentCode }, { items, maxTries: 2 });
		expect(error).toBeUndefined();
		expect(output[0].map(({ json }) => json.state)).toEqual(['done', 'done']);
		expect(commands()).toHaveLength(2);
	});

	it('and is of no account for an import that was refused', async () => {
		fails('functional500', 'commandLine');
		const { items, error } = await importFile({ environmentCode }, { maxTries: 2 });
		expect(error).toBeUndefined();
		expect(items[0][0].json.state).toBe('done');
	});
});

describe('after the import was taken', () => {
	it('what passes by itself does not end the waiting', async () => {
		fails('html502', 'GetState', { times: 2 });
		const { items, error } = await importFile({ environmentCode: 'T12345AA' });
		expect(error).toBeUndefined();
		expect(items[0][0].json.state).toBe('done');
	});

	it.each<FaultKind>(['unauthorized401', 'functional500', 'forbidden403'])(
		'every error holds the command ID: %s',
		async (kind) => {
			fails(kind, 'GetState', { times: 9 });
			const { error } = await importFile({ environmentCode: 'T12345AA' });
			expect(error?.context?.data).toMatchObject({
				commandId: commands()[0].id,
				outcome: 'unknown',
			});
			expect(error?.description).toContain("'Get Result'");
		},
	);

	it('a result that was lost on the way is said, since AFAS gives it once', async () => {
		stage.simulator.environment.remote.importDefinitions.get('Sim debiteuren')!.emptyAnswers = 0;
		fails('resetInAnswer', 'GetState');
		const { items, hints } = await importFile({
			environmentCode: 'T12345AA',
			options: { maxWait: 0.1 },
		});
		expect(commands()[0].isGiven).toBe(true);
		expect(items[0][0].json).toMatchObject({ state: 'running', commandId: commands()[0].id });
		expect(items[0][0].json.note).toContain('only once');
		expect(hints.map(({ message }) => message).join()).toContain('only once');
	});

	it.each<[string, FaultKind | 'damaged']>([
		['Sim kapot', 'damaged'],
		['Sim boekingen', 'cutOff'],
	])('a damaged result is given as it came: %s', async (importDefinition, kind) => {
		if (kind !== 'damaged') fails(kind, 'GetState');
		const parameters = {
			importDefinition,
			environmentCode: 'T12345AA',
			options: { financial: true },
		};
		const { error } = await importFile(parameters);
		const details = error?.context?.data as IDataObject;
		expect(error?.message).toContain('damaged');
		expect(details).toMatchObject({ commandId: commands()[0].id, outcome: 'unknown' });
		const raw = Buffer.from(String(details.result), 'base64');
		expect(raw.length).toBeGreaterThan(100);

		if (kind !== 'damaged') fails(kind, 'GetState');
		const { binary, items } = await importFile(parameters, {
			continueOnFail: true,
			items: [csv('other')],
		});
		expect(items[0][0].json).toHaveProperty('error');
		expect(binary(0, 'result').length).toBe(raw.length);
	});

	it('a stopped execution says which command goes on', async () => {
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 1500);
		const { error } = await importFile(
			{ importDefinition: 'Sim eindeloos', environmentCode: 'T12345AA' },
			{ signal: stop.signal },
		);
		expect(commands()).toHaveLength(1);
		expect(error?.context?.data).toMatchObject({ commandId: commands()[0].id });
	});
});

describe('Get Result', () => {
	const start = async (importDefinition: string) => {
		await importFile({ importDefinition, environmentCode: 'T12345AA', waitForResult: false });
		return commands().at(-1)!.id;
	};

	it('gives running, then the result, once', async () => {
		const id = await start('Sim debiteuren');
		const states = [];
		for (let asked = 0; asked < 3; asked++) {
			const { items, error } = await getResult(id);
			expect(error).toBeUndefined();
			states.push(items[0][0].json.state);
		}
		expect(states).toEqual(['running', 'done', 'running']);
		expect((await getResult('0'.repeat(32))).items[0][0].json.state).toBe('running');
	});

	it('is an error with the command ID for an import that failed', async () => {
		const id = await start('Sim fout');
		await getResult(id);
		const { error } = await getResult(id);
		expect(error?.message).toBe('Veld BcCo is verplicht in regel 2.');
		expect(error?.context?.data).toMatchObject({ commandId: id, exitCode: 1, outcome: 'unknown' });
	});

	it('asks again after what passes by itself, and says what a lost answer means', async () => {
		const id = await start('Sim boekingen');
		stage.simulator.environment.remote.commands.at(-1);
		fails('resetInAnswer', 'GetState');
		const { items, error } = await getResult(id);
		expect(error).toBeUndefined();
		expect(items[0][0].json).toMatchObject({
			state: 'running',
			note: expect.stringContaining('only once'),
		});
	});

	it.each(['={{ "" }}', '  ', '={{ undefined }}'])('wants a command ID: %j', async (commandId) => {
		const { error } = await getResult(commandId);
		expect(error?.message).toBe("'Command ID' is empty");
		expect(calls()).toEqual([]);
	});
});

describe('Import GetConnector', () => {
	it('brings a definition in', async () => {
		const { items, error } = await run(
			'importGetConnector',
			{ environmentCode: 'T12345AA' },
			{ items: [csv('<GetConnector/>', 'MyApp_Debtors.gcn')] },
		);
		expect(error).toBeUndefined();
		expect(items[0][0].json).toMatchObject({ state: 'done', exitCode: 0 });
		expect(commands()[0].commandLine).toBe('/O"T12345AA" DEFINITIEIMPORT /F"MyApp_Debtors.gcn"');
		const { getConnectors } = stage.simulator.environment.remote;
		expect(getConnectors.get('MyApp_Debtors.gcn')?.toString()).toBe('<GetConnector/>');
	});

	it('refuses another kind of file before anything is sent', async () => {
		const { error } = await run('importGetConnector', { environmentCode: 'T12345AA' });
		expect(error?.message).toContain('.gcn');
		expect(calls()).toEqual([]);
	});
});

describe('before anything is sent', () => {
	it.each<[string, IDataObject, RegExp]>([
		[
			'a quote in a name',
			{ importDefinition: 'x" /N"y' },
			/'Import Definition' holds a quotation mark/,
		],
		[
			'a quote of Windows',
			{ environmentCode: 'T1\uff02 /A' },
			/'Environment Code' holds a quotation mark/,
		],
		['a line end', { fileName: 'a\nb.csv' }, /'File Name'/],
		['a path', { fileName: '../a.csv' }, /'File Name'/],
		['no definition', { importDefinition: '={{ undefined }}' }, /'Import Definition' is empty/],
		[
			'an environment that an expression does not give',
			{ environmentCode: '={{ undefined }}' },
			/'Environment Code' is empty/,
		],
		['an unreadable switch', { options: { financial: 'maybe' } }, /'Financial Data' is 'maybe'/],
		[
			'a switch that an expression does not give',
			{ options: { financial: '={{ undefined }}' } },
			/'Financial Data' is empty/,
		],
		['an unreadable wait', { waitForResult: 'maybe' }, /'Wait for Result' is 'maybe'/],
		['no file field', { binaryField: ' ' }, /'Input Data Field Name' is empty/],
		['a wrong wait', { options: { maxWait: 'long' } }, /'Max Wait \(Minutes\)'/],
		['a negative wait', { options: { maxWait: -1 } }, /'Max Wait \(Minutes\)'/],
		[
			'an empty administration',
			{ options: { financial: true, administration: '' } },
			/'Administration' is empty/,
		],
	])('%s is refused', async (_what, parameters, says) => {
		const { error } = await importFile({ environmentCode: 'T12345AA', ...parameters });
		expect(error?.message).toMatch(says);
		expect(error?.context?.data).toMatchObject({ outcome: 'refused' });
		expect(calls()).toEqual([]);
	});

	it('an item without a file says that nothing was sent, and so does one whose environment is unknown', async () => {
		const without = await importFile({}, { items: [{ json: {} }], continueOnFail: true });
		expect(without.items[0][0].json.details).toMatchObject({ outcome: 'refused' });
		stage.simulator.settings.faults = [{ kind: 'functional500', path: 'metainfo' }];
		const unknown = await importFile({}, { continueOnFail: true });
		expect(unknown.items[0][0].json.details).toMatchObject({ outcome: 'notSent' });
		expect(calls()).toEqual([]);
	});

	it('a file without a name is refused, and so is an empty one', async () => {
		const nameless = await importFile({}, { items: [csv('x', '')] });
		expect(nameless.error?.message).toContain('File Name');
		const empty = await importFile({}, { items: [csv('')] });
		expect(empty.error?.message).toContain('empty');
		expect(calls()).toEqual([]);
	});

	it('Read Only refuses imports, and allows Get Result', async () => {
		const credential = { ...stage.credential, readOnly: true };
		const refused = await importFile({ environmentCode: 'T12345AA' }, { credential });
		expect(refused.error?.message).toContain('read only');
		expect(calls()).toEqual([]);
		const { items, error } = await getResult('0'.repeat(32), { credential });
		expect(error).toBeUndefined();
		expect(items[0][0].json.state).toBe('running');
	});

	it('an app connector without AFAS Remote is told apart', async () => {
		stage.simulator.settings.notAuthorised.add('afas remote cmd');
		const { error } = await importFile({ environmentCode: 'T12345AA' });
		expect(error?.message).toBe('The user is not authorized');
		expect(error?.context?.data).toMatchObject({ outcome: 'refused' });
	});
});

it('rule 9: neither token nor IntegrationId is inside the envelope, and the element token is a dummy', async () => {
	await importFile({ environmentCode: 'T12345AA' });
	for (const { body, headers } of calls()) {
		expect(body).toContain('<token>nit</token>');
		expect(headers.integrationid).toBe(stage.simulator.integrationId);
	}
});
