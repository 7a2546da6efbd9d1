import { biLinkPath, biRedirectPath } from '../profit/rest/biLink';
import { readBiPage, type BiPage } from '../profit/rest/biPage';
import { biPath, type BiQuery } from '../profit/rest/biQuery';
import { ProfitError } from '../profit/errors/profitError';
import { ANSWER_LIMIT, type AnswerLimit } from './body';
import type { CallOptions } from './calls';
import type { ProfitClient } from './client';
import type { Turn } from './itemTurns';

/** AFAS decides how many rows a page of a BI model has. */
const PART_LIMIT: AnswerLimit = {
	bytes: ANSWER_LIMIT.bytes,
	exceeded() {
		const { kind, message } = ANSWER_LIMIT.exceeded();
		return new ProfitError(kind, message, {
			description: "It was not read any further. Choose fewer columns under 'Columns'.",
		});
	},
};

/**
 * Reads the rows of a BI model, page after page by the links that AFAS gives, up to `query.top`.
 * @param turn wait for it before reading more than the first page
 * @throws ProfitError; a link to anything but the BI models of the credential is rejected, not followed
 */
export async function* readBiRows(
	client: ProfitClient,
	query: BiQuery,
	options: CallOptions,
	turn: Turn,
): AsyncGenerator<BiPage['rows']> {
	const seen = new Set<string>();
	let previous = '';
	let sameParts = 0;
	let left = query.top ?? Number.POSITIVE_INFINITY;
	for (let path = biPath(query); ; ) {
		seen.add(path);
		let answered = path;
		const { body } = await client.readText(
			{
				service: 'rest',
				method: 'GET',
				path,
				notFound: {
					message: `AFAS has no BI model '${query.model.trim()}' for this app connector`,
					nextStep:
						"Check the name in 'BI Model', and in Profit that the app connector has the model and that its user group is authorised for it.",
				},
				redirectPath: (...redirect) => (answered = biRedirectPath(...redirect)),
			},
			{ ...options, limit: PART_LIMIT },
		);
		const { rows, nextLink } = readBiPage(body);
		yield rows.slice(0, left);
		left -= rows.length;
		if (nextLink === undefined || left <= 0) return;
		await turn.comes();
		path = biLinkPath(nextLink, client.restUrl, answered);
		// Links that differ each time may still lead to the same rows, or to none, forever.
		const part = JSON.stringify([rows.length, rows[0], rows.at(-1)]);
		sameParts = part === previous ? sameParts + 1 : 0;
		previous = part;
		if (seen.has(path)) throw endless('AFAS gave the same part of the BI model twice');
		if (sameParts > MAX_SAME_PARTS) {
			throw endless(`AFAS gave ${sameParts} parts of the BI model with nothing new`);
		}
	}
}

/** Some repetition is normal: a filter may leave pages empty, and with few columns many rows are equal. */
const MAX_SAME_PARTS = 100;

function endless(message: string): ProfitError {
	return new ProfitError('badAnswer', message, {
		description: 'The read was stopped because it would never end. Try again.',
	});
}
