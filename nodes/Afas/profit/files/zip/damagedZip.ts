import { ProfitError } from '../../errors/profitError';

/**
 * What to throw for a ZIP that cannot be trusted.
 * @param what what is wrong with it, e.g. `it is cut off`
 */
export function damagedZip(what: string): ProfitError {
	return new ProfitError('badAnswer', `The ZIP from AFAS cannot be read: ${what}`, {
		description: 'Nothing was taken from it.',
	});
}
