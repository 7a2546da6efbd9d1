import { KEYS_IN_FIELDS } from './keysInFields';
import type { UpdateField, UpdateObject } from './types';

/**
 * Where the user wants all keys of a record and its rows: `attribute` is `@Key` of `Element`, `plain` is `Key` among
 * `Fields`.
 */
export type KeyStyle = 'attribute' | 'plain';

/** How a name without `@` in a record is written. */
export type KeyPlace = 'attribute' | 'field';

// Cached with the metainfo, which all items of an execution share.
const known = new WeakMap<UpdateObject, UpdateField[]>();

/**
 * Gives the fields that identify a row of an object, in the metainfo's order: its primary keys, or else those that
 * AFAS's own examples use. Empty if neither tells.
 */
export function keyFieldsOf(object: UpdateObject): UpdateField[] {
	let keys = known.get(object);
	if (!keys) {
		keys = object.fields.filter(({ primaryKey }) => primaryKey);
		if (keys.length === 0) {
			const counted = keysInFields(object.name);
			keys = object.fields.filter(({ fieldId }) => counted.includes(fieldId));
		}
		known.set(object, keys);
	}
	return keys;
}

/**
 * Tells how a field with a bare name is written, in every operation and over both protocols. A key is an attribute of
 * `Element`, except where AFAS's examples write it among `Fields`; anything else is a field. A leading `@` makes any
 * name an attribute, whatever this says.
 * @param object undefined if the metainfo does not have it
 * @param style the option Key Style; undefined follows AFAS's examples
 */
export function keyPlace(
	object: UpdateObject | undefined,
	fieldId: string,
	style: KeyStyle | undefined,
): KeyPlace {
	if (!object || !keyFieldsOf(object).some((key) => key.fieldId === fieldId)) return 'field';
	if (style !== undefined) return style === 'attribute' ? 'attribute' : 'field';
	// No example mixes the two: if one key of an object is among `Fields`, all are.
	return keysInFields(object.name).length > 0 ? 'field' : 'attribute';
}

/** Removes the `@` that forces a key to be an attribute. */
export function bareKey(name: string): string {
	return name.replace(/^@/, '');
}

function keysInFields(object: string): readonly string[] {
	return Object.hasOwn(KEYS_IN_FIELDS, object) ? KEYS_IN_FIELDS[object] : [];
}
