/**
 * What must come of it when something goes wrong, written from AFAS's rules and not from what the node does:
 * - A read may be asked for again after what passes by itself: no connection, a lost connection, a gateway's page, AFAS's own
 *   503 with a short wait (docs/afas.md 2.7). Never after a time-out, since AFAS goes on working, nor after a refusal.
 * - A write is sent again only where AFAS surely kept nothing of it: no connection, AFAS's own 503, and a lock as often as the
 *   user says. Where it may have been carried out, the user is told to look in Profit first.
 * - AFAS carries a call with several records out as a whole, so after a refusal its parts may be sent.
 * - What an answer does not hold is not made up: half of an answer, another form, other bytes than text.
 * Whatever happens, AFAS's own words reach the user, each error has a next step, and the other items stay.
 */
import type { Work } from './work.mts';

/** How a piece of work ends. */
export type Outcome =
	/** As if nothing went wrong. */
	| 'complete'
	/** The call is sent once more, and then all is complete. */
	| 'again'
	/** The same is asked for in smaller parts, and then all is complete. */
	| 'smaller'
	/** A call with several records is sent in its parts, and then all is complete. */
	| 'divided'
	/** An error after one call; nothing is written. */
	| 'stops'
	/** An error after all tries; nothing is written. */
	| 'givesUp'
	/** An error after one call that may have been carried out: the user is sent to look in Profit. */
	| 'lookFirst';

/** How a piece of work ends, and what the user reads. */
export interface Expected {
	outcome: Outcome;
	/** In the message, beside AFAS's own words. */
	says?: RegExp;
	/** In the next step. */
	next?: RegExp;
}

type Exception = [works: (work: Work) => boolean, expected: Partial<Expected>];

interface Rule {
	reads: Outcome;
	writes: Outcome;
	says?: RegExp;
	next?: RegExp;
	/** Kinds of work for which it is otherwise; a later one wins. */
	but?: Exception[];
}

const ids =
	(...names: string[]) =>
	({ id }: Work) =>
		names.includes(id.split('.')[0]);
const over =
	(protocol: Work['protocol'], is: (work: Work) => boolean = () => true) =>
	(work: Work) =>
		work.protocol === protocol && is(work);

const login = ids('loginToRead', 'loginToWrite');
const oauth = ids('rowsWithOAuth', 'createWithOAuth');
const oauthRead = (work: Work) => oauth(work) && work.strikes === 'read';
const inPages = ids('rows', 'download', 'poll', 'rowsWithOAuth');
const files = ids('attachment', 'report');
const bi = ids('bi');
const batch = ids('batch');
const writes = ({ strikes }: Work) => strikes === 'write';
/** AFAS answers these with nothing, so that there is nothing to cut off. */
const emptyAnswer = over('rest', ids('delete'));

const REACHED = /AFAS cannot be reached/;
const BROKE = /connection to AFAS broke/i;
const GATEWAY = /A server in front of AFAS answered with HTTP/;
const NO_TOKEN = /access token/;

