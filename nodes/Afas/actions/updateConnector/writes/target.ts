import { inputError } from '../../../profit/errors/profitError';
import type { WriteAction } from '../../../profit/records/writeElement';
import type { WriteTarget } from '../../../transport/writes';
import type { WrittenAction } from './write';

/** Where an operation's record goes, and what the call does with it. */
export function targetOf(
	connector: string,
	root: string,
	action: WrittenAction,
	subObject: string | undefined,
): WriteTarget {
	if (action === 'update') return { connector, root, action };
	return { connector, root, action: 'insert', ...(subObject ? { subObject } : {}) };
}

/**
 * Rejects a record whose own `@Action` differs from the operation: Update must never delete a record.
 * @param own action of the record itself; rows in it have their own
 * @throws ProfitError `input`
 */
export function assertOwnAction(own: WriteAction | undefined, action: WrittenAction): void {
	const allowed: Partial<Record<WrittenAction, WriteAction[]>> = {
		create: ['insert'],
		update: ['update'],
		createOrUpdate: ['insert', 'update'],
	};
	if (own === undefined || allowed[action]?.includes(own)) return;
	throw inputError(
		`Not sent: '@Action' of the record says ${own}, which is not what this operation does`,
		"Remove '@Action' from the record, or choose the operation that does this. Rows of a sub-object may have an '@Action' of their own.",
	);
}
