import { parseUpdateConnectorInfo } from '../../../../nodes/Afas/profit/metainfo/parseUpdate';

describe('parseUpdateConnectorInfo', () => {
	it('reads keys and mandatory as booleans or text, and code tables', () => {
		const info = parseUpdateConnectorInfo({
			id: 'KnOrgUnit',
			name: 'KnOrgunit',
			description: 'Organogrameenheid',
			fields: [
				{ fieldId: 'OuId', primaryKey: 'true', dataType: 'String', mandatory: 'false', length: 10 },
				{
					fieldId: 'Type',
					primaryKey: false,
					dataType: 'string',
					label: 'Soort',
					mandatory: true,
					notzero: true,
					values: [{ id: '01', description: 'Afdeling' }],
				},
			],
		});
		expect(info.id).toBe('KnOrgUnit');
		expect(info.name).toBe('KnOrgunit');
		expect(info.objects).toEqual([]);
		expect(info.fields).toMatchObject([
			{ fieldId: 'OuId', primaryKey: true, mandatory: false, dataType: 'string', values: null },
			{
				fieldId: 'Type',
				primaryKey: false,
				mandatory: true,
				notZero: true,
				values: [{ id: '01', description: 'Afdeling' }],
			},
		]);
	});

	it('takes null and absent lists, and an object without name or field id as nothing', () => {
		const info = parseUpdateConnectorInfo({
			id: 'KnSubject',
			fields: null,
			objects: [
				{ name: 'KnSubjectLink', fields: [{ fieldId: 'SfId' }, { label: 'no id' }, null, 7] },
				{ fields: [{ fieldId: 'X' }] },
				'text',
			],
		});
		expect(info.name).toBe('KnSubject');
		expect(info.objects).toHaveLength(1);
		expect(info.objects[0].fields.map(({ fieldId }) => fieldId)).toEqual(['SfId']);
	});

	it('ends at a depth that AFAS never reaches', () => {
		let object: Record<string, unknown> = { name: 'Deep', fields: [{ fieldId: 'X' }] };
		for (let level = 0; level < 5_000; level++) object = { name: 'Deep', objects: [object] };
		let depth = 0;
		for (
			let level = parseUpdateConnectorInfo({ ...object, id: 'Deep' }).objects[0];
			level;
			level = level.objects[0]
		) {
			depth++;
		}
		expect(depth).toBe(11);
	});

	it.each([[undefined], [null], ['<html>'], [[]], [{}], [{ id: 'KnSubject', fields: [] }]])(
		'refuses %j, which describes no connector',
		(json) => {
			expect(() => parseUpdateConnectorInfo(json)).toThrow(
				expect.objectContaining({ kind: 'badAnswer' }),
			);
		},
	);
});
