import { inputError } from '../errors/profitError';
import { getOwn, setOwn } from '../values/ownProperty';
import { isSimpleRecord, type SimpleRecord } from './simpleRecord';

/**
 * Puts a value into a record at the given path, next to what is already there.
 * @param path names of the sub-objects, then that of the member
 * @throws ProfitError `input` when the place already holds another value, or rows that cannot be told apart, because
 *   one would be lost
 */
export function placeValue(record: SimpleRecord, path: string[], value: unknown): void {
	let target = record;
	for (const [depth, name] of path.slice(0, -1).entries()) {
		target = innerRecord(target, name, path.slice(0, depth + 1).join('.'), path);
	}
	const name = path[path.length - 1];
	const present = getOwn(target, name);
	if (present !== undefined && JSON.stringify(present) !== JSON.stringify(value)) {
		throw inputError(
			`'${path.join('.')}' is given twice, with different values`,
			'Leave one of them out.',
		);
	}
	setOwn(target, name, value);
}

function innerRecord(
	target: SimpleRecord,
	name: string,
	shownName: string,
	path: string[],
): SimpleRecord {
	const present = getOwn(target, name) ?? {};
	const inner: unknown = Array.isArray(present) && present.length === 1 ? present[0] : present;
	if (!isSimpleRecord(inner)) {
		throw inputError(
			`'${path.join('.')}' and '${shownName}' are both given, and '${shownName}' is not one object`,
			`Give either '${shownName}' with all its fields, or its fields one by one.`,
		);
	}
	// Copy it, so that the item stays unchanged.
	const copy = { ...inner };
	setOwn(target, name, copy);
	return copy;
}
