// Get Blueprint and Check Setup against a Profit whose administrator changes things.
import type { IDataObject } from 'n8n-workflow';
import { notAuthorised } from '../simulator/failure.mts';
import { openStage, type Stage } from './support/profit.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ bigRows: 300, orderRows: 100 });
});
afterAll(() => stage.simulator.close());
beforeEach(() => {
	stage.simulator.reset();
	stage.simulator.settings.changeMetainfo = (_path, answer) => answer;
	stage.simulator.settings.delayMs = 0;
});
afterEach(() => {
	expect(stage.simulator.violations).toEqual([]);
});

const run = (operation: string, parameters: IDataObject = {}, more: IDataObject = {}) =>
	stage.n8n.runNode({
		credential: stage.credential,
		parameters: { resource: 'environment', operation, ...parameters },
		...more,
	});

/** Connectors that break none of AFAS's rules. */
const CLEAN = ['Sim_Countries', 'Sim_SalesOrders', 'FbSales'];

async function blueprintOf(connectorIds: string[] = CLEAN, options: IDataObject = {}) {
	const { items, error } = await run('getBlueprint', { connectorIds, options });
	expect(error).toBeUndefined();
	expect(items[0]).toHaveLength(1);
	return JSON.stringify(items[0][0].json.blueprint);
}

async function findings(parameters: IDataObject) {
	const { items, error } = await run('checkSetup', parameters);
	expect(error).toBeUndefined();
	return items[0].map(({ json }) => json);
}

const found = (list: IDataObject[]) =>
	list.map(({ code, connector, field }) => [code, connector, field]);

type Metainfo = { fields: Array<Record<string, unknown>>; objects: Metainfo[]; name: string };

/** Lets an administrator change the metainfo of one connector. */
function change(path: string, edit: (metainfo: Metainfo) => void): void {
	const { settings } = stage.simulator;
	settings.changeMetainfo = (asked, answer) => {
		if (asked !== path) return answer;
		const copy = structuredClone(answer);
		edit(copy as unknown as Metainfo);
		return copy;
	};
}

const calls = () => stage.simulator.requests.map(({ path }) => path.split('/').slice(2).join('/'));

describe.each(['nl-nl', 'en-us'])('in %s', (language) => {
	it('nothing is found where nothing changed', async () => {
		const blueprint = await blueprintOf(CLEAN, { language });
		expect(await findings({ blueprint, connectorIds: CLEAN, options: { language } })).toEqual([]);
	});

	it('what an administrator changed is found, and nothing else', async () => {
		const blueprint = await blueprintOf(CLEAN, { language });
		change('update/FbSales', ({ fields, objects }) => {
			fields.find(({ fieldId }) => fieldId === 'RfCs')!.length = 10;
			const lines = objects.find(({ name }) => name === 'FbSalesLines')!;
			lines.fields = lines.fields.filter(({ fieldId }) => fieldId !== 'QuUn');
		});
		const list = await findings({ blueprint, connectorIds: CLEAN, options: { language } });
		expect(found(list)).toEqual([
			['FIELD-MISSING', 'FbSales', 'FbSalesLines.QuUn'],
			['FIELD-LENGTH', 'FbSales', 'RfCs'],
		]);
		expect(Object.keys(list[0])).toEqual([
			'level',
			'code',
			'connector',
			'field',
			'message',
			'advice',
			'link',
		]);
	});
});

