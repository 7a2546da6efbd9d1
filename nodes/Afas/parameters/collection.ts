import { asList, asObject } from '../profit/values/read';
import type { ParameterReader } from './parameterReader';

/** What a collection of an item holds; nothing where an expression gave something else. */
export function readCollection(
	context: ParameterReader,
	name: string,
	itemIndex: number,
): Record<string, unknown> {
	return asObject(context.getNodeParameter(name, itemIndex, {}));
}

/** The entries of one kind in a collection that takes several. */
export function readEntries(collection: unknown, kind: string): Array<Record<string, unknown>> {
	return asList(asObject(collection)[kind]).map(asObject);
}
