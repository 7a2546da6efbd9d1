import type { Language, Text } from '../failure.mts';
import { shownTime } from '../time.mts';

/** A field of a GetConnector, as the administrator composed it. */
export interface Field {
	/** Name in rows, filters and sorts. */
	id: string;
	/** AFAS's internal name, e.g. `U001`. */
	fieldId: string;
	dataType: 'string' | 'int' | 'decimal' | 'boolean' | 'date' | 'blob';
	label: Text;
	length: number;
	decimals: number;
	controlType: number;
	/** The code table, where it has one. */
	values?: Array<{ id: string; description: Text }>;
}

/**
 * A stored value. Dates are wall times in milliseconds; a decimal is a number, or text with all its digits where
 * a number cannot hold them; empty is always null.
 */
export type Cell = string | number | boolean | null;

const CONTROL_TYPE = { string: 1, int: 5, decimal: 5, boolean: 2, date: 4, blob: 23 } as const;
const LENGTH = { string: 80, int: 10, decimal: 16, boolean: 1, date: 8, blob: 0 } as const;

/** A field's description for `fields()`: type, Dutch label, English label, length, decimals. */
export type FieldShort = [
	id: string,
	dataType: Field['dataType'],
	nl: string,
	en: string,
	length?: number,
	decimals?: number,
	values?: Field['values'],
];

/** Writes out a list of fields, numbering the internal names U001, U002 and on. */
export function fields(list: FieldShort[]): Field[] {
	return list.map(([id, dataType, nl, en, length, decimals, values], at) => ({
		id,
		fieldId: `U${String(at + 1).padStart(3, '0')}`,
		dataType,
		label: { nl, en },
		length: length ?? LENGTH[dataType],
		decimals: decimals ?? (dataType === 'decimal' ? 2 : 0),
		controlType: CONTROL_TYPE[dataType],
		...(values && { values }),
	}));
}

/** The field as `GET /metainfo/get/{connector}` shows it (docs/afas.md 2.2). */
export function fieldMetainfo(field: Field, language: Language) {
	return {
		id: field.id,
		fieldId: field.fieldId,
		dataType: field.dataType,
		label: field.label[language],
		length: field.length,
		controlType: field.controlType,
		decimals: field.decimals,
		decimalsFieldId: '',
		...(field.values && {
			values: field.values.map(({ id, description }) => ({
				id,
				description: description[language],
			})),
		}),
	};
}

/** A value as REST's JSON shows it: date-times with AFAS's wrong `Z`, decimals with all their digits. */
export function cellJson(field: Field, cell: Cell): string {
	if (cell === null) return 'null';
	if (field.dataType === 'date') return `"${shownTime(cell as number)}Z"`;
	if (typeof cell === 'string' && field.dataType !== 'decimal') return JSON.stringify(cell);
	return String(cell);
}

/** A whole row as REST's JSON shows it. */
export function rowJson(names: string[], list: Field[], cells: (at: number) => Cell): string {
	let json = '{';
	for (let at = 0; at < list.length; at++) {
		json += `${at === 0 ? '' : ','}${names[at]}:${cellJson(list[at], cells(at))}`;
	}
	return `${json}}`;
}
