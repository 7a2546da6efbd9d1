import type { FailureCause } from '../errors/kindFacts';
import type { ProfitErrorKind } from '../errors/profitError';
import { describeBody } from '../values/describeBody';
import type { AfasRefusal } from './refusal';

/** The token of a refused call: a classic token, an access token that AFAS revoked, or one that a new token would not help. */
export type UsedToken = 'classic' | 'revoked' | 'fresh';

/** The meaning of a 404 for calls that give it one. */
export interface NotFoundText {
	message: string;
	nextStep: string;
}

/** What an answer means. */
export interface Diagnosis {
	kind: ProfitErrorKind;
	message: string;
	nextStep: string;
	/** The cause, if the answer tells more than the kind. */
	failure?: FailureCause;
}

interface Answer {
	status: number;
	headers: Record<string, unknown>;
	body: string;
}

interface Call {
	usedToken?: UsedToken;
	notFound?: NotFoundText;
	path?: string;
}

/** AFAS lists these causes besides the token. docs/afas.md 2.7. */
const OTHER_CAUSES =
	'The same answer comes when the app connector does not list the connector, and when the environment or a URL in the credential is wrong.';

const UNAUTHORIZED: Record<UsedToken, { message: string; nextStep: string }> = {
	classic: {
		message: 'AFAS does not accept the token',
		nextStep:
			'Check in Profit that the token of the app connector exists, is not expired and belongs to this environment, and paste it into the credential again.',
	},
	revoked: {
		message: 'AFAS no longer accepts the access token',
		nextStep:
			'It was taken back before it expired. Run the workflow again: that fetches a new one.',
	},
	fresh: {
		message: 'AFAS gave an access token and does not accept it',
		nextStep:
			'Check in Profit that the app connector allows OAuth and is not blocked, and that its user may use it.',
	},
};

const UNKNOWN_ADDRESS: NotFoundText = {
	message: 'AFAS does not know this address',
	nextStep:
		'Check the ID of the connector or file, and the environment and URLs in the credential.',
};

/** AFAS's own page about maintenance and outages. docs/afas.md 2.7. */
const STATUS_PAGE = 'see afasstatus.nl for maintenance and outages.';

/** Characters that IIS, on which AFAS's services run, never accepts in a path, even encoded. docs/afas.md 2.7. */
const NO_PATH_SIGN = /[&*%:<>?]/;

/**
 * Tells what an answer means by its status and its sender.
 * @returns undefined if AFAS's words decide
 */
export function meaningOfStatus(
	answer: Answer,
	refusal: AfasRefusal,
	{ usedToken = 'classic', notFound, path = '' }: Call,
): Diagnosis | undefined {
	const { status } = answer;
	const words = refusal.message;
	const said = words ? `AFAS says: ${words}. ` : '';
	switch (status) {
		case 401:
			return {
				kind: 'unauthorized',
				message: UNAUTHORIZED[usedToken].message,
				nextStep: `${said}${UNAUTHORIZED[usedToken].nextStep} ${OTHER_CAUSES}`,
			};
		case 403:
			return {
				kind: 'forbidden',
				message: 'AFAS refuses this address',
				nextStep: `${said}The app connector has an IP restriction: add the public IP address of your n8n to it in Profit. If calls from here succeed at other times, AFAS was too busy: try again later.`,
			};
		case 404:
			return notFoundDiagnosis(notFound, words);
		case 413:
			return {
				kind: 'tooLarge',
				message: words || 'The request is too large for AFAS',
				nextStep: 'AFAS takes up to 75 MB in one request. Send less at a time.',
			};
		case 429:
			return {
				kind: 'unavailable',
				message: words || TOO_MANY.message,
				nextStep: TOO_MANY.nextStep,
				failure: 'rate-limited',
			};
		case 502:
		case 504:
			return gateway(answer);
		case 503:
			return refusal.isAfas ? unavailable(words) : gateway(answer);
	}
	if (status >= 300 && status < 400) return REDIRECT;
	if (refusal.isAfas && words !== '') return undefined;
	if (status === 400) return badAddress(path) ?? gateway(answer);
	// The FileConnector passes on a page of its own server. docs/afas.md 2.7.
	if (notFound && status === 500 && isPage404(answer.body)) return notFoundDiagnosis(notFound, '');
	return unreadable(answer);
}

/** Comes as a 429, or as a 503 that asks to wait. */
const TOO_MANY = {
	message: 'AFAS is receiving too many calls at once',
	nextStep:
		"Make fewer calls at once: lower the option 'Calls at Once', and run fewer workflows at the same time.",
};

const REDIRECT: Diagnosis = {
	kind: 'badAnswer',
	message: 'The server redirects the call to another address',
	nextStep: 'The redirect was not followed. Check the environment and URLs in the credential.',
};

function notFoundDiagnosis(
	{ message, nextStep }: NotFoundText = UNKNOWN_ADDRESS,
	words: string,
): Diagnosis {
	return { kind: 'notFound', message: words || message, nextStep };
}

function unavailable(words: string): Diagnosis {
	return {
		kind: 'unavailable',
		message: words || 'AFAS Profit is not available at the moment',
		nextStep: `AFAS is under maintenance, or is receiving too many calls at once. Try again later; ${STATUS_PAGE}`,
	};
}

function gateway({ status, headers }: Answer): Diagnosis {
	const message = `A server in front of AFAS answered with HTTP ${status}`;
	const nextStep =
		status === 503 && headers['retry-after'] !== undefined
			? `${TOO_MANY.message}. ${TOO_MANY.nextStep}`
			: `This usually passes. Try again in a moment; ${STATUS_PAGE}`;
	return { kind: 'gateway', message, nextStep };
}

/** A permanent 400, caused by the address. */
function badAddress(path: string): Diagnosis | undefined {
	const sign = NO_PATH_SIGN.exec(decoded(path.split('?')[0]))?.[0];
	return sign === undefined
		? undefined
		: {
				kind: 'badAddress',
				message: `AFAS does not accept an address with ${sign}`,
				nextStep:
					"The character is in a key, an ID or a name. AFAS has not carried out anything. Use another key, or set 'Protocol' to SOAP.",
			};
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

/** Whether an HTML page is a 404; it says so at its start. */
function isPage404(body: string): boolean {
	return describeBody(body) === 'A web page' && /\b404\b/.test(body.slice(0, 2_000));
}

function unreadable({ status, body }: Answer): Diagnosis {
	return {
		kind: 'badAnswer',
		message: `${describeBody(body)} came back with HTTP ${status}`,
		nextStep:
			'This is not an answer of the AFAS services. Check the environment and URLs in the credential.',
	};
}
