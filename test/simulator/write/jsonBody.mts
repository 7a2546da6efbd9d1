import type { UpdateObject } from './definition.mts';
import type { Action, WriteElement } from './element.mts';
import { fieldValue } from './fieldValue.mts';
import { refusal } from './refusals.mts';

type JsonObject = Record<string, unknown>;

const ACTIONS = ['insert', 'update', 'delete'];

function asObject(object: UpdateObject, value: unknown, part: string): JsonObject {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw refusal.shape(object, part);
	}
	return value as JsonObject;
}

/** Sets the value of an attribute of Element, which must be a key that the object has there. */
function setKey(element: WriteElement, name: string, value: unknown): void {
	if (!element.object.attributes.includes(name)) {
		throw refusal.unknownField(element.object, `@${name}`);
	}
	setValue(element, name, value);
}

/** Sets the value of a field, which must be one that the object has under Fields. */
function setField(element: WriteElement, name: string, value: unknown): void {
	if (element.object.attributes.includes(name)) throw refusal.unknownField(element.object, name);
	setValue(element, name, value);
}

function setValue(element: WriteElement, name: string, value: unknown): void {
	const { object, values } = element;
	const field = object.fields.find(({ fieldId }) => fieldId === name);
	if (!field) throw refusal.unknownField(object, name);
	const cell = fieldValue(object, field, value);
	const before = values.get(name);
	if (before !== undefined && before !== null && before !== cell) {
		throw refusal.shape(object, `${name} twice`);
	}
	values.set(name, cell);
}

function readAction(element: WriteElement, value: unknown): void {
	if (typeof value !== 'string' || !ACTIONS.includes(value)) {
		throw refusal.shape(element.object, '@Action');
	}
	element.action = value as Action;
}

function readObjects(element: WriteElement, value: unknown): void {
	const { object } = element;
	for (const entry of Array.isArray(value) ? value : [value]) {
		for (const [name, wrapper] of Object.entries(asObject(object, entry, 'Objects'))) {
			const child = object.objects.find((is) => is.name === name);
			if (!child) throw refusal.unknownObject(object, name);
			element.children.push(...readWrapper(child, wrapper));
		}
	}
	for (const child of object.objects.filter(({ repeats }) => !repeats)) {
		if (element.children.filter((is) => is.object === child).length > 1) {
			throw refusal.oneRow(child);
		}
	}
}

function readElement(object: UpdateObject, value: unknown): WriteElement {
	const element: WriteElement = { object, values: new Map(), children: [] };
	for (const [name, part] of Object.entries(asObject(object, value, 'Element'))) {
		if (name === 'Fields') {
			for (const [fieldId, given] of Object.entries(asObject(object, part, 'Fields'))) {
				if (fieldId === '@Action') readAction(element, given);
				else setField(element, fieldId, given);
			}
		} else if (name === 'Objects') readObjects(element, part);
		// Older examples have the action here.
		else if (name === '@Action' || name === '@action') readAction(element, part);
		else if (name.startsWith('@')) setKey(element, name.slice(1), part);
		else throw refusal.shape(object, name);
	}
	return element;
}

function readWrapper(object: UpdateObject, value: unknown): WriteElement[] {
	const { Element: elements, ...rest } = asObject(object, value, 'Element');
	if (Object.keys(rest).length > 0) throw refusal.shape(object, Object.keys(rest)[0]);
	const list = Array.isArray(elements) ? elements : [elements];
	if (list.length === 0) throw refusal.shape(object, 'Element');
	return list.map((element) => readElement(object, element));
}

/**
 * Reads the body of a POST or PUT: `{Root:{Element:{"@Key",Fields,Objects}}}`, Element one or a list, Objects one
 * or a list (docs/afas.md 4.3).
 * @throws ProfitFailure that names what Profit does not know or take
 */
export function readJsonBody(root: UpdateObject, body: unknown): WriteElement[] {
	const { [root.name]: wrapper, ...rest } = asObject(root, body, root.name);
	if (Object.keys(rest).length > 0) throw refusal.unknownObject(root, Object.keys(rest)[0]);
	return readWrapper(root, wrapper);
}
