import type { Filter } from '../data/conditions.mts';
import type { RowStore, SortKey } from '../data/rowStore.mts';
import type { RowQuery } from '../data/select.mts';
import { badParameters, ERROR_NUMBER, ProfitFailure } from '../failure.mts';

const DEFAULT_TAKE = 100;

/** AFAS's words for a field that the connector does not have (docs/afas.md 9.8). */
function fieldNotFound(id: string): ProfitFailure {
	return new ProfitFailure(
		{ nl: `Connector-veld '${id}' niet gevonden`, en: `Connector field '${id}' not found` },
		ERROR_NUMBER.valueDoesNotExist,
	);
}

/**
 * Place of a field among the connector's fields.
 * @throws ProfitFailure when there is none, or its name has a period: AFAS cannot filter or sort on that
 */
export function fieldPosition(store: RowStore, id: string): number {
	const position = store.fields.findIndex((field) => field.id === id);
	if (position < 0 || id.includes('.')) throw fieldNotFound(id);
	return position;
}

/**
 * Place of a field to sort on.
 * @throws ProfitFailure as AFAS does: names with special characters are no "Index field" (docs/afas.md 9.9)
 */
export function sortPosition(store: RowStore, id: string): number {
	const isThere = store.fields.some((field) => field.id === id);
	if (isThere && /[^\w ]/.test(id)) {
		const text = 'General message: Invalid Index field';
		throw new ProfitFailure({ nl: text, en: text });
	}
	return fieldPosition(store, id);
}

function wholeNumber(query: URLSearchParams, name: string, otherwise: number): number {
	const text = query.get(name);
	if (text === null || text === '') return otherwise;
	if (!/^-?\d{1,9}$/.test(text)) {
		throw badParameters(`Parameter '${name}' is not valid`);
	}
	return Number(text);
}

/** skip and take of a call; -1 and -1 are all rows (docs/afas.md 2.5). */
export function rowWindow(query: URLSearchParams): { skip: number; take: number } {
	const skip = wholeNumber(query, 'skip', 0);
	const take = wholeNumber(query, 'take', DEFAULT_TAKE);
	if (skip === -1) return { skip: 0, take: Infinity };
	if (skip < 0 || take < 0) {
		throw badParameters('The combination of skip and take is not valid');
	}
	return { skip, take };
}

function sortKeys(store: RowStore, text: string | null): SortKey[] {
	if (!text) return [];
	return text.split(',').map((part) => ({
		field: sortPosition(store, part.startsWith('-') ? part.slice(1) : part),
		descending: part.startsWith('-'),
	}));
}

const malformed = () => badParameters('The filter is not valid');

/**
 * The three lists: `,` is AND and `;` is OR; with both, the groups between the `;` are OR and AND holds inside
 * a group. Nothing protects a separator inside a value.
 */
function listFilter(store: RowStore, query: URLSearchParams): Filter {
	const ids = query.get('filterfieldids');
	if (!ids) return [];
	const split = (text: string) => text.split(';').map((group) => group.split(','));
	const idGroups = split(ids);
	const values = split(query.get('filtervalues') ?? '');
	const operators = split(query.get('operatortypes') ?? ids.replace(/[^,;]+/g, '1'));
	const sameShape = (other: string[][]) =>
		other.length === idGroups.length &&
		other.every((group, at) => group.length === idGroups[at].length);
	if (!sameShape(values) || !sameShape(operators)) throw malformed();
	return idGroups.map((group, at) =>
		group.map((id, place) => ({
			field: fieldPosition(store, id),
			operator: Number(operators[at][place]),
			// The documentation writes an empty value as "".
			value: values[at][place] === '""' ? '' : values[at][place],
		})),
	);
}

function asList(value: unknown): Record<string, unknown>[] {
	const list = Array.isArray(value) ? value : [value];
	if (list.some((entry) => typeof entry !== 'object' || entry === null)) throw malformed();
	return list as Record<string, unknown>[];
}

/** `{"Filters":{"Filter":[{"Field":[{"@FieldId","@OperatorType","#text"}]}]}}`: Fields AND, Filters OR. */
function jsonFilter(store: RowStore, text: string): Filter {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		throw malformed();
	}
	const [{ Filters: filters }] = asList(parsed);
	const [{ Filter: groups }] = asList(filters);
	return asList(groups).map(({ Field: conditions }) =>
		asList(conditions).map((is) => ({
			field: fieldPosition(store, String(is['@FieldId'])),
			operator: Number(is['@OperatorType']),
			value: String(is['#text'] ?? ''),
		})),
	);
}

/**
 * Reads the parameters of `GET /connectors/{GetConnector}`.
 * @throws ProfitFailure for whatever AFAS refuses
 */
export function parseRowQuery(store: RowStore, query: URLSearchParams): RowQuery {
	const filterJson = query.get('filterjson');
	return {
		...rowWindow(query),
		sort: sortKeys(store, query.get('orderbyfieldids')),
		filter: filterJson ? jsonFilter(store, filterJson) : listFilter(store, query),
	};
}
