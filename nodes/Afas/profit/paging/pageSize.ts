/** Cells (rows x fields) that one call may return. docs/afas.md 2.5. */
const CELLS_PER_CALL = 150_000;

/**
 * Rows to ask for in one call: 150,000 divided by the number of fields, at least 1.
 * docs/afas.md 2.5.
 * @param fieldCount fields of the GetConnector
 * @param userMax the most rows per call that the user allows, when set
 */
export function pageSizeFor(fieldCount: number, userMax?: number): number {
	const advised = Math.floor(CELLS_PER_CALL / Math.max(1, fieldCount));
	return Math.max(1, Math.floor(Math.min(advised, userMax ?? advised)));
}