describe('calls', () => {
	const counts = () => ({
		lists: calls().filter((path) => path === 'metainfo').length,
		connectors: calls().filter((path) => /^metainfo\/(get|update)\//.test(path)).length,
		rows: calls().filter((path) => path.startsWith('connectors/')).length,
	});

	it('are one for the lists, one per connector and one per GetConnector with rows, at most 5 at once', async () => {
		stage.simulator.settings.delayMs = 5;
		const { getConnectors, updateConnectors, settings } = stage.simulator.environment;
		const gets = getConnectors.filter(({ id }) => !settings.notAuthorised.has(id.toLowerCase()));
		await findings({});
		expect(counts()).toEqual({
			lists: 1,
			connectors: gets.length + updateConnectors.length,
			rows: gets.length,
		});
		const atOnce = Math.max(...stage.simulator.requests.map(({ parallel }) => parallel));
		expect(atOnce).toBeLessThanOrEqual(5);
		expect(atOnce).toBeGreaterThan(1);
	});

	it('read no rows when 0 are asked for, and never more than asked for', async () => {
		await findings({ options: { sampleRows: 0 } });
		expect(counts().rows).toBe(0);
		stage.simulator.reset();
		await findings({ connectorIds: ['Sim_Wide'], options: { sampleRows: 3 } });
		expect(counts()).toEqual({ lists: 1, connectors: 1, rows: 1 });
		const [{ query }] = stage.simulator.requests.filter(({ path }) =>
			path.includes('/connectors/'),
		);
		expect(query).toMatchObject({ skip: '0', take: '3' });
	});

	it('never ask for more rows than AFAS advises for the number of fields', async () => {
		await findings({ connectorIds: ['Sim_Wide'], options: { sampleRows: 100_000 } });
		const [{ query }] = stage.simulator.requests.filter(({ path }) =>
			path.includes('/connectors/'),
		);
		expect(query.take).toBe(String(150_000 / 120));
	});
});

describe('what is against the rules of AFAS', () => {
	it('is found in names, fields and rows', async () => {
		// An app connector without the connectors of changed booking days.
		stage.simulator.settings.changeMetainfo = (path, answer) => {
			if (path !== '') return answer;
			const all = answer.getConnectors as Array<{ id: string }>;
			return { ...answer, getConnectors: all.filter(({ id }) => !id.includes('ChangedEntry')) };
		};
		const list = await findings({});
		const has = (...one: unknown[]) => expect(found(list)).toContainEqual(one);
		has('STRUCT-27', 'Profit_Country', null);
		has('STRUCT-29', 'Sim_Odd_Names', 'Org.Name');
		has('PERF-31', 'Sim_Realization', null);
		has('DATA-23', 'Sim_Wide', 'OldField');
		has('ROWS-REFUSED', 'Sim_Blocked', null);
		const entries = list.find(({ code }) => code === 'PERF-30');
		expect(entries?.message).toContain('Sim_Transactions');
	});

	it('changed booking days make financial entries and hours right', async () => {
		const codes = (await findings({})).map(({ code }) => code);
		expect(codes).not.toContain('PERF-30');
		expect(codes).not.toContain('PERF-31');
	});

	it('a display format is found where rows hold other text than the field’s type', async () => {
		change('get/Sim_Countries', ({ fields }) => {
			fields[1].dataType = 'date';
		});
		const list = await findings({ connectorIds: ['Sim_Countries'] });
		expect(found(list)).toEqual([['DATA-26', 'Sim_Countries', expect.any(String)]]);
	});

	it('a call of more than a second is slow', async () => {
		stage.simulator.settings.delayMs = 1050;
		const list = await findings({ connectorIds: ['Sim_Countries'] });
		expect(found(list)).toEqual([['ROWS-SLOW', 'Sim_Countries', null]]);
	});

	it('a token that expires soon is found', async () => {
		const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
		stage.simulator.settings.changeMetainfo = (path, answer) =>
			path === ''
				? { ...answer, info: { ...(answer.info as object), tokenExpiry: `${soon}T00:00:00Z` } }
				: answer;
		const list = await findings({ connectorIds: ['Sim_Countries'] });
		expect(found(list)).toEqual([['TOKEN-EXPIRES', null, null]]);
		expect(list[0].message).toContain(soon);
	});
});

describe('a connector that refuses', () => {
	const refuse = () => {
		stage.simulator.settings.changeMetainfo = (path, answer) => {
			if (path === 'get/Sim_SalesOrders') throw notAuthorised('GetConnector');
			return answer;
		};
	};

	it('is a finding with the words of AFAS, and the others are checked', async () => {
		const blueprint = await blueprintOf();
		refuse();
		const list = await findings({ blueprint, connectorIds: [...CLEAN, 'Sim_Wide'] });
		expect(found(list)).toEqual([
			['CONNECTOR-REFUSED', 'Sim_SalesOrders', null],
			['DATA-23', 'Sim_Wide', 'OldField'],
			['CONNECTOR-NEW', 'Sim_Wide', null],
		]);
		expect(list[0].message).toContain('the user is not authorized');
	});

	it('is no gap in a blueprint: Get Blueprint says which one refuses', async () => {
		refuse();
		const { items, error } = await run('getBlueprint', { connectorIds: CLEAN });
		expect(items.flat()).toEqual([]);
		expect(error?.message).toContain('Sim_SalesOrders');
	});
});

it('a connector that is not there is missing for Check Setup, and an error for Get Blueprint', async () => {
	const list = await findings({ connectorIds: ['Sim_Gone'] });
	expect(found(list)).toEqual([['CONNECTOR-MISSING', 'Sim_Gone', null]]);
	const { error } = await run('getBlueprint', { connectorIds: ['Sim_Gone'] });
	expect(error?.message).toContain('Sim_Gone');
});

it('an unreachable AFAS fails only its own item', async () => {
	stage.simulator.settings.faults = [
		{ kind: 'json503', path: /metainfo\/get\/Sim_Countries/, times: 3 },
	] as typeof stage.simulator.settings.faults;
	const { items } = await run(
		'checkSetup',
		{ connectorIds: '={{ [$json.id] }}', output: 'report' },
		{ items: [{ id: 'Sim_Countries' }, { id: 'Sim_Odd_Names' }], continueOnFail: true },
	);
	expect(items[0].map(({ json, pairedItem }) => [Object.keys(json)[0], pairedItem])).toEqual([
		['error', { item: 0 }],
		['ok', { item: 1 }],
	]);
}, 60_000);

describe('a report', () => {
	it('has counts, all findings and a text', async () => {
		const blueprint = await blueprintOf();
		change('get/Sim_Countries', ({ fields }) => {
			fields.pop();
		});
		const [report, ...others] = await findings({
			blueprint,
			connectorIds: CLEAN,
			output: 'report',
		});
		expect(others).toEqual([]);
		expect(report).toMatchObject({ ok: false, errors: 1, warnings: 0, infos: 1 });
		expect((report.findings as IDataObject[]).map(({ code }) => code)).toEqual([
			'FIELD-MISSING',
			'NOT-CHECKED',
		]);
		expect(report.markdown).toContain('2 GetConnectors and 1 UpdateConnector checked.');
	});

	it('comes for each item, compared with its own blueprint', async () => {
		const all = await blueprintOf();
		const other = await blueprintOf(['Sim_Countries']);
		const { items } = await run(
			'checkSetup',
			{ blueprint: '={{ $json.blueprint }}', connectorIds: CLEAN, output: 'report' },
			{ items: [{ blueprint: all }, { blueprint: JSON.parse(other) as IDataObject }] },
		);
		expect(items[0].map(({ json }) => [json.infos, json.ok])).toEqual([
			[1, true],
			[3, true],
		]);
	});
});

describe('rule 13: an expression that gives nothing', () => {
	it.each(['={{ undefined }}', '={{ null }}', '={{ "" }}', '={{ $json.missing }}', '={{ {} }}'])(
		'as blueprint, %s stops the item',
		async (blueprint) => {
			const { items, error } = await run('checkSetup', { blueprint });
			expect(items.flat()).toEqual([]);
			expect(error?.message).toContain("'Blueprint'");
			expect(stage.simulator.requests).toEqual([]);
		},
	);

	it.each(['={{ undefined }}', '={{ null }}', '={{ "" }}', '={{ [] }}', '={{ {} }}'])(
		'as connectors, %s stops the item',
		async (connectorIds) => {
			for (const operation of ['checkSetup', 'getBlueprint']) {
				const { items, error } = await run(operation, { connectorIds });
				expect(items.flat()).toEqual([]);
				expect(error?.message).toContain("'Connectors'");
			}
			expect(stage.simulator.requests).toEqual([]);
		},
	);

	it.each(['many', '={{ -1 }}', '={{ [] }}', '={{ $json.none }}'])(
		'as Sample Rows, %s stops the item',
		async (rows) => {
			const { error } = await run('checkSetup', { options: { sampleRows: rows } });
			expect(error?.message).toContain("'Sample Rows'");
			expect(stage.simulator.requests).toEqual([]);
		},
	);

	it('another Output than the two is refused', async () => {
		const { error } = await run('checkSetup', { output: '={{ "Report" }}' });
		expect(error?.message).toContain("'Output'");
	});
});

it('the list to choose from has both kinds of connectors', async () => {
	const list = await stage.n8n.loadOptions('getConnectorIds', {
		credential: stage.credential,
		parameters: { resource: 'environment', operation: 'checkSetup' },
	});
	expect(list).toContainEqual(
		expect.objectContaining({ value: 'Sim_Debtors', description: expect.stringMatching(/^Get/) }),
	);
	expect(list).toContainEqual(
		expect.objectContaining({ value: 'FbSales', description: expect.stringMatching(/^Update/) }),
	);
});
