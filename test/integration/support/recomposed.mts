// A GetConnector of two rows, and what an administrator may make of it while workflows use it.
import { fields, type Cell, type FieldShort } from '../../simulator/data/fields.mts';
import { Table } from '../../simulator/data/table.mts';
import type { Simulator } from '../../simulator/simulator.mts';

/** A GetConnector of the simulator that takes other fields. */
export const CONNECTOR = 'Sim_Countries';

/** What a GetConnector is made of. */
export type Composition = [list: FieldShort[], rows: Cell[][]];

const DAY = Date.UTC(2026, 0, 26, 16, 57, 43);

/** Before the administrator comes. */
export const BEFORE: Composition = [
	[
		['Code', 'string', 'Code', 'Code'],
		['Name', 'string', 'Naam', 'Name'],
		['Since', 'date', 'Sinds', 'Since'],
		['Size', 'int', 'Grootte', 'Size'],
		['Active', 'boolean', 'Actief', 'Active'],
	],
	[
		['0010', 'Nederland', DAY, 17, true],
		['0020', 'België', null, null, false],
	],
];

/** Gives the GetConnector these fields and rows. */
export function compose({ environment }: Simulator, [list, rows]: Composition): void {
	const table = new Table(fields(list), [['Code']], rows);
	environment.getConnector(CONNECTOR)!.rows = () => table;
}

/** Takes the place of a field: another one, with values of its own for the two rows, or nothing. */
function changed(
	[list, rows]: Composition,
	id: string,
	field: FieldShort | undefined,
	values?: Cell[],
): Composition {
	const at = list.findIndex(([name]) => name === id);
	const put = <T,>(all: T[], one: T | undefined): T[] =>
		all.flatMap((old, index) => (index !== at ? [old] : one === undefined ? [] : [one]));
	return [
		put(list, field),
		rows.map((row, index) => put(row, field && (values ? values[index] : row[at]))),
	];
}

/** What the administrator may do two minutes later. */
export const CHANGES: Array<[name: string, change: (before: Composition) => Composition]> = [
	['renames a field', (before) => changed(before, 'Name', ['Land', 'string', 'Land', 'Land'])],
	[
		'adds a field',
		([list, rows]) => [
			[...list, ['Extra', 'date', 'Extra', 'Extra']],
			rows.map((row) => [...row, DAY]),
		],
	],
	['takes a field away', (before) => changed(before, 'Since', undefined)],
	[
		'makes a number of text',
		(before) => changed(before, 'Name', ['Name', 'int', 'Naam', 'Name'], [12, 13]),
	],
	[
		'makes text of a number',
		(before) => changed(before, 'Size', ['Size', 'string', 'Maat', 'Size'], ['0012', null]),
	],
	[
		'makes a date of text',
		(before) => changed(before, 'Name', ['Name', 'date', 'Naam', 'Name'], [null, DAY]),
	],
	[
		'makes text of a date',
		(before) => changed(before, 'Since', ['Since', 'string', 'Sinds', 'Since'], [null, 'nooit']),
	],
	[
		'makes text of a yes or no',
		(before) => changed(before, 'Active', ['Active', 'string', 'Actief', 'Active'], ['ja', 'nee']),
	],
];

/** A schema in which all fields are text. */
export const asStrings = (schema: string) => schema.replace(/type="xs:\w+"/g, 'type="xs:string"');
