import type { INodeProperties } from 'n8n-workflow';
import { inputError } from '../../profit/errors/profitError';
import { isDateObject, isNoValue, numberText } from '../../profit/records/writeValue';
import { isEmpty, isExpression, parameter, type Parameter, type Shown } from './parameter';

/** A text as a user sees it. */
export interface Text
	extends Shown,
		Pick<INodeProperties, 'placeholder' | 'required' | 'typeOptions'> {
	default?: string;
	/** `options`: chosen from a list that is loaded; `dateTime`: picked from a calendar. */
	type?: 'string' | 'options' | 'dateTime';
	/** What an empty one means: `''` is given, it is refused, or the default holds. Default: `refused` when required. */
	empty?: 'allowed' | 'refused' | 'default';
	/** Whether a box that was left empty restricts nothing while an expression without a value is refused. docs/afas.md rule 13. */
	restricts?: boolean;
	/** Whether blanks around it belong to it. */
	keepsBlanks?: boolean;
}

/** A text, without blanks around it unless they belong to it. Numbers, booleans and dates become text; everything else is refused. */
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

/** A list of texts as a user sees it. */
export interface List extends Shown, Pick<INodeProperties, 'placeholder' | 'required'> {
	/** The method that loads the list to choose from; without it the user types text with commas. */
	loadedBy?: string;
	/** The locator whose choice the list depends on; empty for none. */
	dependsOn?: string;
	/** As of a text: an expression without a value is refused. */
	restricts?: boolean;
}

/**
 * Texts of a multi-select, or of text with commas such as an AI agent gives. An entry of a list that has no value is
 * refused: an expression gave nothing for it.
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
 * The entries of a list, or of text with commas.
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

/** A parameter that must have a value has none. */
function emptyValue(name: string) {
	return inputError(
		`${name} is empty`,
		'Fill it in, or check what its expression gives for this item.',
	);
}

/**
 * The text of a value that an expression may have given as something else. Luxon dates become ISO 8601 with their offset,
 * numbers plain decimals; empty values become the empty text.
 * @param name what holds the value, as the user knows it
 * @throws ProfitError `input` for what is no text, number, boolean or date: as text it would only look like a value
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
	if (typeof value === 'number') return numberText(value);
	if (!isDate) return String(value);
	return value instanceof Date ? value.toISOString() : value.toISO();
}
