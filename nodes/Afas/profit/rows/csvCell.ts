import type { DataType } from '../metainfo/types';

/**
 * How CSV is written: `dutch` as Excel opens it in the Netherlands and Belgium (semicolons, decimal commas, WAAR and
 * ONWAAR, dates that become dates), `international` as RFC 4180 and most programs want it.
 */
export type CsvStyle = 'dutch' | 'international';

export interface CsvOptions {
	style: CsvStyle;
	/** Whether text that a spreadsheet would run as a formula is left as it is. */
	formulas: boolean;
}

/** Writes a value into a cell. */
export type CellWriter = (value: unknown) => string;

/**
 * Signs at the start of a text for which a spreadsheet runs it as a formula; the last four are those of keyboards in Asia.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** A number runs nothing, whatever its sign. */
const NUMBER = /^[+-]?\d+(?:[.,]\d+)*$/;

/** A decimal number as AFAS writes it; one that is too long for a double comes as text. */
const AFAS_NUMBER = /^-?\d*\.?\d+$/;

/** What separates cells. */
export function separatorOf(style: CsvStyle): string {
	return style === 'dutch' ? ';' : ',';
}

/**
 * A function that writes the values of one column.
 * @param dataType of the field, from metainfo: only number fields get a decimal comma, only date fields another date
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
				// Neither a number nor a date needs quotes.
				return written?.(value) ?? quoted(safeText(value, options.formulas));
			case 'number':
				return style === 'dutch' ? dutchNumber(value) : String(value);
			case 'boolean':
				return style === 'dutch' ? dutchBoolean(value) : String(value);
			case 'object':
				// Neither lists nor objects come from AFAS today; what comes is not lost.
				return value === null ? '' : quoted(safeText(JSON.stringify(value), options.formulas));
			default:
				return '';
		}
	};
}

function dutchBoolean(value: boolean): string {
	return value ? 'WAAR' : 'ONWAAR';
}

/** Text of number and date fields as Excel takes it for a number or a date; undefined for what stays text. */
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
 * `2026-01-26 16:57:43`, or the day alone at midnight: Excel and LibreOffice take both for a date in every language.
 * A date-time with an offset or AFAS's `Z` stays the text that the user asked for.
 */
function excelDate(text: string): string | undefined {
	if (!isDateTime(text)) return undefined;
	return text.endsWith(MIDNIGHT)
		? text.slice(0, DAY_LENGTH)
		: `${text.slice(0, DAY_LENGTH)} ${text.slice(DAY_LENGTH + 1)}`;
}

/** Whether a date field holds a date-time as AFAS writes it, without a zone; the digits need no look then. */
function isDateTime(text: string): boolean {
	return (
		text.length === 19 &&
		text[4] === '-' &&
		text[DAY_LENGTH] === 'T' &&
		text[13] === ':' &&
		text[16] === ':'
	);
}

/** An apostrophe makes a spreadsheet take a formula for text. */
function safeText(text: string, formulas: boolean): string {
	return !formulas && FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

const allDigits = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 20 });

/** A number with a decimal comma, without an exponent where that loses nothing. */
function dutchNumber(value: number): string {
	const text = String(value);
	if (Number.isSafeInteger(value)) return text;
	const plain = text.includes('e') ? allDigits.format(value) : text;
	return (Number(plain) === value ? plain : text).replace('.', ',');
}
