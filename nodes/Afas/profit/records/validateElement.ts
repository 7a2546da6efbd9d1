import { keyFieldsOf } from '../metainfo/keys';
import type { UpdateField, UpdateObject } from '../metainfo/types';
import { toWriteValue } from './writeValue';
import { checkValue } from './checkValue';
import { pathTo, type Finding } from './finding';
import { nearestNames } from './nearestNames';
import { indexOf } from './objectIndex';
import { rowName } from './rowName';
import { isEmptyKey } from './rowKeys';
import type { WriteAction, WriteElement } from './writeElement';

/** If one of these is filled, AFAS finds the person or organisation by fields other than its key. docs/afas.md 4.4. */
const MATCH_FIELDS = ['MatchPer', 'MatchOga'];

/**
 * Finds everything in a record that AFAS would reject according to its metainfo: unknown names, values that do not fit
 * their field, and missing keys of a row to update or delete. Missing mandatory fields are excluded, because Profit
 * fills many itself (`missingMandatory`).
 * @param info metainfo of the element's object
 * @param action what the call does with rows that set no action of their own
 */
export function validateElement(
	element: WriteElement,
	info: UpdateObject,
	action: WriteAction,
): Finding[] {
	const findings: Finding[] = [];
	check(element, info, element.action ?? action, '', findings);
	return findings;
}

/** @param action undefined for a row below the root without an action: AFAS then decides itself */
function check(
	element: WriteElement,
	info: UpdateObject,
	action: WriteAction | undefined,
	path: string,
	findings: Finding[],
): void {
	const { fields, objects } = indexOf(info);
	for (const [id, value] of [...element.keys, ...element.fields]) {
		const field = fields.get(id);
		const message = field ? checkValue(toWriteValue(value, field), field) : unknownName(id, info);
		if (message) findings.push({ path: `${pathTo(path, id)}${labelOf(field)}`, message });
	}

	if (action === 'update' || action === 'delete') {
		for (const field of missingKeys(element, info)) {
			findings.push({
				path: `${pathTo(path, field.fieldId)}${labelOf(field)}`,
				message: `is the key of the row to ${action}: fill it in`,
			});
		}
	}

	for (const { name, elements } of element.objects) {
		const inner = objects.get(name);
		if (!inner) {
			findings.push({ path: pathTo(path, name), message: unknownName(name, info) });
			continue;
		}
		elements.forEach((row, index) => {
			const rowPath = pathTo(path, rowName(name, index, elements.length));
			check(row, inner, row.action, rowPath, findings);
		});
	}
}

function missingKeys(element: WriteElement, info: UpdateObject): UpdateField[] {
	const given = new Map([...element.fields, ...element.keys]);
	if (MATCH_FIELDS.some((field) => given.get(field) !== undefined && given.get(field) !== null)) {
		return [];
	}
	return keyFieldsOf(info).filter(({ fieldId }) => isEmptyKey(given.get(fieldId)));
}

function labelOf(field: UpdateField | undefined): string {
	return field?.label ? ` (${field.label})` : '';
}

function unknownName(name: string, info: UpdateObject): string {
	const holders = info.objects
		.filter(({ fields }) => fields.some(({ fieldId }) => fieldId === name))
		.map((object) => object.name);
	if (holders.length > 0) {
		return `is not a field of ${info.name}, but of its sub-object ${holders.join(' and ')}`;
	}
	const labelled = info.fields.filter(({ label }) => label.toLowerCase() === name.toLowerCase());
	const near = [
		...labelled.map(({ fieldId }) => fieldId),
		...nearestNames(name, [
			...info.fields.map(({ fieldId }) => fieldId),
			...info.objects.map((object) => object.name),
		]),
	];
	const hint = near.length > 0 ? `; did you mean ${[...new Set(near)].join(' or ')}?` : '';
	return `is not a field or sub-object of ${info.name}${hint}`;
}
