import type { GetField } from '../metainfo/types';
import { cellOf, type Cell, type Row } from '../values/cell';
import { fieldText, type FieldText, type LookupKey } from './lookupKey';

/**
 * For a call that filters on one field only, and so returns rows of other keys too: makes a function that gives the
 * keys a row may belong to. None if another field certainly differs; all keys if the row cannot be compared.
 * @param by the field to filter on
 */
export function keysOfOther(
	keys: LookupKey[],
	by: string,
	fields: GetField[],
): (row: Row) => LookupKey[] {
	const byId = new Map(fields.map((field) => [field.id, field]));
	const asked = new Map<string, LookupKey[]>();
	for (const key of keys) {
		const value = key.texts.get(by)?.rough ?? '';
		asked.set(value, [...(asked.get(value) ?? []), key]);
	}
	const textOf = (name: string, cell: Cell) => {
		const field = byId.get(name);
		return field && fieldText(cell, field);
	};
	const differs = (name: string, cell: Cell, wanted: FieldText) => {
		// No key looks for an empty value.
		if (cell === null) return true;
		const text = textOf(name, cell);
		return text?.isPlain === true && wanted.isPlain && text.rough !== wanted.rough;
	};
	return (row) => {
		const possible = asked.get(textOf(by, cellOf(row, by))?.rough ?? '');
		if (possible === undefined) return keys;
		return possible.filter(({ texts }) =>
			[...texts].every(
				([name, wanted]) => name === by || !differs(name, cellOf(row, name), wanted),
			),
		);
	};
}
