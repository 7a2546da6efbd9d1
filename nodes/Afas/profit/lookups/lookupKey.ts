import type { GetField } from '../metainfo/types';
import type { Condition } from '../query/filter';
import { cellOf, type Cell, type Row } from '../values/cell';
import { withoutWrongZ } from '../values/dateTime';
import { booleanOf } from '../values/givenValue';
import { matchText, roughText } from '../values/sameness';

/** What a look-up asks for: the values that fields of a row must have. */
export interface LookupKey {
	/** All of them must hold; values as AFAS takes them. */
	conditions: Condition[];
	/** Equal for keys that AFAS certainly treats as the same. */
	same: string;
	/** Equal for keys of which it is not sure that AFAS tells them apart. */
	rough: string;
	/** Whether it is sure which rows AFAS gives for it, so that several of them can share a call. */
	isPlain: boolean;
}

/** Makes the keys of look-ups on the same fields. */
export function lookupKeys(fields: GetField[]): (conditions: Condition[]) => LookupKey {
	const byId = new Map(fields.map((field) => [field.id, field]));
	return (conditions) => {
		const parts = conditions.map(({ field, value }) => {
			const type = byId.get(field);
			const text = type && comparable(value, type);
			return { field, text: text ?? value, isPlain: text !== undefined && isPlain(text, type) };
		});
		return {
			conditions,
			same: JSON.stringify(parts.map(({ field, text }) => [field, text])),
			rough: JSON.stringify(parts.map(({ field, text }) => [field, roughText(text)])),
			isPlain: parts.every((part) => part.isPlain),
		};
	};
}

/**
 * Which of some plain keys a row belongs to.
 * @returns the texts that the key would have as `same` and `rough`; undefined where the row cannot be compared
 */
export function rowKeys(
	row: Row,
	names: string[],
	fields: GetField[],
): { same: string; rough: string } | undefined {
	const parts: Array<[string, string]> = [];
	for (const name of names) {
		const field = fields.find(({ id }) => id === name);
		const text = field && comparable(cellOf(row, name), field);
		if (text === undefined) return undefined;
		parts.push([name, text]);
	}
	const rough = parts.map(([name, text]) => [name, roughText(text)]);
	return { same: JSON.stringify(parts), rough: JSON.stringify(rough) };
}

const WALL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

/** A value in the one form in which AFAS's values of the field are compared; undefined where that is not known. */
function comparable(value: Cell, field: GetField): string | undefined {
	if (value === null) return undefined;
	switch (field.dataType) {
		case 'string':
		case 'int':
		case 'decimal':
			return matchText(value, field);
		case 'boolean': {
			const isTrue = booleanOf(String(value));
			return isTrue === undefined ? undefined : String(isTrue);
		}
		case 'date': {
			const text = withoutWrongZ(String(value)).replace(/^(\d{4}-\d{2}-\d{2})$/, '$1T00:00:00');
			return WALL_TIME.test(text) ? text : undefined;
		}
		default:
			return undefined;
	}
}

/** Latin letters with and without marks, digits and signs: what else AFAS considers equal is not documented. */
const PLAIN = /^(?:[\x20-\x7e]|\p{Mn})*$/u;

function isPlain(text: string, field: GetField | undefined): boolean {
	return field?.dataType !== 'string' || PLAIN.test(text.normalize('NFD'));
}
