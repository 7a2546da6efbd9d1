// What a condition of a filter holds on its way to AFAS: a value of the field's type, or nothing is asked for.
import type { IDataObject } from 'n8n-workflow';
import { byId, openStage, type Stage } from './support/profit.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.simulator.close());
beforeEach(() => stage.simulator.reset());
afterEach(() => {
	expect(stage.simulator.violations).toEqual([]);
});

const filterOn = (field: string, operator: string, value?: unknown): IDataObject => ({
	filterGroups: {
		group: [{ conditions: { condition: [{ field, operator, value } as IDataObject] } }],
	},
});

const WITH_VALUE = [
	'equal',
	'greaterOrEqual',
	'lessOrEqual',
	'greater',
	'less',
	'contains',
	'notEqual',
	'startsWith',
	'notContains',
	'notStartsWith',
	'endsWith',
	'notEndsWith',
	'quickFilter',
];

const NO_VALUE = [
	'={{ undefined }}',
	'={{ null }}',
	'={{ "" }}',
	'={{ $json.missing }}',
	'',
	'   ',
];

const calls = () =>
	stage.simulator.requests.filter(({ path }) => !path.includes('/metainfo')).length;

const run = (parameters: IDataObject) =>
	stage.n8n.runNode({ credential: stage.credential, parameters });

const rows = (parameters: IDataObject) =>
	run({
		resource: 'getConnector',
		operation: 'getMany',
		connector: byId('Sim_Debtors'),
		...parameters,
	});

describe.each(['rest', 'soap'])('rule 13: a condition without a value, over %s', (protocol) => {
	it.each(WITH_VALUE)('with %s is refused by name, and never means every row', async (operator) => {
		for (const value of NO_VALUE) {
			const filter = filterOn('DebtorId', operator, value);
			const { items, error } = await rows({ protocol, ...filter });
			expect(error?.message).toBe("Condition 1 of 'Filters' has no value for DebtorId");
			expect(items.flat()).toEqual([]);
		}
		expect(calls()).toBe(0);
	});

	it.each(['empty', 'notEmpty'])('with %s is what it should be', async (operator) => {
		const { items, error } = await rows({ protocol, ...filterOn('DebtorId', operator) });
		expect(error).toBeUndefined();
		expect(items[0]).toHaveLength(operator === 'empty' ? 0 : 50);
	});

	it('is refused in a report', async () => {
		const [reportId] = [...stage.simulator.environment.documents.reports.keys()];
		for (const value of NO_VALUE) {
			const filter = filterOn('U001', 'contains', value);
			const { error } = await run({
				resource: 'report',
				operation: 'get',
				protocol,
				reportId,
				...filter,
			});
			expect(error?.message).toBe("Condition 1 of 'Filters' has no value for U001");
		}
		expect(calls()).toBe(0);
	});

	it('is refused in the trigger', async () => {
		// A trigger has no input item.
		for (const value of NO_VALUE.filter((one) => !one.includes('$json'))) {
			const poll = stage.n8n.poll({
				node: 'afasTrigger',
				credential: stage.credential,
				parameters: {
					connector: byId('Sim_Debtors'),
					modifiedField: 'ModifiedDate',
					keyFields: ['DebtorId'],
					protocol,
					...filterOn('DebtorId', 'startsWith', value),
				},
			});
			await expect(poll).rejects.toThrow("Condition 1 of 'Filters' has no value for DebtorId");
		}
		expect(calls()).toBe(0);
	});
});

describe.each(['rest', 'soap'])('a value that is written otherwise, over %s', (protocol) => {
	const employees = (parameters: IDataObject) =>
		rows({ protocol, connector: byId('Sim_Employees'), ...parameters });

	const found = async (field: string, value: unknown) => {
		const { items, error } = await employees({
			returnAll: true,
			...filterOn(field, 'equal', value),
		});
		expect(error).toBeUndefined();
		return items[0].map(({ json }) => json.EmployeeId);
	};

	it('finds the same rows', async () => {
		const table = stage.simulator.table('Sim_Employees');
		const hours = table
			.column('HoursPerWeek')
			.map(Number)
			.filter((value) => value % 1 === 0.5)[0];
		const expected = await found('HoursPerWeek', String(hours));
		expect(expected.length).toBeGreaterThan(0);
		for (const value of [` ${hours} `, String(hours).replace('.', ','), `={{ ${hours} }}`]) {
			expect(await found('HoursPerWeek', value)).toEqual(expected);
		}
		const users = await found('InSite', 'true');
		expect(users.length).toBeGreaterThan(0);
		for (const value of ['Ja', 'yes', '1', '={{ true }}']) {
			expect(await found('InSite', value)).toEqual(users);
		}
		expect(await found('InSite', 'Nee')).toEqual(await found('InSite', 'false'));
	});

	it('or is refused with the name of the field', async () => {
		for (const [field, value] of [
			['HoursPerWeek', 'veel'],
			['InSite', 'misschien'],
			['ModifiedDate', 'gisteren'],
		]) {
			const { error } = await employees(filterOn(field, 'equal', value));
			expect(error?.message).toContain(`'${value}' is not a`);
			expect(error?.message).toContain(`the filter on ${field} needs one`);
		}
		expect(calls()).toBe(0);
	});
});
