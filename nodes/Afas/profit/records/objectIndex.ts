import type { UpdateField, UpdateObject } from '../metainfo/types';

/** Fields and sub-objects of an object by name, with their place in the metainfo. */
export interface ObjectIndex {
	fields: ReadonlyMap<string, UpdateField>;
	objects: ReadonlyMap<string, UpdateObject>;
	fieldOrder: ReadonlyMap<string, number>;
	objectOrder: ReadonlyMap<string, number>;
}

// Cached with the metainfo, which all items of an execution share.
const known = new WeakMap<UpdateObject, ObjectIndex>();

/** Gives the index of an object; empty if the metainfo does not have it. */
export function indexOf(object: UpdateObject | undefined): ObjectIndex {
	if (!object) return makeIndex({ name: '', fields: [], objects: [] });
	let index = known.get(object);
	if (!index) {
		index = makeIndex(object);
		known.set(object, index);
	}
	return index;
}

function makeIndex({ fields, objects }: UpdateObject): ObjectIndex {
	return {
		fields: new Map(fields.map((field) => [field.fieldId, field])),
		objects: new Map(objects.map((object) => [object.name, object])),
		fieldOrder: new Map(fields.map(({ fieldId }, index) => [fieldId, index])),
		objectOrder: new Map(objects.map(({ name }, index) => [name, index])),
	};
}
