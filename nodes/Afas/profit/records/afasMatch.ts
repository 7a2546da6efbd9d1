import { inputError } from '../errors/profitError';
import { roughText } from '../values/sameness';
import { pathTo } from './finding';
import { rowName } from './rowName';
import { isEmptyKey } from './rowKeys';
import type { WriteElement } from './writeElement';

/**
 * What AFAS compares to find a person or organisation, by the value of MatchPer and MatchOga: fields of the element, or
 * sub-objects. Without them AFAS adds a new one. Source: the code tables in AFAS's OpenAPI files; docs/afas.md 4.4.
 */
const COMPARED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
	MatchPer: {
		'0': ['BcCo'],
		'1': ['SoSe'],
		'2': ['LaNm', 'In', 'ViGe'],
		'3': ['LaNm', 'In', 'ViGe', 'EmAd'],
		'4': ['LaNm', 'In', 'ViGe', 'MbNr'],
		'5': ['LaNm', 'In', 'ViGe', 'TeNr'],
		'6': ['LaNm', 'In', 'ViGe', 'DaBi'],
	},
	MatchOga: {
		'0': ['BcCo'],
		'1': ['CcNr'],
		'2': ['FiNr'],
		'3': ['Nm'],
		'4': ['KnBasicAddressAdr'],
		'5': ['KnBasicAddressPad'],
	},
};

/** The values that always add a new person or organisation. */
const ALWAYS_NEW: Readonly<Record<string, string>> = { MatchPer: '7', MatchOga: '6' };

/** Whether an element asks AFAS to find its record, by a value in MatchPer or MatchOga. */
export function isMatchedByAfas(element: WriteElement): boolean {
	return matchOf(element) !== undefined;
}

/**
 * Names the person or organisation that AFAS is asked to find: elements with the same name may be about the same one.
 * undefined if AFAS is not asked.
 */
export function matchName(element: WriteElement): string | undefined {
	const match = matchOf(element);
	if (!match) return undefined;
	const given = valuesOf(element);
	const compared = COMPARED[match.field][match.value] ?? [];
	const texts = compared.map((id) => {
		const rows = element.objects.filter(({ name }) => name === id);
		return rows.length > 0
			? JSON.stringify(rows).toLowerCase()
			: roughText(
					String(given.get(id) ?? '')
						.trim()
						.replace(/T00:00:00$/, ''),
				);
	});
	return JSON.stringify([element.object, match.field, match.value, texts]);
}

/**
 * Rejects an element for which AFAS would add a new person or organisation each time instead of finding the existing
 * one.
 * @throws ProfitError `input` when it says "always new", or gives nothing for what AFAS would compare
 */
export function assertFindable(element: WriteElement, path = ''): void {
	const match = matchOf(element);
	if (!match) return;
	const { field, value } = match;
	const name = pathTo(path, field);
	if (value === ALWAYS_NEW[field]) {
		throw inputError(
			`Not sent: ${name} is ${value}, with which AFAS always adds a new one`,
			`Choose another value of ${field}, one by which AFAS can find the record.`,
		);
	}
	const given = valuesOf(element);
	const missing = (COMPARED[field][value] ?? []).filter((id) => isEmptyKey(given.get(id)));
	if (missing.length > 0) {
		throw inputError(
			`Not sent: ${name} is ${value}, but ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} empty`,
			`AFAS would find nothing to compare and add a new record. Fill in ${missing.join(' and ')}, or choose another value of ${field}.`,
		);
	}
}

/** Does the same for persons and organisations inside a record that is updated. */
export function assertFindableWithin(element: WriteElement, path = ''): void {
	for (const { name, elements } of element.objects) {
		elements.forEach((row, index) => {
			const rowPath = pathTo(path, rowName(name, index, elements.length));
			assertFindable(row, rowPath);
			assertFindableWithin(row, rowPath);
		});
	}
}

/** The values of fields and keys; for a sub-object, whether it has rows. */
function valuesOf({ fields, keys, objects }: WriteElement): Map<string, unknown> {
	const rows = objects.map(({ name }): [string, string] => [name, name]);
	return new Map<string, unknown>([...fields, ...keys, ...rows]);
}

function matchOf({ fields }: WriteElement): { field: string; value: string } | undefined {
	const entry = fields.find(([id, value]) => Object.hasOwn(COMPARED, id) && !isEmptyKey(value));
	return entry && { field: entry[0], value: String(entry[1]).trim() };
}
