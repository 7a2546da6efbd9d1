import type { INodeProperties } from 'n8n-workflow';
import { inputError, type ProfitError } from '../../profit/errors/profitError';
import type { ParameterReader } from './parameterReader';

/** What most parameters show. */
export type Shown = Pick<
	INodeProperties,
	'displayName' | 'name' | 'description' | 'hint' | 'builderHint' | 'displayOptions'
>;

/** What a parameter holds for an item. */
export interface Given {
	/** The value as n8n evaluated it. */
	value: unknown;
	/** The value as the workflow holds it; an expression is text that begins with `=`. */
	raw: unknown;
}

/** A parameter of a node: what the user sees, and how it is read. */
export interface Parameter<T> {
	property: INodeProperties;
	/**
	 * Reads its value for an item.
	 * @throws ProfitError `input`, with the parameter's displayed name, when it holds something of another type
	 */
	read(context: ParameterReader, itemIndex: number): T;
	/**
	 * Reads its value inside a collection.
	 * @param given undefined when it was not added
	 * @param place its entry if there are several, such as `Sort Field 2`
	 * @throws ProfitError `input` as `read` does
	 */
	within(given: Given | undefined, place?: string): T;
}

/** Turns what a parameter holds into its value; throws ProfitError `input` with its name. */
export type Parse<T> = (given: Given, name: string) => T;

/**
 * Makes a parameter that is read by `parse`.
 * @param property its default applies if it was not added to a collection
 */
export function parameter<T>(property: INodeProperties, parse: Parse<T>): Parameter<T> {
	const usual = property.default;
	return {
		property,
		read: (context, itemIndex) => parse(givenFor(context, itemIndex, property), quoted(property)),
		within: (given = { value: usual, raw: usual }, place = '') =>
			parse(given, `${quoted(property)}${place && ` of ${place}`}`),
	};
}

/** What a parameter holds for an item, and what the workflow holds of it. */
export function givenFor(
	context: ParameterReader,
	itemIndex: number,
	{ name, type, default: usual }: INodeProperties,
): Given {
	const fallback = usual as object;
	const raw = context.getNodeParameter(name, itemIndex, fallback, { rawExpressions: true });
	const extractValue = type === 'resourceLocator';
	return { raw, value: context.getNodeParameter(name, itemIndex, fallback, { extractValue }) };
}

/**
 * The parameter's name as n8n shows it, between quotes. n8n demands that the name of a list of fields ends in `Name or ID`;
 * `'Key Field Names or IDs'` is called `'Key Fields'`.
 */
export function quoted({ displayName }: Pick<INodeProperties, 'displayName'>): string {
	return `'${displayName.replace(/ Names or IDs$/, 's').replace(/ Name or ID$/, '')}'`;
}

/** Whether an expression or a cleared box gave no value. */
export function isEmpty(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** Whether an expression gave the value, and not the user. */
export function isExpression(raw: unknown): boolean {
	return typeof raw === 'string' && raw.startsWith('=');
}

/** The part of what the workflow holds that belongs to a member of a collection or a list. */
export function rawMember(raw: unknown, name: string | number): unknown {
	if (isExpression(raw)) return raw;
	return typeof raw === 'object' && raw !== null && Object.hasOwn(raw, name)
		? (raw as Record<string | number, unknown>)[name]
		: undefined;
}

const SHOWN_CHARACTERS = 60;

/**
 * The error for a parameter of the wrong type.
 * @param name between quotes
 * @param wanted what it must be, such as `a whole number of 1 or more`
 */
export function wrongValue(name: string, value: unknown, wanted: string): ProfitError {
	return inputError(
		`${name} ${described(value)}, but it must be ${wanted}`,
		'Correct the value, or check what its expression gives for this item.',
	);
}

function described(value: unknown): string {
	if (isEmpty(value)) return 'is empty';
	if (Array.isArray(value)) return 'is a list';
	if (typeof value === 'object') return 'is an object';
	const text = String(value);
	const isLong = text.length > SHOWN_CHARACTERS;
	return `is '${isLong ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}'`;
}
