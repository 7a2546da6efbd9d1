import { setOwn } from '../values/ownProperty';
import type { WriteElement } from '../records/writeElement';

/**
 * The JSON body of a POST or PUT, in the most explicit form that AFAS documents (docs/afas.md 4.3):
 * `Element` is one object for one record and a list for several, `Element` of a sub-object is always a list,
 * `Objects` is a list with one sub-object each, and `@Action` stands under `Fields`.
 * A field that is to be made empty is written as `""`, AFAS's documented way over REST (docs/afas.md 4.4).
 * @param root name of the root object from metainfo, which may differ from the connector's id
 * @param elements the records, at least one; AFAS handles them as one transaction
 */
export function restBody(root: string, elements: WriteElement[]): Record<string, unknown> {
	const list = elements.map(restElement);
	return named(root, { Element: list.length === 1 ? list[0] : list });
}

/** UTF-8 bytes that a record takes in the JSON body. */
export function restElementBytes(element: WriteElement): number {
	return Buffer.byteLength(JSON.stringify(restElement(element)), 'utf8');
}

function restElement(element: WriteElement): Record<string, unknown> {
	const json: Record<string, unknown> = {};
	for (const [id, value] of element.keys) setOwn(json, `@${id}`, value);

	const fields: Record<string, unknown> = {};
	if (element.action) fields['@Action'] = element.action;
	for (const [id, value] of element.fields) setOwn(fields, id, value ?? '');
	if (Object.keys(fields).length > 0) json.Fields = fields;

	if (element.objects.length > 0) {
		json.Objects = element.objects.map(({ name, elements }) =>
			named(name, { Element: elements.map(restElement) }),
		);
	}
	return json;
}

function named(name: string, value: unknown): Record<string, unknown> {
	const object: Record<string, unknown> = {};
	setOwn(object, name, value);
	return object;
}
