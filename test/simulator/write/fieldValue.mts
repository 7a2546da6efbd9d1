import type { Cell } from '../data/fields.mts';
import { parseWallTime } from '../time.mts';
import type { UpdateField, UpdateObject } from './definition.mts';
import { refusal } from './refusals.mts';

const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const TIME_ONLY_DAY = '1900-01-01T';

function wholeNumber(text: string): Cell | undefined {
	return /^-?\d{1,10}$/.test(text) ? Number(text) : undefined;
}

function decimal(text: string, decimals: number): Cell | undefined {
	const match = /^-?\d{1,16}(?:\.(\d+))?$/.exec(text);
	if (!match || (match[1]?.length ?? 0) > Math.max(decimals, 0)) return undefined;
	return text.length > 15 ? text : Number(text);
}

function truth(text: string): Cell | undefined {
	if (/^(true|1)$/i.test(text)) return true;
	return /^(false|0)$/i.test(text) ? false : undefined;
}

function time(field: UpdateField, text: string): Cell | undefined {
	if (field.time && TIME.test(text)) return parseWallTime(TIME_ONLY_DAY + text);
	return parseWallTime(text);
}

/**
 * A value as Profit stores it. Empty text and null empty the field.
 * @param value what the body holds: text, or a JSON number or boolean
 * @throws ProfitFailure that names the field when the value does not fit
 */
export function fieldValue(object: UpdateObject, field: UpdateField, value: unknown): Cell {
	if (value === null || value === '') return null;
	if (!['string', 'number', 'boolean'].includes(typeof value)) {
		throw refusal.value(object, field, JSON.stringify(value));
	}
	if (typeof value === 'boolean' && field.dataType !== 'boolean') {
		throw refusal.value(object, field, value);
	}
	const text = String(value);
	const read = (): Cell | undefined => {
		switch (field.dataType) {
			case 'int':
				return wholeNumber(text);
			case 'decimal':
				return decimal(text, field.decimals);
			case 'boolean':
				return truth(text);
			case 'date':
				return time(field, text);
			case 'blob':
				return field.file && !BASE64.test(text) ? undefined : text;
			default:
				return text;
		}
	};
	const cell = read();
	if (cell === undefined) throw refusal.value(object, field, text.slice(0, 100));
	if (field.dataType === 'string' && text.length > field.length)
		throw refusal.tooLong(object, field);
	if (field.values && !field.values.some(({ id }) => id === text)) {
		throw refusal.notInCodeTable(object, field, text);
	}
	if (field.notzero && Number(cell) === 0) throw refusal.value(object, field, text);
	return cell;
}
