import { setOwn } from '../values/ownProperty';
import type { WriteAction, WriteElement } from '../records/writeElement';

/**
 * Makes the JSON body of a POST or PUT, in the most explicit form that AFAS documents (docs/afas.md 4.3): `Element` is
 * one object for one record and a list for several, `Element` of a sub-object is always a list, `Objects` is a list
 * with one sub-object each, and `@Action` is under `Fields`. A field to clear is written as `""`, AFAS's documented way
 * over REST (docs/afas.md 4.4).
 * @param root name of the root object from metainfo, which may differ from the connector's id
 * @param elements the records, at least one; AFAS handles them as one transaction
 * @param action the action of rows without their own: POST inserts, PUT updates
 */
export function restBody(
	root: string,
	elements: WriteElement[],
	action: 'insert' | 'update',
): Record<string, unknown> {
	const list = elements.map((element) => restElement(element, action));
	return named(root, { Element: list.length === 1 ? list[0] : list });
}

/** Gives the UTF-8 bytes that a record takes in the JSON body. */
export function restElementBytes(element: WriteElement): number {
	return Buffer.byteLength(JSON.stringify(restElement(element, 'update')), 'utf8');
}

/** @param inherited the action that AFAS takes for a row without its own */
function restElement(
	element: WriteElement,
	callAction: WriteAction,
	inherited: WriteAction = callAction,
): Record<string, unknown> {
	const json: Record<string, unknown> = {};
	for (const [id, value] of element.keys) setOwn(json, `@${id}`, value);

	const fields: Record<string, unknown> = {};
	// For a row without an action AFAS takes the call's action, even below a new row (docs/afas.md 4.3).
	const action = element.action ?? (inherited === callAction ? undefined : inherited);
	if (action) fields['@Action'] = action;
	for (const [id, value] of element.fields) setOwn(fields, id, value ?? '');
	if (Object.keys(fields).length > 0) json.Fields = fields;

	const below = action === 'insert' ? 'insert' : callAction;
	if (element.objects.length > 0) {
		json.Objects = element.objects.map(({ name, elements }) =>
			named(name, {
				Element: elements.map((row) => restElement(row, callAction, below)),
			}),
		);
	}
	return json;
}

function named(name: string, value: unknown): Record<string, unknown> {
	const object: Record<string, unknown> = {};
	setOwn(object, name, value);
	return object;
}
