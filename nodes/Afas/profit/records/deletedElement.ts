import type { KeyStyle } from '../metainfo/keys';
import type { UpdateConnectorInfo, UpdateObject } from '../metainfo/types';
import { indexOf } from './objectIndex';
import { keysElement, type NamedKey } from './rowKeys';
import type { WriteElement } from './writeElement';

/** The keys of a row of a sub-object. */
export interface KeyedRow {
	object: string;
	keys: NamedKey[];
}

/**
 * Makes the element of a record to delete, or the path down to the row in it. It holds only keys, each where its object
 * requires it.
 * @param keys of the record
 * @param rows from the record down to the row to delete; empty for the record itself
 * @param style the option Key Style
 */
export function deletedElement(
	info: UpdateConnectorInfo,
	keys: NamedKey[],
	rows: KeyedRow[],
	style: KeyStyle | undefined,
): WriteElement {
	const levels: Array<KeyedRow & { known: UpdateObject | undefined }> = [
		{ object: info.name, keys, known: info },
	];
	for (const row of rows) {
		const above = levels[levels.length - 1].known;
		levels.push({ ...row, known: indexOf(above).objects.get(row.object) });
	}
	return levels
		.map(({ object, keys: own, known }) => keysElement(object, own, known, style))
		.reduceRight((below, level) => ({
			...level,
			objects: [{ name: below.object, elements: [below] }],
		}));
}
