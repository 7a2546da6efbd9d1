import { setOwn } from '../values/ownProperty';
import type { WriteAction, WriteElement } from '../records/writeElement';

/**
 * The JSON body of a POST or PUT, in the most explicit form that AFAS documents (docs/afas.md 4.3):
 * `Element` is one object for one record and a list for several, `Element` of a sub-object is always a list,
 * `Objects` is a list with one sub-object each, and `@Action` stands under `Fields`.
 * A field to clear is written as `""`, AFAS's documented way over REST (docs/afas.md 4.4).
 * @param root name of the root object from metainfo, which may differ from the connector's id
 * @param elements the records, at least one; AFAS handles them as one transaction
 * @param action what the call does with rows that say nothing: POST inserts, PUT updates
 */
export function restBody(
	root: string,
	elements: WriteElement[],
	action: 'insert' | 'update',
): Record<string, unknown> {
	const list = elements.map((element) => restElement(element, action));
	return named(root, { Element: list.length === 1 ? list[0] : list });
}

/** UTF-8 bytes that a record takes in the JSON body. */
export function restElementBytes(element: WriteElement): number {
	return Buffer.byteLength(JSON.stringify(restElement(element, 'update')), 'utf8');
}

/** @param inherited what AFAS does with the row when it says nothing */
function restElement(
	element: WriteElement,
	callAction: WriteAction,
	inherited: WriteAction = callAction,
): Record<string, unknown> {
	const json: Record<string, unknown> = {};
	for (const [id, value] of element.keys) setOwn(json, `@${id}`, value);

	const fields: Record<string, unknown> = {};
	// AFAS takes the call's action for a row that says nothing, also below a row that is new (docs/afas.md 4.3).
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
