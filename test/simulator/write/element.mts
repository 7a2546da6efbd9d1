import type { Cell } from '../data/fields.mts';
import type { UpdateObject } from './definition.mts';

export type Action = 'insert' | 'update' | 'delete';

/** One Element of a write after it was checked, whatever protocol it came by. */
export interface WriteElement {
	object: UpdateObject;
	/** What the element says itself; undefined: what the call stands for. */
	action?: Action;
	/** Values of fields and keys; null empties a field. */
	values: Map<string, Cell>;
	children: WriteElement[];
}
