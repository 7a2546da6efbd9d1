import type { NetworkFailure } from '../profit/errors/networkError';
import { ProfitError } from '../profit/errors/profitError';

/** How deep n8n and axios may wrap Node's error. */
const MAX_DEPTH = 6;

/**
 * Finds the cause that Node or axios gave in an error of n8n's request helper, or our own error if the credential
 * refused the request. Keeps nothing else of the error, because it contains the request with its secret.
 */
export function networkFailure(thrown: unknown): NetworkFailure | ProfitError {
	const failure: NetworkFailure = {};
	let current: unknown = thrown;
	for (
		let depth = 0;
		depth < MAX_DEPTH && typeof current === 'object' && current !== null;
		depth++
	) {
		if (current instanceof ProfitError) return current;
		const { code, syscall, name, cause } = current as Record<string, unknown>;
		if (typeof code === 'string') failure.code = code;
		if (typeof syscall === 'string') failure.syscall = syscall;
		if (name === 'CanceledError' || name === 'AbortError') failure.cancelled = true;
		current = cause;
	}
	return failure;
}
