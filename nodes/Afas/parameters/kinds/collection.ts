import type { INodeProperties } from 'n8n-workflow';
import { inputError } from '../../profit/errors/profitError';
import { isEmpty, parameter, rawMember, type Given, type Parameter, type Shown } from './parameter';

/** Parameters by their names in the code. */
export type Parameters = Record<string, Parameter<unknown>>;

/** Their values. */
export type Values<P extends Parameters> = {
	[K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/**
 * The Options of an operation: each exists only if the user added it. n8n requires them to be sorted by name.
 * @param parameters the options that can be added
 */
export function options<P extends Parameters>(parameters: P): Parameter<Values<P>> {
	const properties = Object.values(parameters).map(({ property }) => property);
	const property: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: properties.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
	return parameter(property, (given, name) =>
		valuesOf(parameters, given, membersOf(given.value, name, 'options')),
	);
}

/**
 * An option whose absence restricts nothing and has no value of its own.
 * @returns undefined when it was not added, or holds nothing
 */
export function optional<T>(original: Parameter<T>): Parameter<T | undefined> {
	return {
		...original,
		within: (given, place) =>
			given === undefined || isEmpty(given.value) ? undefined : original.within(given, place),
	};
}

/**
 * An option that restricts: once added, it must have a value. docs/afas.md rule 13.
 * @returns undefined when it was not added
 */
export function ifAdded<T>(original: Parameter<T>): Parameter<T | undefined> {
	return {
		...original,
		within: (given, place) => (given === undefined ? undefined : original.within(given, place)),
	};
}

/** What a list of entries shows. */
export interface Entries<P extends Parameters> extends Shown, Pick<INodeProperties, 'placeholder'> {
	/** The member that holds the entries, and what an entry is called. */
	entry: { name: string; displayName: string };
	/** What an entry holds. */
	of: P;
	/** Whether at least one is needed, because an empty list would not restrict anything. */
	needsEntry?: boolean;
	/** Whether their order matters. */
	sortable?: boolean;
	/** Whether an entry takes one line. n8n shows no labels there, so its parts must be clear without. */
	inline?: boolean;
}

/** A list of entries; rejects a value that is no list, and empty entries. */
export function entries<P extends Parameters>({
	entry,
	of,
	needsEntry,
	sortable,
	inline,
	...shown
}: Entries<P>): Parameter<Array<Values<P>>> {
	const property: INodeProperties = {
		...shown,
		type: 'fixedCollection',
		default: {},
		typeOptions: {
			multipleValues: true,
			...(sortable ? { sortable } : {}),
			...(inline ? { fixedCollection: { layout: 'inline' } } : {}),
		},
		options: [{ ...entry, values: Object.values(of).map((part) => part.property) }],
	};
	return parameter(property, (given, name) => {
		const list = entriesOf(given, entry.name, name);
		if (list.length === 0 && needsEntry) throw noEntry(name, entry.displayName);
		return list.map((one, index) => {
			const place = `${entry.displayName} ${index + 1}`;
			return valuesOf(of, one, membersOf(one.value, `${place} of ${name}`, 'fields'), place);
		});
	});
}

/**
 * Gives the entries of a list.
 * @param kind the member that holds them
 * @param name the list as the user knows it
 * @throws ProfitError `input` when it is no list of entries
 */
export function entriesOf(given: Given, kind: string, name: string): Given[] {
	const members = membersOf(given.value, name, 'entries');
	if (!Object.hasOwn(members, kind)) return [];
	const list = members[kind];
	if (!Array.isArray(list)) throw notReadable(name, 'entries');
	const raw = rawMember(given.raw, kind);
	return list.map((value: unknown, index) => ({ value, raw: rawMember(raw, index) }));
}

function valuesOf<P extends Parameters>(
	parameters: P,
	{ raw }: Given,
	members: Record<string, unknown>,
	place?: string,
): Values<P> {
	const read = Object.entries(parameters).map(([key, one]) => {
		const { name } = one.property;
		const given = Object.hasOwn(members, name)
			? { value: members[name], raw: rawMember(raw, name) }
			: undefined;
		return [key, one.within(given, place)];
	});
	return Object.fromEntries(read) as Values<P>;
}

/**
 * The members of something that must be an object.
 * @throws ProfitError `input` when it is none
 */
export function membersOf(value: unknown, name: string, what: string): Record<string, unknown> {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as Record<string, unknown>;
	}
	throw notReadable(name, what);
}

function noEntry(name: string, entryName: string) {
	return inputError(`${name} is empty`, `Add '${entryName}' and fill it in, or remove the option.`);
}

function notReadable(name: string, what: string) {
	return inputError(
		`${name} holds something other than ${what}`,
		'Check its expression, or fill in the form.',
	);
}
