import type { GetField } from '../metainfo/types';
import type { Condition } from '../query/filter';
import { cellOf, type Cell, type Row } from '../values/cell';
import { withoutWrongZ } from '../values/dateTime';
import { booleanOf } from '../values/givenValue';
import { matchText, roughText } from '../values/sameness';

/** A value of a field, as it is compared. */
export interface FieldText {
	/** Equal for values that AFAS certainly treats as the same. */
	same: string;
	/** Equal for values that AFAS may treat as the same. */
	rough: string;
	/** Whether it is certain which other values AFAS treats as the same. */
	isPlain: boolean;
}

/** Values by field, in the order of the conditions. */
export type FieldTexts = ReadonlyMap<string, FieldText>;

/** The key of a look-up: the values that fields of a row must have. */
export interface LookupKey {
	/** All of them must hold; values as AFAS accepts them. */
	conditions: Condition[];
	texts: FieldTexts;
	/** Equal for keys that AFAS certainly treats as the same. */
	same: string;
	/** Equal for keys that AFAS may treat as the same. */
	rough: string;
	/** Whether it is certain which rows AFAS gives for it, so that it can share a call. */
	isPlain: boolean;
}

/** Makes a function that gives the keys of look-ups on the same fields. */
export function lookupKeys(fields: GetField[]): (conditions: Condition[]) => LookupKey {
	const byId = new Map(fields.map((field) => [field.id, field]));
	return (conditions) => {
		const texts = new Map(
			conditions.map(({ field, value }): [string, FieldText] => {
				const type = byId.get(field);
				const text = type && fieldText(value, type);
				return [field, text ?? { same: value, rough: roughText(value), isPlain: false }];
			}),
		);
		return {
			conditions,
			texts,
			same: together(texts, 'same'),
			rough: together(texts, 'rough'),
			// A field that is given twice would need two values.
			isPlain:
				texts.size === conditions.length && [...texts.values()].every(({ isPlain }) => isPlain),
		};
	};
}

/** Gives a text that is equal for keys, or rows, with the same values. */
export function together(texts: FieldTexts, form: 'same' | 'rough'): string {
	return JSON.stringify([...texts].map(([name, text]) => [name, text[form]]));
}

/** Gives the values of a row in some fields, in the form of a key; undefined if the row cannot be compared. */
export function rowTexts(row: Row, names: string[], fields: GetField[]): FieldTexts | undefined {
	const texts = new Map<string, FieldText>();
	for (const name of names) {
		const field = fields.find(({ id }) => id === name);
		const text = field && fieldText(cellOf(row, name), field);
		if (text === undefined) return undefined;
		texts.set(name, text);
	}
	return texts;
}

/** Gives a value in comparable form; undefined if it cannot be compared. */
export function fieldText(value: Cell, field: GetField): FieldText | undefined {
	const text = comparable(value, field);
	if (text === undefined) return undefined;
	const isPlain = field.dataType !== 'string' || PLAIN.test(text.normalize('NFD'));
	return {
		// Databases disagree on which letters are the same in another case.
		same: isPlain ? text : String(value).trimEnd(),
		// Without diacritics, for a database that ignores them.
		rough: roughText(text),
		isPlain,
	};
}

const WALL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

/** A value as text for comparison, by the type of the field; undefined if it cannot be compared. */
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
