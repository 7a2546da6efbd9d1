import { inputError } from '../errors/profitError';
import { bareKey, type KeyStyle } from '../metainfo/keys';
import { encoded, pathPart } from '../values/encoded';

/** A field and its value in a DELETE path. */
export type PathKey = [field: string, value: string];

/** A row below the root in a DELETE path. */
export interface PathLevel {
	object: string;
	keys: PathKey[];
}

export interface DeleteTarget {
	/** ID of the UpdateConnector. */
	connector: string;
	/** Name of the root object, from metainfo. */
	root: string;
	keys: PathKey[];
	/** The path from the root to a nested row; empty for the record itself. */
	levels: PathLevel[];
	/**
	 * How keys are named in the path: `attribute` is `@SbId`, as in all DELETE operations of AFAS's OpenAPI files, even
	 * for connectors whose keys are among Fields; `plain` is `SbId`, as in AFAS's text (docs/afas.md 2.6).
	 */
	keyStyle: KeyStyle;
	/** The keys of the record that hold dates. */
	dates?: ReadonlySet<string>;
}

/**
 * Makes the path of POST and PUT.
 * @throws ProfitError `input` when a URL cannot hold the ID
 */
export function connectorPath(connector: string): string {
	return `/connectors/${pathPart(connector, "'UpdateConnector'")}`;
}

/**
 * Makes the path of a POST that adds rows to a sub-object; the body still starts at the root (docs/afas.md 2.1).
 * @throws ProfitError `input` when a URL cannot hold a name
 */
export function subObjectPath(connector: string, object: string): string {
	return `${connectorPath(connector)}/${pathPart(object, 'The sub-object')}`;
}

/**
 * Makes the path of a DELETE: `/connectors/{connector}/{root}/@Key1,@Key2/value1,value2`, with
 * `/{object}/{keys}/{values}` for each level below. A field written with its own `@` keeps it under `plain` too, as
 * AFAS mixes both forms in one path. docs/afas.md 2.6.
 * @throws ProfitError `input` for a missing key or value, or a value that a path cannot hold
 */
export function deletePath({
	connector,
	root,
	keys,
	levels,
	keyStyle,
	dates = new Set(),
}: DeleteTarget): string {
	const ofRecord = keys.map(
		([field, value]): PathKey => [
			field,
			dates.has(bareKey(field)) && DAY.test(value) ? `${value}T00:00:00` : value,
		],
	);
	const rows = [{ object: root, keys: ofRecord }, ...levels];
	const parts = rows.map((row) => rowPath(row, keyStyle));
	return `${connectorPath(connector)}${parts.join('')}`;
}

/** AFAS's page for HrAbsence writes a day as a date-time, and escapes its dashes. docs/afas.md 2.6. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

function rowPath({ object, keys }: PathLevel, keyStyle: KeyStyle): string {
	if (object === '') {
		throw inputError('A level of the path has no sub-object', 'Choose the sub-object of the row.');
	}
	if (keys.length === 0) {
		throw inputError(
			`No key is given for the row of ${object}`,
			'Fill in the fields that identify the row to delete.',
		);
	}
	const names = keys.map(([field]) => keyName(field, keyStyle));
	const values = keys.map(([field, value]) => keyValue(field, value));
	return `/${pathPart(object, 'The sub-object')}/${names.join(',')}/${values.join(',')}`;
}

function keyName(field: string, keyStyle: KeyStyle): string {
	const name = field.replace(/^@/, '');
	if (name === '') throw inputError('A key has no field', 'Choose the field of each key.');
	if (name.includes(',')) {
		throw inputError(
			`'${name}' is not the field of a key`,
			'A comma separates keys. Use one field.',
		);
	}
	const prefix = keyStyle === 'attribute' || field.startsWith('@') ? '@' : '';
	return `${prefix}${pathPart(name, 'The field of a key')}`;
}

function keyValue(field: string, value: string): string {
	if (value.trim() === '') {
		throw inputError(`The key ${field} has no value`, 'Fill in the key of the row to delete.');
	}
	if (value.includes(',')) {
		throw inputError(
			`The key ${field} has the value '${value}', and AFAS cannot delete by a value with a comma`,
			"A comma separates keys in the address of a delete. Use another key, or set 'Protocol' to SOAP.",
		);
	}
	// IIS decodes a URL before splitting it, so the text after a slash could name another row.
	if (/[/\\]/.test(value) || value === '.' || value === '..') {
		throw inputError(
			`The key ${field} has the value '${value}', which an address cannot hold`,
			"Use another key, or set 'Protocol' to SOAP.",
		);
	}
	if (MOMENT.test(value)) return value.replaceAll('-', '%2D');
	return encoded(value, `The key ${field}`);
}

/**
 * Makes the levels of a DELETE path from flat rows: successive rows with the same object are keys of one level.
 * @param rows `{ object, field, value }` as the user lists them, outermost first
 */
export function pathLevels(
	rows: Array<{ object: string; field: string; value: string }>,
): PathLevel[] {
	const levels: PathLevel[] = [];
	for (const { object, field, value } of rows) {
		const last = levels[levels.length - 1];
		if (last?.object === object) last.keys.push([field, value]);
		else levels.push({ object, keys: [[field, value]] });
	}
	return levels;
}
