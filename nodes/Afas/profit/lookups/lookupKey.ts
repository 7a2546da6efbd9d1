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
	/** Equal for values of which it is not sure that AFAS tells them apart. */
	rough: string;
	/** Whether it is sure with what else AFAS takes it for the same. */
	isPlain: boolean;
}

/** Values by field, in the order of the conditions. */
export type FieldTexts = ReadonlyMap<string, FieldText>;

/** What a look-up asks for: the values that fields of a row must have. */
export interface LookupKey {
	/** All of them must hold; values as AFAS takes them. */
	conditions: Condition[];
	texts: FieldTexts;
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
			// A field twice has two values to be.
			isPlain:
				texts.size === conditions.length && [...texts.values()].every(({ isPlain }) => isPlain),
		};
	};
}

/** The text by which keys, or rows, with the same values are known. */
export function together(texts: FieldTexts, form: 'same' | 'rough'): string {
	return JSON.stringify([...texts].map(([name, text]) => [name, text[form]]));
}

/** The values of a row in some fields, as those of a key; undefined where the row cannot be compared. */
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

/** A value as AFAS's values of the field are compared; undefined where that is not known. */
export function fieldText(value: Cell, field: GetField): FieldText | undefined {
	const text = comparable(value, field);
	if (text === undefined) return undefined;
	const isPlain = field.dataType !== 'string' || PLAIN.test(text.normalize('NFD'));
	return {
		// Which letters are the same in another case, databases do not agree on.
		same: isPlain ? text : String(value).trimEnd(),
		// Without marks, for a database that does not look at them.
		rough: roughText(text),
		isPlain,
	};
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
