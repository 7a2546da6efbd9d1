import { bareKey, keyFieldsOf, keyPlace, type KeyStyle } from '../metainfo/keys';
import type { UpdateObject } from '../metainfo/types';
import { sameInAfas } from '../values/sameness';
import { inputError } from '../errors/profitError';
import { indexOf } from './objectIndex';
import { isOnlyAdded, isSingleObject } from './objectKind';
import type { KeyRecord } from './answeredRecords';
import type { KeyEntry, WriteElement, WriteValue } from './writeElement';
import { toKeyText, toWriteValue } from './writeValue';

/** Whether a value is missing, empty or blank, so that it identifies nothing. */
export function isEmptyKey(value: unknown): boolean {
	return value === undefined || value === null || String(value).trim() === '';
}

/** Whether an element gives a value for a key of its object, or any attribute. */
function hasKey(element: WriteElement, object: UpdateObject | undefined): boolean {
	return Object.values(identityOf(element, object)).some((value) => !isEmptyKey(value));
}

/** Marks a row of a sub-object that has no key, as far as is known. */
export function markKeyless(row: WriteElement, object: UpdateObject | undefined): void {
	if (isSingleObject(row.object) || hasKey(row, object)) return;
	row.isKeyless = true;
	const isKnown = object !== undefined && keyFieldsOf(object).length > 0;
	if (!isKnown && !isOnlyAdded(row.object)) row.isKeyUnknown = true;
}

/** Gives the keys of an element by their names without `@`, from attributes and fields. */
export function identityOf(element: WriteElement, object: UpdateObject | undefined): KeyRecord {
	const fields = new Map(element.fields);
	const keys: KeyRecord = Object.fromEntries(element.keys);
	for (const { fieldId } of object ? keyFieldsOf(object) : []) {
		const value = fields.get(fieldId);
		if (value !== undefined && value !== null) keys[fieldId] ??= String(value);
	}
	return keys;
}

/** The name of a key, with or without the `@` that makes it an attribute, and its value. */
export type NamedKey = [name: string, value: string];

/**
 * Sets the keys of an element, each where its object requires it. They replace the element's own.
 * @throws ProfitError `input` when the element names another record
 */
export function withKeys(
	element: WriteElement,
	keys: NamedKey[],
	object: UpdateObject,
	style: KeyStyle | undefined,
): WriteElement {
	const given = new Map<string, WriteValue>([...element.fields, ...element.keys]);
	for (const [name, value] of keys) {
		const own = given.get(bareKey(name));
		if (isEmptyKey(own) || sameInAfas(own, value, indexOf(object).fields.get(bareKey(name)))) {
			continue;
		}
		throw inputError(
			`Not sent: the item gives ${bareKey(name)} '${String(own)}', but the record that was found has '${value}'`,
			`Leave ${bareKey(name)} out, or check 'Lookup Match': two different records are meant.`,
		);
	}
	const named = new Set(keys.map(([name]) => bareKey(name)));
	const isOther = ([id]: [string, unknown]) => !named.has(id);
	const { attributes, fields } = placedKeys(keys, object, style);
	return {
		...element,
		keys: [...attributes, ...element.keys.filter(isOther)],
		fields: [...fields, ...element.fields.filter(isOther)],
	};
}

/** Makes an element of only keys, each where its object requires it. */
export function keysElement(
	object: string,
	keys: NamedKey[],
	info: UpdateObject | undefined,
	style: KeyStyle | undefined,
): WriteElement {
	const { attributes, fields } = placedKeys(keys, info, style);
	return { object, keys: attributes, fields, objects: [] };
}

function placedKeys(
	keys: NamedKey[],
	object: UpdateObject | undefined,
	style: KeyStyle | undefined,
) {
	const attributes: KeyEntry[] = [];
	const fields: WriteElement['fields'] = [];
	for (const [name, value] of keys) {
		const id = bareKey(name);
		const field = indexOf(object).fields.get(id);
		if (name.startsWith('@') || keyPlace(object, id, style) === 'attribute') {
			attributes.push([id, toKeyText(value, field)]);
		} else fields.push([id, toWriteValue(value, field)]);
	}
	return { attributes, fields };
}
