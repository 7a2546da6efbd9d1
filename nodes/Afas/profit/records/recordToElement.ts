import { hasLostDigits, LOST_DIGITS } from '../values/number';
import { asText } from '../values/read';
import { keyPlace, type KeyStyle } from '../metainfo/keys';
import type { UpdateConnectorInfo, UpdateField, UpdateObject } from '../metainfo/types';
import { isDateObject, isNoValue, toKeyText, toWriteValue } from './writeValue';
import { pathTo, type Finding } from './finding';
import { indexOf } from './objectIndex';
import { rowName } from './rowName';
import { markKeyless } from './rowKeys';
import { isSimpleRecord, type SimpleRecord } from './simpleRecord';
import {
	WRITE_ACTIONS,
	type KeyEntry,
	type WriteAction,
	type WriteElement,
	type WriteEntry,
	type WriteObject,
} from './writeElement';

/** A record as a tree, and what did not fit in it. */
export interface BuiltElement {
	element: WriteElement;
	/** Values of the wrong shape, such as text instead of rows; the record cannot be sent. */
	findings: Finding[];
}

/** Maximum depth of sub-objects in a record; AFAS documents up to 6 levels. */
const MAX_DEPTH = 20;

/**
 * Turns a simple record into the tree that bodies are written from.
 * - A key goes where AFAS requires it, as an attribute of Element or among Fields (`keyPlace`); a leading `@` makes any
 *   name an attribute (`@DbId`), and if both `@DbId` and `DbId` are given, the second stays a field.
 * - A sub-object takes one object or a list; an empty list leaves it alone; null is rejected, because it would not
 *   delete rows.
 * - `"@Action"` (`insert`, `update`, `delete`) sets the action of its level.
 * - Unknown names pass through: values as fields, objects and lists as sub-objects.
 * - `undefined` leaves a field alone, `null` makes it empty.
 * @param info the connector's metainfo, whose order the tree follows
 * @param style where the user wants all keys; undefined for where AFAS requires them
 */
export function recordToElement(
	record: SimpleRecord,
	info: UpdateConnectorInfo,
	style?: KeyStyle,
): BuiltElement {
	const findings: Finding[] = [];
	const place: Place = { path: '', depth: 0, findings, style };
	return { element: toElement(record, info.name, info, place), findings };
}

interface Place {
	path: string;
	depth: number;
	findings: Finding[];
	style: KeyStyle | undefined;
}

function toElement(
	record: SimpleRecord,
	object: string,
	info: UpdateObject | undefined,
	place: Place,
): WriteElement {
	const element: WriteElement = { object, keys: [], fields: [], objects: [] };
	const { fields, objects, fieldOrder, objectOrder } = indexOf(info);
	const actionName = Object.keys(record).find((name) => name.toLowerCase() === '@action');
	const action = actionName && toAction(record[actionName], place);
	if (action) element.action = action;

	for (const [name, value] of Object.entries(record)) {
		if (value === undefined || name === actionName) continue;
		if (name.startsWith('@')) {
			addValue(element.keys, name.slice(1), value, fields.get(name.slice(1)), toKeyText, place);
		} else if (objects.has(name) && !(fields.has(name) && !isNested(value))) {
			addObject(element.objects, name, value, objects.get(name), place);
		} else if (fields.has(name) || !isNested(value)) {
			const field = fields.get(name);
			const isAttribute =
				keyPlace(info, name, place.style) === 'attribute' && !Object.hasOwn(record, `@${name}`);
			if (isAttribute) addValue(element.keys, name, value, field, toKeyText, place);
			else addValue(element.fields, name, value, field, toWriteValue, place);
		} else {
			addObject(element.objects, name, value, undefined, place);
		}
	}

	element.keys.sort(byOrder(fieldOrder, ([id]) => id));
	element.fields.sort(byOrder(fieldOrder, ([id]) => id));
	element.objects.sort(byOrder(objectOrder, ({ name }) => name));
	return element;
}

function isNested(value: unknown): boolean {
	return Array.isArray(value) || isSimpleRecord(value);
}

function toAction(value: unknown, { path, findings }: Place): WriteAction | undefined {
	if (value === null || value === '') return undefined;
	const text = asText(value);
	const action = WRITE_ACTIONS.find((known) => known === text.toLowerCase());
	if (!action) {
		findings.push({
			path: pathTo(path, '@Action'),
			message: `${text === '' ? 'What it holds' : `'${text}'`} is no action: use insert, update or delete`,
		});
	}
	return action;
}

function addValue<T extends KeyEntry[1] | WriteEntry[1]>(
	entries: Array<[string, T]>,
	name: string,
	value: unknown,
	field: UpdateField | undefined,
	convert: (value: unknown, field: UpdateField | undefined) => T,
	{ path, findings }: Place,
): void {
	if (typeof value === 'object' && value !== null && !isDateObject(value)) {
		findings.push({
			path: pathTo(path, name),
			message: `takes one value, not ${Array.isArray(value) ? 'a list' : 'an object'}`,
		});
		return;
	}
	if (hasLostDigits(value)) {
		findings.push({ path: pathTo(path, name), message: LOST_DIGITS });
		return;
	}
	if (isNoValue(value)) {
		findings.push({
			path: pathTo(path, name),
			message: `is not a ${typeof value === 'number' ? 'number' : 'date'} that exists: check the expression`,
		});
		return;
	}
	entries.push([name, convert(value, field)]);
}

function addObject(
	objects: WriteObject[],
	name: string,
	value: unknown,
	info: UpdateObject | undefined,
	place: Place,
): void {
	const { path, depth, findings } = place;
	if (depth >= MAX_DEPTH) {
		findings.push({ path: pathTo(path, name), message: 'is nested deeper than AFAS accepts' });
		return;
	}
	if (!isNested(value)) {
		findings.push({
			path: pathTo(path, name),
			message:
				value === null
					? 'is a sub-object, which null does not empty: leave it out, or give its rows with "@Action": "delete"'
					: 'is a sub-object: give an object with its fields, or a list of those',
		});
		return;
	}
	const rows: unknown[] = Array.isArray(value) ? value : [value];
	const elements: WriteElement[] = [];
	rows.forEach((row, index) => {
		const rowPath = pathTo(path, rowName(name, index, rows.length));
		if (isSimpleRecord(row)) {
			const inner = toElement(row, name, info, { ...place, path: rowPath, depth: depth + 1 });
			markKeyless(inner, info);
			elements.push(inner);
		} else {
			findings.push({ path: rowPath, message: 'is not an object with fields' });
		}
	});
	if (elements.length > 0) objects.push({ name, elements });
}

/** Known names in the metainfo's order, then unknown ones as they came. */
function byOrder<T>(order: ReadonlyMap<string, number>, nameOf: (item: T) => string) {
	const rank = (item: T) => order.get(nameOf(item)) ?? Number.MAX_SAFE_INTEGER;
	return (a: T, b: T) => rank(a) - rank(b);
}
