import { inputError, type ProfitError } from '../errors/profitError';
import type { GetField } from '../metainfo/types';
import type { SortField } from '../query/rowQuery';

export interface TotalOrderInput {
	/** The user's sort; comes first, whatever else is added. */
	sort: SortField[];
	/** Fields that together identify a row; empty when the user gave none. */
	keyFields: string[];
	/** The GetConnector's fields, from metainfo. */
	fields: Array<Pick<GetField, 'id' | 'dataType'>>;
	/**
	 * Says whether a query with this sort can be sent (REST: 2049 characters). Count a skip and a take of
	 * seven digits and the filter in, because they are sent along.
	 */
	fits: (sort: SortField[]) => boolean;
	/** Whether a query can name this field in its order (REST: no comma, no minus in front). */
	sorts: (field: string) => boolean;
}

export interface TotalOrder {
	sort: SortField[];
	/**
	 * Why rows may be equal in this order, and so change places between calls: fields that AFAS cannot sort on, or a
	 * query that would be too long. Undefined for an order in which each row has one place.
	 */
	cut?: { unsortable: string[] } | 'tooLong';
}

/**
 * The order that every call of one read sorts on, so that each row has one place. With key fields: the user's
 * sort up to where the key is complete, then the key fields that are missing. Without: the user's sort, then all
 * other fields in the connector's order as far as they fit; no blobs (they cannot be sorted on). Names that AFAS does not sort
 * on reliably count as left out, also where the user chose them: those with a period, and those that differ from another
 * field in letter case only. docs/afas.md 2.4 and 2.5.
 */
export function totalOrder({ sort, keyFields, fields, fits, sorts }: TotalOrderInput): TotalOrder {
	const order = new Map<string, SortField>();
	const isUnclear = unclearNames(fields);
	const add = (by: SortField) => {
		if (!order.has(by.field)) order.set(by.field, by);
	};
	const ordered = (cut?: TotalOrder['cut']): TotalOrder => ({ sort: [...order.values()], cut });

	if (keyFields.length > 0) {
		for (const by of sort) {
			// Once the key is complete no two rows are equal, so more fields change nothing.
			if (keyFields.every((key) => order.has(key))) break;
			add(by);
		}
		for (const key of keyFields) add({ field: key, descending: false });
		const unsortable = [...order.keys()].filter(isUnclear);
		return ordered(unsortable.length > 0 ? { unsortable } : undefined);
	}

	for (const by of sort) add(by);
	const unsortable = [...order.keys()].filter(isUnclear);
	let isTooLong = false;
	for (const { id, dataType } of fields) {
		if (dataType === 'blob' || order.has(id)) continue;
		const by = { field: id, descending: false };
		if (isUnclear(id) || !sorts(id)) unsortable.push(id);
		else if (fits([...order.values(), by])) add(by);
		else isTooLong = true;
	}
	if (isTooLong) return ordered('tooLong');
	return ordered(unsortable.length > 0 || order.size === 0 ? { unsortable } : undefined);
}

/** AFAS does not look at letter case, so of two names that differ in nothing else it may take either. */
function unclearNames(fields: TotalOrderInput['fields']): (field: string) => boolean {
	const uses = new Map<string, number>();
	for (const { id } of fields) uses.set(id.toLowerCase(), (uses.get(id.toLowerCase()) ?? 0) + 1);
	return (field) => field.includes('.') || (uses.get(field.toLowerCase()) ?? 0) > 1;
}

/**
 * The error of a read that needs several pages where the order does not give each row one place.
 * @param cut of the order
 * @param hasKeys whether the user chose key fields
 */
export function cutOrderError(cut: NonNullable<TotalOrder['cut']>, hasKeys: boolean): ProfitError {
	const risk = 'so rows on later pages could be missed or come twice';
	const chooseKeys = "Choose 'Key Fields', the fields that together identify a row";
	if (cut === 'tooLong') {
		return inputError(
			`The query cannot hold an order on all fields of this GetConnector, ${risk}`,
			`${chooseKeys}, or set 'Protocol' to SOAP, where a query may have any length.`,
		);
	}
	const { unsortable } = cut;
	const fields = unsortable.slice(0, SHOWN_FIELDS).join(', ') || 'all fields of this GetConnector';
	return inputError(
		`AFAS cannot sort on ${fields}, ${risk}`,
		hasKeys
			? "Choose other fields in 'Key Fields' and 'Sort', or let a Profit administrator rename these in the GetConnector."
			: `${chooseKeys}.`,
	);
}

/** Fields that a message names. */
const SHOWN_FIELDS = 5;
