import type { UpdateObject } from '../metainfo/types';
import { isSingleObject } from './objectKind';
import { indexOf } from './objectIndex';
import { hasKey } from './rowKeys';
import { isSimpleRecord, type SimpleRecord } from './simpleRecord';
import {
	WRITE_ACTIONS,
	type WriteAction,
	type WriteElement,
	type WriteValue,
} from './writeElement';

/**
 * The records in a JSON body that a user wrote, in any of the forms that AFAS documents: `Element` and `Objects` one or a
 * list, `@Action` under `Fields` or beside it (afas-api.md C.3).
 * @param info metainfo of the root, which tells whether a row gives its key; not needed where AFAS finds that out itself
 * @returns undefined for a body that holds something else; it can only be sent as it is
 */
export function bodyElements(
	body: SimpleRecord,
	info: UpdateObject | undefined,
): WriteElement[] | undefined {
	const [root, ...others] = Object.keys(body);
	try {
		return others.length > 0 ? undefined : wrapperElements(root, body[root], info);
	} catch (error) {
		if (error === NO_RECORD) return undefined;
		throw error;
	}
}

const NO_RECORD = new Error('not the form of a record');

function part(value: unknown): SimpleRecord {
	if (!isSimpleRecord(value)) throw NO_RECORD;
	return value;
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [value];
}

function wrapperElements(
	object: string,
	wrapper: unknown,
	info: UpdateObject | undefined,
): WriteElement[] {
	const { Element: elements, ...rest } = part(wrapper);
	if (Object.keys(rest).length > 0) throw NO_RECORD;
	return listOf(elements).map((element) => toElement(object, part(element), info));
}

function toElement(
	object: string,
	content: SimpleRecord,
	info: UpdateObject | undefined,
): WriteElement {
	const element: WriteElement = { object, keys: [], fields: [], objects: [] };
	for (const [name, value] of Object.entries(content)) {
		if (name === 'Fields') readFields(element, part(value));
		else if (name === 'Objects') readObjects(element, value, info);
		else if (name.toLowerCase() === '@action') element.action = toAction(value);
		else if (name.startsWith('@')) element.keys.push([name.slice(1), keyText(value)]);
		else throw NO_RECORD;
	}
	return element;
}

function readFields(element: WriteElement, fields: SimpleRecord): void {
	for (const [name, value] of Object.entries(fields)) {
		if (name.toLowerCase() === '@action') element.action = toAction(value);
		else element.fields.push([name, fieldValue(value)]);
	}
}

function readObjects(element: WriteElement, value: unknown, info: UpdateObject | undefined): void {
	for (const entry of listOf(value)) {
		for (const [name, wrapper] of Object.entries(part(entry))) {
			const inner = indexOf(info).objects.get(name);
			const elements = wrapperElements(name, wrapper, inner);
			for (const row of elements) {
				if (!isSingleObject(name) && !hasKey(row, inner)) row.isKeyless = true;
			}
			element.objects.push({ name, elements });
		}
	}
}

function toAction(value: unknown): WriteAction {
	const action = WRITE_ACTIONS.find((known) => known === String(value).toLowerCase());
	if (!action) throw NO_RECORD;
	return action;
}

function fieldValue(value: unknown): WriteValue {
	if (value === null || value === '') return null;
	if (['string', 'number', 'boolean'].includes(typeof value)) return value as WriteValue;
	throw NO_RECORD;
}

function keyText(value: unknown): string {
	const key = fieldValue(value);
	return key === null ? '' : String(key);
}
