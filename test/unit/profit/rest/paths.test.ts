import {
	connectorPath,
	deletePath,
	pathLevels,
	subObjectPath,
	type DeleteTarget,
} from '../../../../nodes/Afas/profit/rest/paths';

function target(part: Partial<DeleteTarget>): DeleteTarget {
	return {
		connector: 'KnSubject',
		root: 'KnSubject',
		keys: [['SbId', '999999']],
		levels: [],
		keyStyle: 'attribute',
		...part,
	};
}

describe('paths', () => {
	it('address a connector and a sub-object', () => {
		expect(connectorPath('KnSubject')).toBe('/connectors/KnSubject');
		expect(subObjectPath('KnSubject', 'KnSubjectAttachment')).toBe(
			'/connectors/KnSubject/KnSubjectAttachment',
		);
	});

	it('name the root, which may differ from the connector, and one or more keys', () => {
		expect(deletePath(target({}))).toBe('/connectors/KnSubject/KnSubject/@SbId/999999');
		expect(deletePath(target({ keyStyle: 'plain' }))).toBe(
			'/connectors/KnSubject/KnSubject/SbId/999999',
		);
		expect(
			deletePath(
				target({
					connector: 'KnOrgUnit',
					root: 'KnOrgunit',
					keys: [
						['UnId', '1'],
						['SeNo', '007'],
					],
				}),
			),
		).toBe('/connectors/KnOrgUnit/KnOrgunit/@UnId,@SeNo/1,007');
	});

	it.each([
		// AFAS's page for HrAbsence.
		['2019-08-21T00:00:00', '2019%2D08%2D21T00:00:00'],
		['2019-08-21', '2019%2D08%2D21T00:00:00'],
		['2019-08-21T12:30:00', '2019%2D08%2D21T12:30:00'],
	])("write a date among the keys as AFAS's page does: %s", (value, written) => {
		const keys: DeleteTarget['keys'] = [
			['EmId', '1-2'],
			['@DaBe', value],
		];
		const path = deletePath(target({ keys, dates: new Set(['DaBe']) }));
		expect(path).toBe(`/connectors/KnSubject/KnSubject/@EmId,@DaBe/1-2,${written}`);
		// A text that only looks like a day stays as it is.
		expect(deletePath(target({ keys: [['SbId', '2019-08-21']] }))).toMatch(/2019-08-21$/);
	});

	it('reach nested rows as AFAS writes them for FiEntries', () => {
		const keys: DeleteTarget['keys'] = [
			['UnId', '1'],
			['JoCo', '73'],
		];
		const entries = { connector: 'FiEntries', root: 'FiEntryPar', keys };
		const levels = (field: string, value: string) =>
			pathLevels([{ object: 'FiEntries', field, value }]);
		expect(
			deletePath(target({ ...entries, levels: levels('@EnNo', '70001'), keyStyle: 'plain' })),
		).toBe('/connectors/FiEntries/FiEntryPar/UnId,JoCo/1,73/FiEntries/@EnNo/70001');
		expect(
			deletePath(target({ ...entries, levels: levels('InId', 'IH003938'), keyStyle: 'plain' })),
		).toBe('/connectors/FiEntries/FiEntryPar/UnId,JoCo/1,73/FiEntries/InId/IH003938');
	});

	it('encode each value by itself', () => {
		expect(deletePath(target({ keys: [['Nm', 'ab c?#%é&+']] }))).toBe(
			'/connectors/KnSubject/KnSubject/@Nm/ab%20c%3F%23%25%C3%A9%26%2B',
		);
	});

	it.each<[string, Partial<DeleteTarget>, RegExp]>([
		['a comma in a value', { keys: [['SbId', '1,2']] }, /SbId.*'1,2'.*comma/],
		['an empty value', { keys: [['SbId', '']] }, /SbId has no value/],
		['a value that an address swallows', { keys: [['SbId', '..']] }, /SbId.*'\.\.'/],
		['a value that leads to another row', { keys: [['SbId', '1/../2']] }, /SbId.*'1\/\.\.\/2'/],
		['a value with a backslash', { keys: [['SbId', '1\\2']] }, /SbId.*cannot hold/],
		['half an emoji', { keys: [['SbId', '\ud83d']] }, /SbId holds half of a character/],
		['a field that is two', { keys: [['A,B', '1']] }, /'A,B' is not the field of a key/],
		['a field with a slash', { keys: [['A/B', '1']] }, /field of a key is 'A\/B'/],
		['a connector elsewhere', { connector: '../metainfo' }, /'UpdateConnector' is/],
		['a root elsewhere', { root: '..' }, /sub-object is '\.\.'/],
		['no keys', { keys: [] }, /No key is given for the row of KnSubject/],
		['a key without a field', { keys: [['', '1']] }, /key has no field/],
		[
			'a level without an object',
			{ levels: [{ object: '', keys: [['A', '1']] }] },
			/no sub-object/,
		],
	])('refuse %s', (_, part, message) => {
		expect(() => deletePath(target(part))).toThrow(message);
	});

	it('make one level of successive rows with the same object', () => {
		expect(
			pathLevels([
				{ object: 'A', field: 'x', value: '1' },
				{ object: 'A', field: 'y', value: '2' },
				{ object: 'B', field: 'z', value: '3' },
			]),
		).toEqual([
			{
				object: 'A',
				keys: [
					['x', '1'],
					['y', '2'],
				],
			},
			{ object: 'B', keys: [['z', '3']] },
		]);
	});
});
