import type { INodeProperties } from 'n8n-workflow';
import { inputError } from '../../profit/errors/profitError';
import { isDateObject, isNoValue, numberText } from '../../profit/records/writeValue';
import { GIVE_AS_TEXT, hasLostDigits } from '../../profit/values/number';
import { isEmpty, isExpression, parameter, type Parameter, type Shown } from './parameter';

/** What a text shows. */
export interface Text
	extends Shown,
		Pick<INodeProperties, 'placeholder' | 'required' | 'typeOptions'> {
	default?: string;
	/** `options`: chosen from a list that is loaded; `dateTime`: picked from a calendar. */
	type?: 'string' | 'options' | 'dateTime';
	/** What an empty value gives: `''`, an error, or the default. Default: `refused` when required. */
	empty?: 'allowed' | 'refused' | 'default';
	/** Whether an expression without a value is refused, although an empty box is allowed. docs/afas.md rule 13. */
	restricts?: boolean;
	/** Whether to keep leading and trailing blanks. */
	keepsBlanks?: boolean;
}

/** A text, trimmed unless it keeps blanks. Numbers, booleans and dates become text; anything else is rejected. */
export function text({ restricts, empty, keepsBlanks, ...shown }: Text): Parameter<string> {
	const whenEmpty = empty ?? (shown.required ? 'refused' : 'allowed');
	const usual = shown.default ?? '';
	const { type = 'string' } = shown;
	return parameter({ ...shown, type, default: usual }, ({ value, raw }, name) => {
		const content = parameterText(value, name);
		if (content.trim() !== '') return keepsBlanks ? content : content.trim();
		if (whenEmpty === 'refused' || (restricts && isExpression(raw))) throw emptyValue(name);
		return whenEmpty === 'default' ? usual : '';
	});
}

/** What a list of texts shows. */
export interface List extends Shown, Pick<INodeProperties, 'placeholder' | 'required'> {
	/** The method that loads the choices; without it the user types comma-separated text. */
	loadedBy?: string;
	/** The locator whose choice the list depends on; empty for none. */
	dependsOn?: string;
	/** As for a text. */
	restricts?: boolean;
}

/**
 * The texts of a multi-select, or of comma-separated text, which an AI agent gives. An entry without a value is
 * rejected, because its expression failed.
 */
export function list({
	loadedBy,
	dependsOn = 'connector',
	restricts,
	...shown
}: List): Parameter<string[]> {
	const property: INodeProperties = loadedBy
		? {
				...shown,
				type: 'multiOptions',
				typeOptions: {
					loadOptionsMethod: loadedBy,
					...(dependsOn ? { loadOptionsDependsOn: [`${dependsOn}.value`] } : {}),
				},
				default: [],
				// n8n fixes the wording.
				description:
					'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			}
		: { ...shown, type: 'string', default: '' };
	return parameter(property, ({ value, raw }, name) => {
		const entries = textList(value, name);
		const isMissing = shown.required || (restricts && isExpression(raw));
		if (entries.length === 0 && isMissing) throw emptyValue(name);
		return entries;
	});
}

/**
 * Gives the entries of a list, or of comma-separated text.
 * @param name what holds it, as the user knows it
 * @throws ProfitError `input` as `parameterText` does, and for an entry of a list that has no value
 */
export function textList(value: unknown, name: string): string[] {
	if (!Array.isArray(value)) {
		const parts = parameterText(value, name).split(',');
		return parts.map((part) => part.trim()).filter((part) => part !== '');
	}
	return value.map((entry, index) => {
		const content = parameterText(entry, name).trim();
		if (content !== '') return content;
		throw inputError(
			`Entry ${index + 1} of ${name} is empty`,
			'Check the expression: each entry must be one value. Or remove the entry.',
		);
	});
}

/** The error for a parameter that must have a value. */
function emptyValue(name: string) {
	return inputError(
		`${name} is empty`,
		'Fill it in, or check what its expression gives for this item.',
	);
}

/**
 * Gives a value as text. Luxon dates become ISO 8601 with their offset, numbers plain decimals; empty values become the
 * empty text.
 * @param name what holds the value, as the user knows it
 * @throws ProfitError `input` for anything else, whose text would be meaningless
 */
export function parameterText(value: unknown, name = 'A parameter'): string {
	if (isEmpty(value)) return '';
	const isDate = isDateObject(value);
	if (isNoValue(value) || (typeof value === 'object' && !isDate)) {
		throw inputError(
			`${name} holds something that is no text, number or date`,
			'Check the expression: it must give one value.',
		);
	}
	if (hasLostDigits(value)) {
		throw inputError(`${name} holds a number that lost its last digits`, GIVE_AS_TEXT);
	}
	if (typeof value === 'number') return numberText(value);
	if (!isDate) return String(value);
	return value instanceof Date ? value.toISOString() : value.toISO();
}
