import type { IExecuteFunctions } from 'n8n-workflow';
import { isSimpleRecord } from '../../../profit/records/simpleRecord';
import { asObject } from '../../../profit/values/read';

/** A date-time as AFAS returns it: Amsterdam time with a Z, which other programs read as UTC. */
const WITH_Z = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Whether an earlier node returns dates as AFAS gives them. */
export function readsAsReturned(context: IExecuteFunctions): boolean {
	const { name, type } = context.getNode();
	// Some of n8n's contexts lack it.
	const before = context.getParentNodes?.(name, { includeNodeParameters: true }) ?? [];
	return before.some((node) => node.type === type && isAsReturned(node.parameters));
}

function isAsReturned(parameters: unknown): boolean {
	return asObject(asObject(parameters).options).dateTimes === 'asReturned';
}

/** Whether a record holds a date-time that ends in Z, at any depth. */
export function holdsZ(value: unknown): boolean {
	if (typeof value === 'string') return WITH_Z.test(value);
	if (Array.isArray(value)) return value.some(holdsZ);
	return isSimpleRecord(value) && Object.values(value).some(holdsZ);
}
