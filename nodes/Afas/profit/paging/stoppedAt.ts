import { ProfitError } from '../errors/profitError';
import type { PagePlan } from './pagePlan';

/**
 * The error that ended a read, with the place to go on from: the rows that are complete, and the last of them.
 * @param plan of the read, after `stop`
 */
export function stoppedAt({ provenRows, lastProven }: PagePlan, thrown: unknown): unknown {
	if (!(thrown instanceof ProfitError) || provenRows === 0) return thrown;
	const lastRow = Object.fromEntries(lastProven ?? []);
	const place = Object.entries(lastRow)
		.slice(0, SHOWN_FIELDS)
		.map(([field, value]) => `${field} = ${value ?? 'empty'}`);
	const upTo = place.length > 0 ? `, up to ${place.join(', ')}` : '';
	const safe = `The first ${provenRows} rows are complete and in order${upTo}. To go on from there, filter on the rows that come after, or add ${provenRows} to the option 'Skip'.`;
	return new ProfitError(thrown.kind, thrown.message, {
		...thrown.details,
		description: [thrown.details.description, safe].filter(Boolean).join(' '),
		readUntil: { rows: provenRows, lastRow },
	});
}

/** Fields of the order that the text names; the order may be of all fields. */
const SHOWN_FIELDS = 3;
