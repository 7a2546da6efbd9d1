import type { GetField } from '../metainfo/types';
import { cellOf, type Cell, type Row } from '../values/cell';
import { fieldText, type FieldText, type LookupKey } from './lookupKey';

/**
 * For a call that asks for the values of one field only, so that rows of others come along: tells which keys such a row may still be
 * of. None where another field certainly differs, and all keys where it is not known what the row has to do with what was asked.
 * @param by the field
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
