import type { DataType } from '../metainfo/types';

/**
 * The style of CSV: `dutch` as Excel opens it in the Netherlands and Belgium (semicolons, decimal commas, WAAR and
 * ONWAAR, dates that Excel recognises), `international` as RFC 4180 and most programs expect it.
 */
export type CsvStyle = 'dutch' | 'international';

export interface CsvOptions {
	style: CsvStyle;
	/** Whether to leave text that a spreadsheet would run as a formula. */
	formulas: boolean;
}

/** Writes a value into a cell. */
export type CellWriter = (value: unknown) => string;

/**
 * Characters that make a spreadsheet run a text as a formula; the last four are full-width forms.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** A number is no formula, whatever its sign. */
const NUMBER = /^[+-]?\d+(?:[.,]\d+)*$/;

/** A decimal number as AFAS writes it; as text if it is too long for a double. */
const AFAS_NUMBER = /^-?\d*\.?\d+$/;

/** Gives the character between cells. */
export function separatorOf(style: CsvStyle): string {
	return style === 'dutch' ? ';' : ',';
}

/**
 * Makes a function that writes the values of one column.
 * @param dataType type of the field, from metainfo: decimal commas are for number fields only, and other dates for date
 *   fields only
 */
export function cellWriter(dataType: DataType | undefined, options: CsvOptions): CellWriter {
	const { style } = options;
	const needsQuotes = style === 'dutch' ? /[";\r\n]/ : /[",\r\n]/;
	const quoted = (text: string) =>
		needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	const written = style === 'dutch' ? dutchText(dataType) : undefined;
	return (value) => {
		switch (typeof value) {
			case 'string':
				// Numbers and dates need no quotes.
				return written?.(value) ?? quoted(safeText(value, options.formulas));
			case 'number':
				return style === 'dutch' ? dutchNumber(value) : String(value);
			case 'boolean':
				return style === 'dutch' ? dutchBoolean(value) : String(value);
			case 'object':
				// AFAS gives no lists or objects today; if it does, they are not lost.
				return value === null ? '' : quoted(safeText(JSON.stringify(value), options.formulas));
			default:
				return '';
		}
	};
}

function dutchBoolean(value: boolean): string {
	return value ? 'WAAR' : 'ONWAAR';
}

/** Writes number and date fields so that Excel recognises them; undefined for values that stay text. */
function dutchText(
	dataType: DataType | undefined,
): ((text: string) => string | undefined) | undefined {
	switch (dataType) {
		case 'int':
		case 'decimal':
			return (text) => (AFAS_NUMBER.test(text) ? text.replace('.', ',') : undefined);
		case 'date':
			return excelDate;
		default:
			return undefined;
	}
}

const MIDNIGHT = 'T00:00:00';

/** Characters of `2026-01-26`. */
const DAY_LENGTH = 10;

/**
 * `2026-01-26 16:57:43`, or the day alone at midnight: Excel and LibreOffice recognise both as a date in every
 * language. A date-time with an offset or AFAS's `Z` stays text, as the user asked.
 */
function excelDate(text: string): string | undefined {
	if (!isDateTime(text)) return undefined;
	return text.endsWith(MIDNIGHT)
		? text.slice(0, DAY_LENGTH)
		: `${text.slice(0, DAY_LENGTH)} ${text.slice(DAY_LENGTH + 1)}`;
}

/** Whether a date field holds a date-time as AFAS writes it, without a zone; the digits need no check. */
function isDateTime(text: string): boolean {
	return (
		text.length === 19 &&
		text[4] === '-' &&
		text[DAY_LENGTH] === 'T' &&
		text[13] === ':' &&
		text[16] === ':'
	);
}

/** Adds an apostrophe, so that a spreadsheet reads a formula as text. */
function safeText(text: string, formulas: boolean): string {
	return !formulas && FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

const allDigits = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 20 });

/** Writes a number with a decimal comma, without an exponent if that loses nothing. */
function dutchNumber(value: number): string {
	const text = String(value);
	if (Number.isSafeInteger(value)) return text;
	const plain = text.includes('e') ? allDigits.format(value) : text;
	return (Number(plain) === value ? plain : text).replace('.', ',');
}
