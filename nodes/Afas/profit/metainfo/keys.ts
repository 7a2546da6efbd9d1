import { KEYS_IN_FIELDS } from './keysInFields';
import type { UpdateField, UpdateObject } from './types';

/**
 * Where all keys of a record and its rows stand, when the user knows better: `attribute` is `@Key` of `Element`, `plain`
 * is `Key` among `Fields`.
 */
export type KeyStyle = 'attribute' | 'plain';

/** What a name in a record stands for when it is given without `@`. */
export type KeyPlace = 'attribute' | 'field';

// One metainfo serves all items of an execution; what was worked out goes when it goes.
const known = new WeakMap<UpdateObject, UpdateField[]>();

/**
 * The fields that identify a row of an object, in the metainfo's order: those that metainfo calls primary keys; where it
 * calls none, those that AFAS's own examples use. Empty when neither tells.
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
 * How a field that is given by its bare name is written, in every operation and over both protocols. A key is an
 * attribute of `Element`, except where AFAS's examples write it among `Fields`; anything else is a field. A leading `@`
 * makes any name an attribute, whatever this says.
 * @param object undefined when the metainfo does not know it
 * @param style the option Key Style; undefined leaves it to AFAS's habit
 */
export function keyPlace(
	object: UpdateObject | undefined,
	fieldId: string,
	style: KeyStyle | undefined,
): KeyPlace {
	if (!object || !keyFieldsOf(object).some((key) => key.fieldId === fieldId)) return 'field';
	if (style !== undefined) return style === 'attribute' ? 'attribute' : 'field';
	// No example mixes the two: where one key of an object stands among `Fields`, all do.
	return keysInFields(object.name).length > 0 ? 'field' : 'attribute';
}

/** The name of a key without the `@` that forces it to be an attribute. */
export function bareKey(name: string): string {
	return name.replace(/^@/, '');
}

function keysInFields(object: string): readonly string[] {
	return Object.hasOwn(KEYS_IN_FIELDS, object) ? KEYS_IN_FIELDS[object] : [];
}
