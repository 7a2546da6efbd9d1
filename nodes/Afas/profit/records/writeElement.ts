/**
 * A value converted for AFAS: text, a number with the same digits as given, `true`/`false`, or `null` to make the field
 * empty.
 */
export type WriteValue = string | number | boolean | null;

/** What happens to a row. docs/afas.md 4.3. */
export type WriteAction = 'insert' | 'update' | 'delete';

export const WRITE_ACTIONS: readonly WriteAction[] = ['insert', 'update', 'delete'];

/** A field id with its value. */
export type WriteEntry = [fieldId: string, value: WriteValue];

/** An attribute of `Element` with its value as text; `""` lets AFAS number a new row (docs/afas.md 4.3). */
export type KeyEntry = [fieldId: string, value: string];

/** The rows of one sub-object. */
export interface WriteObject {
	name: string;
	elements: WriteElement[];
}

/**
 * One row with everything below it, in the order of the metainfo. The JSON of REST and the XML of SOAP are both written
 * from this tree, so they cannot differ.
 */
export interface WriteElement {
	/** Name of the object this is a row of. */
	object: string;
	/** Set only if it differs from the action of the call. */
	action?: WriteAction;
	/** Whether a row of a sub-object has no key, so that an update adds it. */
	isKeyless?: boolean;
	/** Whether the key of such a row is unknown, so that it may be an existing one. */
	isKeyUnknown?: boolean;
	/** Attributes of `Element`. */
	keys: KeyEntry[];
	/** Content of `Fields`; for some objects the keys are here (`keyPlace`). */
	fields: WriteEntry[];
	/** Content of `Objects`. */
	objects: WriteObject[];
}
