import type { GetField } from '../metainfo/types';
import { KeyAnchors } from './keyAnchors';
import type { PagePlan, PagePlanOptions, PageQuery } from './pagePlan';
import { Windows } from './windows';

export interface AnchoredOptions extends PagePlanOptions {
	/** Fields that together identify a row. */
	keyFields: string[];
	/** The GetConnector's fields, from metainfo. */
	fields: Array<Pick<GetField, 'id' | 'dataType'>>;
	/** Whether AFAS takes a query (REST: 2049 characters; SOAP: always). */
	fits: (query: PageQuery) => boolean;
}

/**
 * Reads rows by their key, up to `concurrency` calls at once: each page is asked for from the nearest row that is
 * known, so that skip stays within `concurrency` x the page size however large the table is. `sort` is the
 * order of `totalOrder`, which ends with the key. Goes on with skip alone, with a hint, where a key cannot be found
 * back: dates (shown rounded), blobs, names with a period, a filter that gets too long. docs/afas.md 2.4 and 2.5.
 * @throws ProfitError from `accept`, as PagePlan says
 */
export function anchoredWindows(options: AnchoredOptions): PagePlan {
	const { filter, sort, keyFields, fields } = options;
	const types = new Map(fields.map(({ id, dataType }) => [id, dataType]));
	const isVague = (field: string) => {
		const type = types.get(field);
		return type === 'date' || type === 'blob' || field.includes('.');
	};
	const order = sort.map(({ field }) => field);
	const vague = order.filter(isVague);
	// Rows with different values look the same, and a row that moved seems not to have, when they are shown rounded.
	const identity = {
		fields: order,
		unique: vague.length === 0,
		key: keyFields.some(isVague) ? undefined : keyFields,
	};
	if (vague.length > 0) {
		const pagedHint = `AFAS does not find rows back by ${vague.join(', ')} (a date, a file or unlimited text, or a name with a period); the rows are read with skip, which is slower. Sort on other fields or choose other key fields.`;
		return new Windows({ ...options, identity, pagedHint });
	}
	return new Windows({ ...options, identity, anchors: new KeyAnchors(filter, sort) });
}
