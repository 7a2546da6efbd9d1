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
}

export interface TotalOrder {
	sort: SortField[];
	/** Fields had to be left out, so rows may be equal in this order and change places between calls. */
	cut: boolean;
}

/**
 * The order that every call of one read sorts on, so that each row has one place. With key fields: the user's
 * sort up to where the key is complete, then the key fields that are missing. Without: the user's sort, then all
 * other fields in the connector's order as far as they fit; no blobs (they cannot be sorted on) and no names with
 * a period (AFAS does not sort on them reliably). docs/afas.md 2.4 and 2.5.
 */
export function totalOrder({ sort, keyFields, fields, fits }: TotalOrderInput): TotalOrder {
	const order: SortField[] = [];
	const seen = new Set<string>();
	const add = (field: SortField) => {
		if (seen.has(field.field)) return;
		seen.add(field.field);
		order.push(field);
	};

	if (keyFields.length > 0) {
		for (const field of sort) {
			// Once the key is complete no two rows are equal, so more fields change nothing.
			if (keyFields.every((key) => seen.has(key))) break;
			add(field);
		}
		for (const key of keyFields) add({ field: key, descending: false });
		return { sort: order, cut: false };
	}

	for (const field of sort) add(field);
	let cut = false;
	for (const { id, dataType } of fields) {
		if (dataType === 'blob' || id.includes('.') || seen.has(id)) continue;
		const field = { field: id, descending: false };
		if (fits([...order, field])) add(field);
		else cut = true;
	}
	return { sort: order, cut: cut || order.length === 0 };
}
