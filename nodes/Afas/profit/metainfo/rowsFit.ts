import { cellOf, type Cell, type Row } from '../values/cell';
import type { DataType, GetField } from './types';

const DATE = /^\d{4}-\d{2}-\d{2}(T|$)/;

/** A date-time as REST writes it, in a field of any type. docs/afas.md 5.1. */
const DATE_WITH_Z = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** Only a number with many digits comes as text. */
const LONG_NUMBER = /^-?[\d.]{16,}(e[+-]?\d+)?$/i;

/**
 * Makes a function that tells whether rows over REST have the columns and types of metainfo, since JSON values show
 * their type. It checks all fields of the first rows, then only those that were empty in them.
 * @returns a function to call with each page of a read; false if a field was added, renamed, removed, or has another
 *   type
 */
export function rowsFit(
	fields: Array<Pick<GetField, 'id' | 'dataType'>>,
): (rows: Row[]) => boolean {
	const types = new Map(fields.map(({ id, dataType }) => [id, dataType]));
	let unseen: Array<[id: string, type: DataType]> | undefined;
	return (rows) => {
		if (rows.length === 0) return true;
		if (unseen === undefined) {
			const columns = Object.keys(rows[0]);
			if (columns.length !== types.size || !columns.every((id) => types.has(id))) return false;
			unseen = [...types];
		}
		const still: typeof unseen = [];
		for (const [id, type] of unseen) {
			let isSeen = false;
			for (const row of rows) {
				const cell = cellOf(row, id);
				if (cell === null || cell === '') continue;
				if (!isOfType(cell, type)) return false;
				isSeen = true;
			}
			if (!isSeen) still.push([id, type]);
		}
		unseen = still;
		return true;
	};
}

function isOfType(cell: Cell, type: DataType): boolean {
	switch (type) {
		case 'int':
		case 'decimal':
			return typeof cell === 'number' || (typeof cell === 'string' && LONG_NUMBER.test(cell));
		case 'boolean':
			return typeof cell === 'boolean';
		case 'date':
			return typeof cell === 'string' && DATE.test(cell);
		default:
			return typeof cell === 'string' && !DATE_WITH_Z.test(cell);
	}
}
