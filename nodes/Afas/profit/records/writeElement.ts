/**
 * A value as AFAS takes it, after conversion: text, a number that shows the same digits as what was given,
 * `true`/`false`, or `null` for "make this field empty".
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
 * One row with everything below it, in the order of the metainfo. The JSON body of REST and the XML of SOAP
 * are both written from this tree, so that they cannot differ.
 */
export interface WriteElement {
	/** Name of the object this is a row of. */
	object: string;
	/** Only when it differs from what the call does anyway. */
	action?: WriteAction;
	/** A row of a sub-object that gives no key, so that an update adds it. */
	isKeyless?: boolean;
	/** Nobody tells what the key of such a row is, so it may also be one that is there already. */
	isKeyUnknown?: boolean;
	/** Attributes of `Element`. */
	keys: KeyEntry[];
	/** Content of `Fields`; for some objects the keys are here (`keyPlace`). */
	fields: WriteEntry[];
	/** Content of `Objects`. */
	objects: WriteObject[];
}
