import { fieldFinder } from '../../../../nodes/Afas/profit/metainfo/knownFields';
import { parseEnvironmentInfo } from '../../../../nodes/Afas/profit/metainfo/parseEnvironment';
import { parseGetConnectorInfo } from '../../../../nodes/Afas/profit/metainfo/parseGetConnector';

describe('the list of connectors', () => {
	it('may lack a list', () => {
		const info = { envid: 'A123456AC' };
		expect(parseEnvironmentInfo({ getConnectors: [{ id: 'A', description: 'B' }], info })).toEqual({
			getConnectors: [{ id: 'A', description: 'B' }],
			updateConnectors: [],
			info,
		});
	});

	it.each([null, 'text', [], {}, { rows: [] }])('is not %j', (json) => {
		expect(() => parseEnvironmentInfo(json)).toThrow('metainfo');
	});

	it('leaves out what has no id', () => {
		const json = { getConnectors: [null, 1, {}, { id: '' }, { id: 'A' }] };
		expect(parseEnvironmentInfo(json).getConnectors).toEqual([{ id: 'A', description: '' }]);
	});
});

describe('the fields of a GetConnector', () => {
	const json = {
		name: 'Debtors',
		description: 'All',
		fields: [
			{ id: 'DebtorId', fieldId: 'U001', dataType: 'String', label: 'Number', length: '16' },
			{ id: '__proto__', dataType: 'int', decimals: 'x' },
			{ label: 'without an id' },
		],
	};

	it('come with their code table, where they have one', () => {
		const values = [
			{ id: 'NL', description: 'Nederland' },
			{ id: 7, description: null },
		];
		const fields = [
			{ id: 'Country', dataType: 'string', values },
			{ id: 'Name', dataType: 'string', values: [] },
			{ id: 'City', dataType: 'string', values: null },
		];
		expect(parseGetConnectorInfo({ fields }).fields.map((field) => field.values)).toEqual([
			[
				{ id: 'NL', description: 'Nederland' },
				{ id: '7', description: '' },
			],
			undefined,
			undefined,
		]);
	});

	it('are read whatever form their numbers have', () => {
		expect(parseGetConnectorInfo(json).fields).toEqual([
			{
				id: 'DebtorId',
				fieldId: 'U001',
				label: 'Number',
				dataType: 'string',
				length: 16,
				decimals: null,
				controlType: null,
			},
			expect.objectContaining({ id: '__proto__', dataType: 'int', decimals: null }),
		]);
	});

	it('must not be missing', () => {
		expect(() => parseGetConnectorInfo({ name: 'Debtors' })).toThrow('lists no fields');
	});

	it('are found in any letter case; an unknown one names parameter, connector and fields', () => {
		const find = fieldFinder('Debtors', parseGetConnectorInfo(json));
		expect(find(' debtorid ', 'Sort')).toBe('DebtorId');
		expect(() => find('Gone', 'Sort')).toThrow(
			"'Sort' names the field 'Gone', which GetConnector 'Debtors' does not have",
		);
	});

	it('are found by their exact names where these differ in letter case only', () => {
		const fields = ['Id', 'Amount', 'AMOUNT'].map((id) => ({ id }));
		const find = fieldFinder('Rows', parseGetConnectorInfo({ name: 'Rows', fields }));
		expect([find('Amount', 'Sort'), find('AMOUNT', 'Sort')]).toEqual(['Amount', 'AMOUNT']);
		expect(() => find('amount', 'Sort')).toThrow(
			"'Sort' names the field 'amount', and GetConnector 'Rows' has both 'Amount' and 'AMOUNT'",
		);
	});
});
