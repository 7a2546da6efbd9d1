import { blueprintOf } from '../../../../nodes/Afas/profit/setup/blueprint';
import { readBlueprint } from '../../../../nodes/Afas/profit/setup/readBlueprint';
import { parts, setupOf } from './environment';

const blueprint = () => blueprintOf(setupOf(parts('en')));

describe('a blueprint', () => {
	it('has the connectors and fields with what matters of them, sorted', () => {
		const { getConnectors, updateConnectors, version } = blueprint();
		expect(version).toBe(1);
		expect(Object.keys(getConnectors)).toEqual(['MyApp_Debtors', 'MyApp_Orders']);
		expect(getConnectors.MyApp_Orders).toEqual({
			description: 'Sales orders',
			fields: {
				DebtorId: { label: 'Debtor', dataType: 'string', length: 16, decimals: 0 },
				OrderNumber: { label: 'Order number', dataType: 'string', length: 20, decimals: 0 },
			},
		});
		expect(Object.keys(getConnectors.MyApp_Orders.fields)).toEqual(['DebtorId', 'OrderNumber']);
		expect(updateConnectors.FbSales.fields.Prio).toEqual({
			label: 'Priority',
			dataType: 'string',
			length: 20,
			mandatory: false,
			primaryKey: false,
			values: [
				{ id: '1', description: 'Low' },
				{ id: '2', description: 'High' },
			],
		});
		expect(Object.keys(updateConnectors.FbSales.objects.FbSalesLines.fields)).toEqual([
			'ItCd',
			'QuUn',
		]);
	});

	it('is the same text when an administrator moves fields and connectors', () => {
		const moved = parts('en');
		moved.debtors.fields.reverse();
		moved.sales.fields.reverse();
		moved.sales.fields[0].values?.reverse();
		const setup = setupOf(moved);
		setup.getConnectors.reverse();
		expect(JSON.stringify(blueprintOf(setup))).toBe(JSON.stringify(blueprint()));
	});

	it('comes back from JSON as it was', () => {
		expect(readBlueprint(JSON.stringify(blueprint()))).toEqual(blueprint());
		expect(readBlueprint({ blueprint: blueprint() })).toEqual(blueprint());
		expect(readBlueprint([{ blueprint: blueprint() }])).toEqual(blueprint());
		expect(readBlueprint(JSON.stringify([{ blueprint: blueprint() }], null, 2))).toEqual(
			blueprint(),
		);
	});

	it('may be written by hand with the least that is needed', () => {
		const least = '{"version":1,"getConnectors":{"MyApp_Debtors":{"fields":{"DebtorId":{}}}}}';
		expect(readBlueprint(least)).toEqual({
			version: 1,
			getConnectors: {
				MyApp_Debtors: {
					description: '',
					fields: { DebtorId: { label: '', dataType: '', length: null, decimals: null } },
				},
			},
			updateConnectors: {},
		});
	});

	it.each<[unknown, string]>([
		['{', 'is no JSON'],
		['', 'is no JSON'],
		['[]', 'is no blueprint'],
		[null, 'is no blueprint'],
		[17, 'is no blueprint'],
		[{ rows: [] }, 'is no blueprint'],
		[{ version: 2, getConnectors: { A: {} } }, 'has the version 2'],
		[{ version: 1 }, 'names no connector'],
		[{ version: 1, getConnectors: {}, updateConnectors: {} }, 'names no connector'],
		[{ version: 1, getConnectors: ['A'] }, 'holds no getConnectors'],
		[{ version: 1, getConnectors: { A: 'x' } }, 'holds no getConnectors.A'],
		[
			{ version: 1, getConnectors: { A: { fields: { B: null } } } },
			'holds no getConnectors.A.fields.B',
		],
		[
			{ version: 1, updateConnectors: { A: { objects: [] } } },
			'holds no updateConnectors.A.objects',
		],
	])('rule 13: %j stops, and is not read as nothing to compare with', (given, what) => {
		expect(() => readBlueprint(given)).toThrow(`'Blueprint' ${what}`);
	});
});
