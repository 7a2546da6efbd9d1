import { ProfitError } from '../../errors/profitError';

/**
 * The error for a ZIP that cannot be trusted.
 * @param what the problem, e.g. `it is cut off`
 */
export function damagedZip(what: string): ProfitError {
	return new ProfitError('badAnswer', `The ZIP from AFAS cannot be read: ${what}`, {
		description: 'Nothing of it was used.',
	});
}
