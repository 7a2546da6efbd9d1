import type { Condition, Filter, Operator } from '../query/filter';
import { listed } from '../values/listed';

/** The form of a searched text with AFAS's wildcard `%`. */
const WITH_WILDCARDS: Partial<Record<Operator, (text: string) => string>> = {
	contains: (text) => `%${text}%`,
	notContains: (text) => `%${text}%`,
	startsWith: (text) => `${text}%`,
	notStartsWith: (text) => `${text}%`,
	endsWith: (text) => `%${text}`,
	notEndsWith: (text) => `%${text}`,
};

const NEGATIONS: ReadonlySet<Operator> = new Set<Operator>([
	'notContains',
	'notStartsWith',
	'notEndsWith',
]);

/**
 * Rewrites a filter for SOAP, where it is unknown whether AFAS itself adds the wildcards to a searched text: its page
 * about filters in XML writes them (docs/afas.md 3.6). So each such condition is sent in both forms. If AFAS adds them,
 * the form with wildcards only finds rows that the plain one finds too; if not, the plain one only finds whole values,
 * which the other finds too. So either form gives the rows, and for a negation both together, in one call.
 */
export function withWildcards(filter: Filter): Filter {
	return filter.flatMap((group) => group.reduce<Filter>(withBothForms, [[]]));
}

/** What the user should know of a filter over SOAP: a `%` in a searched text is AFAS's wildcard (docs/afas.md 3.6). */
export function adviceOnWildcards(filter: Filter): string[] {
	const fields = filter
		.flat()
		.filter(({ operator, value }) => operator in WITH_WILDCARDS && value.includes('%'))
		.map(({ field }) => field);
	if (fields.length === 0) return [];
	return [
		`The filter on ${listed([...new Set(fields)])} searches for text with a %, which AFAS may read over SOAP as any text: more rows can come, or fewer where the filter excludes it. Set 'Protocol' to REST to search for the sign itself.`,
	];
}

/** @param groups those of the conditions before this one */
function withBothForms(groups: Filter, condition: Condition): Filter {
	const wildcards = WITH_WILDCARDS[condition.operator];
	if (!wildcards || condition.value === '') return groups.map((group) => [...group, condition]);
	const other = { ...condition, value: wildcards(condition.value) };
	return NEGATIONS.has(condition.operator)
		? groups.map((group) => [...group, condition, other])
		: groups.flatMap((group) => [
				[...group, condition],
				[...group, other],
			]);
}
