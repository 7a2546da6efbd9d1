import type { GetField } from '../metainfo/types';
import { cellOf, type Cell, type Row } from '../values/cell';

/**
 * AFAS's fixed texts for a field that it no longer has. docs/afas.md 10.1, DATA-23: the Dutch page has the first, the
 * English page the second.
 */
const REPLACED: readonly Cell[] = ['(vervangen)', '(replaced)'];

const AFAS_DATE = /^\d{4}-\d{2}-\d{2}(T|$)/;

/** Finds fields that AFAS no longer has: every row holds the same text. Without rows it finds none. */
export function replacedFields(fields: GetField[], rows: Row[]): string[] {
	return fields
		.map(({ id }) => id)
		.filter((id) => rows.length > 0 && rows.every((row) => REPLACED.includes(cellOf(row, id))));
}

/** Finds fields with a display format, which turns dates and numbers into text. docs/afas.md 10.1, DATA-26; 5.4. */
export function formattedFields(fields: GetField[], rows: Row[]): string[] {
	return fields
		.filter(({ id, dataType }) => rows.some((row) => isFormatted(dataType, cellOf(row, id))))
		.map(({ id }) => id);
}

function isFormatted(dataType: string, cell: Cell): boolean {
	if (typeof cell !== 'string' || cell === '' || REPLACED.includes(cell)) return false;
	switch (dataType) {
		case 'date':
			return !AFAS_DATE.test(cell);
		case 'int':
		case 'decimal':
			// Numbers too long for a double are text too.
			return !Number.isFinite(Number(cell));
		default:
			return false;
	}
}
