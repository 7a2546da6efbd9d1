import { inputError } from '../errors/profitError';

/** Largest request body that AFAS accepts: 75 MB (docs/afas.md 2.5), taking 1 MB as 1,000,000 bytes to be safe. */
export const MAX_BODY_BYTES = 75_000_000;

/** Room for `{"Root":{"Element":[]}}` around the records of a body. */
const WRAPPER_BYTES = 1_000;

/**
 * Rejects a body that is too large for AFAS, before it is sent.
 * @param bytes size of the body, or of a part of it
 * @throws ProfitError `input`
 */
export function assertBodySize(bytes: number): void {
	if (bytes <= MAX_BODY_BYTES - WRAPPER_BYTES) return;
	const megabytes = Math.ceil(bytes / 1_000_000);
	throw inputError(
		`Not sent: the record comes to ${megabytes} MB, AFAS takes up to 75 MB in one call`,
		'A file takes a third more in the call than on disk, so up to about 55 MB fits. Send fewer or smaller files.',
	);
}

/** Which records go into one request. */
export interface BatchPlan {
	/** Indexes of the records, in their order; each list is one request. */
	batches: number[][];
	/** Indexes of records that no request can hold. */
	tooLarge: number[];
}

/**
 * Spreads records over requests: at most `batchSize` in one, and never more bytes than AFAS accepts.
 * @param sizes bytes of each record in the body
 * @param batchSize records per request, 1 or more
 */
export function planBatches(
	sizes: number[],
	batchSize: number,
	maxBytes: number = MAX_BODY_BYTES,
): BatchPlan {
	const room = maxBytes - WRAPPER_BYTES;
	const plan: BatchPlan = { batches: [], tooLarge: [] };
	let batch: number[] = [];
	let bytes = 0;
	sizes.forEach((size, index) => {
		if (size > room) {
			plan.tooLarge.push(index);
			return;
		}
		// One byte for the comma between records.
		if (batch.length > 0 && (batch.length >= batchSize || bytes + size + 1 > room)) {
			plan.batches.push(batch);
			batch = [];
			bytes = 0;
		}
		batch.push(index);
		bytes += size + 1;
	});
	if (batch.length > 0) plan.batches.push(batch);
	return plan;
}