/** By the id of the fault case. */
export const EXPECTED: Record<string, Rule> = {
	// Nothing has reached AFAS.
	refused: { reads: 'again', writes: 'again' },
	'refused always': { reads: 'givesUp', writes: 'givesUp', says: REACHED },

	// AFAS may have done it. What was lost of a login or a lookup changed nothing in Profit.
	resetBeforeAnswer: { reads: 'again', writes: 'lookFirst', says: BROKE },
	'resetBeforeAnswer always': { reads: 'givesUp', writes: 'lookFirst', says: BROKE },
	resetInAnswer: {
		reads: 'again',
		writes: 'lookFirst',
		says: BROKE,
		but: [[emptyAnswer, { outcome: 'complete' }]],
	},
	'resetInAnswer always': {
		reads: 'givesUp',
		writes: 'lookFirst',
		says: BROKE,
		but: [[emptyAnswer, { outcome: 'complete' }]],
	},
	cutOffWrongLength: {
		reads: 'again',
		writes: 'lookFirst',
		says: BROKE,
		but: [[emptyAnswer, { outcome: 'complete' }]],
	},
	'cutOffWrongLength always': {
		reads: 'givesUp',
		writes: 'lookFirst',
		says: BROKE,
		but: [[emptyAnswer, { outcome: 'complete' }]],
	},
	cutOff: {
		reads: 'stops',
		writes: 'lookFirst',
		says: /cut off|damaged|instead of a SOAP answer/,
		but: [
			[emptyAnswer, { outcome: 'complete' }],
			[login, { says: NO_TOKEN }],
			[ids('fields'), { says: /instead of JSON/ }],
		],
	},
	hang: {
		reads: 'stops',
		writes: 'lookFirst',
		says: /AFAS did not answer within \d+ seconds/,
		next: /15 minutes/,
		// A login that got lost leaves nothing behind at which AFAS would go on working.
		but: [[login, { outcome: 'again' }]],
	},
	hangInAnswer: {
		reads: 'stops',
		writes: 'lookFirst',
		says: /AFAS did not answer within \d+ seconds/,
		next: /15 minutes/,
		but: [
			[login, { outcome: 'again' }],
			[emptyAnswer, { outcome: 'complete' }],
		],
	},

	// docs/afas.md 2.7. A page of what stands in front of AFAS passes; nobody knows whether AFAS saw the call.
	html400: { reads: 'again', writes: 'lookFirst', says: GATEWAY },
	'html400 always': {
		reads: 'givesUp',
		writes: 'lookFirst',
		says: GATEWAY,
		but: [[login, { says: NO_TOKEN }]],
	},
	html502: { reads: 'again', writes: 'lookFirst', says: GATEWAY },
	'html502 always': {
		reads: 'givesUp',
		writes: 'lookFirst',
		says: GATEWAY,
		but: [[login, { says: NO_TOKEN }]],
	},
	html503: { reads: 'again', writes: 'lookFirst', says: GATEWAY },
	'html503 always': {
		reads: 'givesUp',
		writes: 'lookFirst',
		says: GATEWAY,
		but: [[login, { says: NO_TOKEN }]],
	},

	// AFAS's own 503 says that it has not processed the call, and when to come back.
	json503: { reads: 'again', writes: 'again' },
	'json503 always': {
		reads: 'givesUp',
		writes: 'givesUp',
		but: [[login, { says: NO_TOKEN }]],
	},
	'json503 long': {
		reads: 'stops',
		writes: 'stops',
		next: /2 hours/,
		but: [[login, { says: NO_TOKEN }]],
	},

	// AFAS refuses: never again as it is, but the parts of a call may be good.
	functional500: {
		reads: 'stops',
		writes: 'stops',
		but: [
			[batch, { outcome: 'divided' }],
			[login, { says: NO_TOKEN }],
		],
	},
	lock500: {
		reads: 'stops',
		writes: 'again',
		but: [[login, { says: NO_TOKEN }]],
	},
	'lock500 always': {
		reads: 'stops',
		writes: 'givesUp',
		but: [[login, { says: NO_TOKEN }]],
	},
	outOfMemory500: {
		reads: 'stops',
		writes: 'lookFirst',
		but: [
			[inPages, { outcome: 'smaller' }],
			[login, { says: NO_TOKEN }],
		],
	},
	'outOfMemory500 always': {
		reads: 'stops',
		writes: 'lookFirst',
		but: [[login, { says: NO_TOKEN }]],
	},
	commandTimeout500: {
		reads: 'stops',
		writes: 'lookFirst',
		but: [[login, { says: NO_TOKEN }]],
	},

	// Never again after 401 and 403: docs/afas.md 2.7.
	// Nothing of the call was looked at.
	tooMany429: { reads: 'again', writes: 'again' },
	// Not AFAS's own words: nobody knows what became of a change.
	busy503: { reads: 'again', writes: 'lookFirst' },
	page404: {
		reads: 'stops',
		writes: 'lookFirst',
		says: /A web page came back with HTTP 500/,
		but: [
			[over('rest', files), { says: /AFAS gives no (attachment|report)/ }],
			[bi, { says: /AFAS has no BI model/ }],
			// A login that got lost leaves nothing behind.
			[login, { outcome: 'again' }],
		],
	},
	// An access token may have been taken back: a read fetches a new one and goes again, once.
	unauthorized401: {
		reads: 'stops',
		writes: 'stops',
		says: /AFAS does not accept the token/,
		but: [
			[oauth, { says: /AFAS no longer accepts the access token/ }],
			[oauthRead, { outcome: 'again', says: undefined }],
			[login, { says: /does not accept the 'Client ID'/ }],
		],
	},
	'unauthorized401 always': {
		reads: 'stops',
		writes: 'stops',
		says: /AFAS does not accept the token/,
		but: [
			[oauth, { says: /AFAS no longer accepts the access token/ }],
			[oauthRead, { outcome: 'givesUp', says: /gave an access token and does not accept it/ }],
			[login, { says: /does not accept the 'Client ID'/ }],
		],
	},
	forbidden403: {
		reads: 'stops',
		writes: 'stops',
		says: /AFAS refuses this address/,
		next: /IP restriction/,
	},
	notFound404: {
		reads: 'stops',
		writes: 'stops',
		says: /AFAS does not know this address/,
		but: [
			[over('rest', files), { says: /AFAS gives no (attachment|report)/ }],
			[bi, { says: /AFAS has no BI model/ }],
			[login, { says: /no OAuth token service/ }],
		],
	},
	tooLarge413: {
		reads: 'stops',
		writes: 'stops',
		says: /The request is too large for AFAS/,
		but: [
			[batch, { outcome: 'divided' }],
			// A login is small: this comes from what stands in front of AFAS.
			[login, { outcome: 'again' }],
		],
	},

	// What an answer does not hold is not made up. AFAS documents an empty answer to a write over REST, and other forms of it.
	emptyBody: {
		reads: 'stops',
		writes: 'complete',
		says: /An empty answer came back/,
		but: [
			[over('soap', writes), { outcome: 'lookFirst' }],
			[login, { says: NO_TOKEN }],
		],
	},
	wrongShape: {
		reads: 'stops',
		writes: 'complete',
		says: /holds no|JSON document came back|not what AFAS/,
		but: [
			[over('soap', writes), { outcome: 'lookFirst' }],
			[ids('fields'), { says: /lists no fields/ }],
			[login, { says: NO_TOKEN }],
		],
	},
	wrongCharset: { reads: 'complete', writes: 'complete' },
	gzip: { reads: 'complete', writes: 'complete' },
	invalidUtf8: {
		reads: 'stops',
		writes: 'lookFirst',
		says: /damaged/,
		but: [[login, { says: NO_TOKEN }]],
	},
	bigAnswer: {
		reads: 'stops',
		writes: 'lookFirst',
		says: /larger than/,
		but: [
			[inPages, { outcome: 'smaller' }],
			[login, { says: NO_TOKEN }],
		],
	},
	// The credential is for AFAS's own hosts, so nothing is sent on; what the first host did is unknown.
	redirect: {
		reads: 'stops',
		writes: 'lookFirst',
		says: /redirects the call/,
		but: [
			[bi, { says: /sends the call on to/ }],
			[login, { says: /redirected/ }],
		],
	},
};

/** What must come of AFAS's texts (docs/afas.md 9), by the first words of the id of the case. */
const TEXTS: Record<string, Rule> = {
	'text limit': { reads: 'stops', writes: 'lookFirst', next: /Ask for less|look in Profit/i },
	'text memory': {
		reads: 'stops',
		writes: 'lookFirst',
		but: [[inPages, { outcome: 'smaller' }]],
	},
	'text trouble': { reads: 'again', writes: 'lookFirst' },
	'text lock': { reads: 'stops', writes: 'again' },
	'text refusal': { reads: 'stops', writes: 'stops', but: [[batch, { outcome: 'divided' }]] },
};

/** What must come of a fault for a kind of work. */
export function expectedOf(fault: string, work: Work): Expected {
	const {
		reads,
		writes: written,
		says,
		next,
		but = [],
	} = EXPECTED[fault] ?? TEXTS[fault.replace(/ \d+$/, '')];
	const usual: Expected = { outcome: work.strikes === 'write' ? written : reads, says, next };
	return but.reduce(
		(expected, [is, other]) => (is(work) ? { ...expected, ...other } : expected),
		usual,
	);
}
