import type { NetworkFailure } from '../profit/errors/networkError';
import { ProfitError } from '../profit/errors/profitError';

/** How deep n8n and axios wrap what Node reported. */
const MAX_DEPTH = 6;

/**
 * Finds the reason that Node or axios gave in what n8n's request helper threw; or our own error, when the
 * credential refused the request. Nothing else of the thrown object is kept, because it contains the request with its secret.
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
