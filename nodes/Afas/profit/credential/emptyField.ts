/** Whether a field of the credential gives nothing, as an expression may: a missing choice is none, and not the usual one. */
export function isEmptyField(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}
