/** Whether a field of the credential is empty, as an expression may make it. An empty choice is never read as the default. */
export function isEmptyField(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}
