import { inputError, type ProfitError } from '../errors/profitError';
import { cellOf, type Row } from '../values/cell';

/** How rows of different answers are told apart. */
export interface RowIdentity {
	/** All fields of the order: a row that moved in it is another row, since it proves nothing about its neighbours. */
	fields: string[];
	/** No two rows have the same values in these fields. */
	unique: boolean;
	/** Fields of which the user says that they identify a row. */
	key?: string[];
}

/** Whether two rows are the same one, as far as the identity tells. Compares for equality only. */
export function sameRow({ fields }: Pick<RowIdentity, 'fields'>, left: Row, right: Row): boolean {
	// Runs for every row of a download: a loop is several times as fast as `every`.
	for (let index = 0; index < fields.length; index++) {
		if (cellOf(left, fields[index]) !== cellOf(right, fields[index])) return false;
	}
	return true;
}

/** The identity of a row as text; equal for the same row only. */
export function rowKey({ fields }: RowIdentity, row: Row): string {
	return JSON.stringify(fields.map((field) => cellOf(row, field)));
}

/** The error for key fields in which two rows are the same. */
export function sharedKeyError(keyFields: string[], row: Row): ProfitError {
	const key = keyFields.map((field) => `${field} = ${cellOf(row, field) ?? 'empty'}`);
	return inputError(
		`'Key Fields' do not identify a row: several rows have ${key.join(', ')}`,
		"Choose 'Key Fields' that together are different in every row.",
	);
}
