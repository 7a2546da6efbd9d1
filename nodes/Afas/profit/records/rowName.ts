import { isSingleObject } from './objectKind';

/** `FbSalesLines[2]`; without the index for the only row of an object that has one. */
export function rowName(object: string, index: number, count: number): string {
	return count === 1 && isSingleObject(object) ? object : `${object}[${index}]`;
}
