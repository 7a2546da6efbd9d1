import { ProfitError } from '../errors/profitError';
import { describeBody } from '../values/describeBody';

/**
 * Makes the error of an answer with status 200 that does not hold what was requested.
 * @param json the parsed answer; undefined if it is not JSON
 * @param text the answer
 * @param wanted what was requested, e.g. `rows`
 * @param missing the message for JSON of another form
 */
export function wrongAnswer(
	json: unknown,
	text: string,
	wanted: string,
	missing: string,
): ProfitError {
	return new ProfitError('badAnswer', json === undefined ? whatCame(text, wanted) : missing, {
		description:
			'Nothing of this answer was used. Try again; if it keeps happening, check the environment and URLs in the credential.',
	});
}

function whatCame(text: string, wanted: string): string {
	if (!/^\s*[{[]/.test(text)) return `${describeBody(text)} came back instead of ${wanted}`;
	return isCutOff(text) ? 'The answer of AFAS is cut off' : 'The answer of AFAS is not valid JSON';
}

/** Whether JSON ends inside a string, list or object. */
function isCutOff(json: string): boolean {
	let depth = 0;
	let inText = false;
	for (let at = 0; at < json.length; at++) {
		const character = json[at];
		if (inText && character === '\\') at += 1;
		else if (character === '"') inText = !inText;
		else if (!inText && '[{'.includes(character)) depth += 1;
		else if (!inText && ']}'.includes(character)) depth -= 1;
	}
	return inText || depth > 0;
}
