/** Cells (rows x fields) that one call may return. docs/afas.md 2.5. */
const CELLS_PER_CALL = 150_000;

/** Pages overlap by one row, so a page of one row would not get further. */
export const SMALLEST_PAGE = 2;

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

/**
 * Pages that overlap by one row until one of them is not full, which ends the rows; 1 at least.
 * @param firstPageSize rows of the first page, where it is not like the others
 */
export function pagesOf(rows: number, pageSize: number, firstPageSize = pageSize): number {
	return rows < firstPageSize ? 1 : Math.floor((rows - firstPageSize) / (pageSize - 1)) + 2;
}

/**
 * Rows to ask for after AFAS ran out of memory for a page: half as many. docs/afas.md 2.5.
 * @param take rows that the page asked for
 * @returns undefined when a page cannot be smaller; then AFAS's refusal is final
 */
export function halvedPage(take: number): number | undefined {
	return take > SMALLEST_PAGE ? Math.max(SMALLEST_PAGE, Math.floor(take / 2)) : undefined;
}
