import { keyFieldsOf } from '../metainfo/keys';
import type { UpdateObject } from '../metainfo/types';
import { pathTo } from './finding';
import { indexOf } from './objectIndex';
import { rowName } from './rowName';
import type { WriteElement } from './writeElement';

/** A mandatory field that the record lacks. */
export interface MissingField {
	/** For example `FbSalesLines[2].QuUn`. */
	path: string;
	label: string;
}

/**
 * Finds the mandatory fields without a value of a new record and its rows. They are no reason to stop, because Profit
 * fills many itself, and 369 of AFAS's 670 examples leave one out (docs/afas.md 4.1); but if AFAS rejects the record,
 * they may be the cause.
 * @param info metainfo of the element's object
 */
export function missingMandatory(element: WriteElement, info: UpdateObject): MissingField[] {
	return missing(element, info, '');
}

function missing(element: WriteElement, info: UpdateObject, path: string): MissingField[] {
	const given = new Set(
		[...element.keys, ...element.fields]
			.filter(([, value]) => value !== null && value !== '')
			.map(([id]) => id),
	);
	// Profit numbers new records itself.
	const keys = keyFieldsOf(info);
	const here =
		element.action === 'update' || element.action === 'delete'
			? []
			: info.fields
					.filter((field) => field.mandatory && !given.has(field.fieldId) && !keys.includes(field))
					.map(({ fieldId, label }) => ({ path: pathTo(path, fieldId), label }));
	const below = element.objects.flatMap(({ name, elements }) => {
		const inner = indexOf(info).objects.get(name);
		return inner
			? elements.flatMap((row, index) =>
					missing(row, inner, pathTo(path, rowName(name, index, elements.length))),
				)
			: [];
	});
	return [...here, ...below];
}

/** `DbId (Verkooprelatie), FbSalesLines[0].ItCd (Itemcode)`, for a hint or an error's description. */
export function describeMissing(fields: MissingField[]): string {
	return fields.map(({ path, label }) => (label ? `${path} (${label})` : path)).join(', ');
}
