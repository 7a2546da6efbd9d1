import type { FaultKind } from '../simulator/faults.mts';
import { MAINTENANCE } from '../simulator/http.mts';

/** Something that goes wrong, once or for as long as the work tries. */
export interface FaultCase {
	id: string;
	/** In plain words, for workflow builders. */
	title: string;
	kind: FaultKind;
	/** Calls that it strikes; Infinity: every one. */
	times: number;
	/**
	 * Whether a write that gets no proper answer may have been carried out all the same: then it is tried both ways.
	 * Else the kind decides.
	 */
	mayBeProcessed?: boolean;
	/** AFAS's own words, when it gives any: they must reach the user (docs/afas.md rule 6). */
	words?: string;
	/** Seconds that AFAS asks to wait. */
	retryAfter?: number;
	/** Whether a large answer tells its size beforehand; it takes less time then. */
	announced?: boolean;
	/** Whether it stands for a text of AFAS: tried with rows, Create and batches, in a table of its own. */
	isText?: boolean;
	/** Whether the work waits for its timeout. */
	isSlow?: boolean;
}

/** Seconds that the server is away after `refused`: shorter than the first wait before a call is tried again. */
export const AWAY_SECONDS = 0.4;

function once(kind: FaultKind, title: string, more: Partial<FaultCase> = {}): FaultCase {
	return { id: kind, kind, title, times: 1, ...more };
}

/** What may pass: once, and without end. */
function passing(
	id: string,
	kind: FaultKind,
	title: string,
	more: Partial<FaultCase> = {},
): FaultCase[] {
	return [
		{ kind, ...more, id, title: `${title}, once`, times: 1 },
		{ kind, ...more, id: `${id} always`, title: `${title}, again and again`, times: Infinity },
	];
}

/** A text of AFAS, as it was found (docs/afas.md 9). */
function said(
	id: string,
	words: string,
	kind: FaultKind,
	more: Partial<FaultCase> = {},
): FaultCase {
	return once(kind, words, { id: `text ${id}`, words, isText: true, ...more });
}

/** AFAS's texts, and what looks like one of them and means something else. */
const TEXTS: FaultCase[] = [
	...[
		'De maximale tijdsduur voor het uitvoeren van de opdracht is verstreken.',
		'The maximum duration for performing the assignment has been exceeded.',
	].map((words, at) => said(`limit ${at}`, words, 'commandTimeout500', { mayBeProcessed: true })),
	...['Out of String space', "Exception of type 'System.OutOfMemoryException' was thrown."].map(
		(words, at) => said(`memory ${at}`, words, 'outOfMemory500', { mayBeProcessed: true }),
	),
	...['insufficient disk space', 'tempdb is probably out of space', 'Operation timed out'].map(
		(words, at) => said(`trouble ${at}`, words, 'functional500', { mayBeProcessed: true }),
	),
	...[
		'Deze regel is geblokkeerd door gebruiker X',
		'The booking layout is blocked by another user',
	].map((words, at) => said(`lock ${at}`, words, 'lock500')),
	...[
		'Datum 01-08-2023 valt in een geblokkeerde periode | Voor deze administratie is periode 8 van jaar 2023 geblokkeerd.',
		"There is no assignment for cost center '10575' with account '4108' or the assignment is blocked.",
		"(AntaObject) Er is geen waarde ingevuld in verplicht veld 'Datum in gebruik'",
		'De opgegeven code is al in gebruik',
		'General message: Factuurnummer 20240001 wordt al gebruikt in financieel bij relatienummer 50028',
		'(AntaObject) The foreignkey does not exist in the database. FieldId=Btw-code, ForeignkeyId=KnVat',
		'Type mismatch',
		'Object reference not set to an instance of an object',
		'Er is een onverwachte fout opgetreden.',
	].map((words, at) => said(`refusal ${at}`, words, 'functional500')),
];

/** Everything that goes wrong in the suite. */
export const FAULT_CASES: FaultCase[] = [
	...passing('refused', 'goesAway', 'The connection is refused'),
	...passing('resetBeforeAnswer', 'resetBeforeAnswer', 'The connection breaks before the answer', {
		mayBeProcessed: true,
	}),
	...passing('resetInAnswer', 'resetInAnswer', 'The connection breaks in the middle of the answer'),
	...passing(
		'cutOffWrongLength',
		'cutOffWrongLength',
		'The answer ends before the length that it announces',
	),
	once('cutOff', 'The answer is cut off, and its length says nothing of it'),
	once('hang', 'No answer comes within the Timeout', { mayBeProcessed: true, isSlow: true }),
	once('hangInAnswer', 'The answer stops coming halfway, for longer than the Timeout', {
		isSlow: true,
	}),
	...passing('html400', 'html400', 'A web page with HTTP 400, from the network in front of AFAS', {
		mayBeProcessed: true,
	}),
	...passing('html502', 'html502', 'A web page with HTTP 502, from a gateway', {
		mayBeProcessed: true,
	}),
	...passing('html503', 'html503', 'A web page with HTTP 503, from a gateway', {
		mayBeProcessed: true,
	}),
	...passing('json503', 'json503', 'AFAS says that it is not available (HTTP 503) for a second', {
		retryAfter: 1,
		words: MAINTENANCE,
	}),
	once('json503', 'AFAS says that it is not available (HTTP 503) for two hours', {
		id: 'json503 long',
		retryAfter: 7200,
		words: MAINTENANCE,
	}),
	once('functional500', 'AFAS refuses with a message of its own (HTTP 500)', {
		words: "De ingevulde waarde bij 'Medewerker' bestaat niet.",
	}),
	...passing('lock500', 'lock500', 'AFAS says that another user has it in use (HTTP 500)', {
		words: 'De boekingslay-out is geblokkeerd door een andere gebruiker',
	}),
	...passing('outOfMemory500', 'outOfMemory500', 'AFAS runs out of memory (HTTP 500)', {
		mayBeProcessed: true,
		words: 'Out of memory',
	}),
	once('commandTimeout500', 'AFAS stops after its own limit of 15 minutes (HTTP 500)', {
		mayBeProcessed: true,
		words: 'Command timeout expired.',
	}),
	once('tooMany429', 'AFAS gets too many calls at once (HTTP 429) and asks to wait a second', {
		retryAfter: 1,
	}),
	once('busy503', 'A server in front of AFAS is too busy (HTTP 503) and asks to wait a second', {
		mayBeProcessed: true,
		retryAfter: 1,
	}),
	once('page404', 'A web page that says 404, with HTTP 500', { mayBeProcessed: true }),
	...passing('unauthorized401', 'unauthorized401', 'HTTP 401: the token is not accepted'),
	once('forbidden403', 'HTTP 403: the address of n8n is not allowed'),
	once('notFound404', 'HTTP 404'),
	once('tooLarge413', 'HTTP 413: the request is too large'),
	once('emptyBody', 'HTTP 200 with an empty answer'),
	once('wrongShape', 'JSON of another form than AFAS uses'),
	once('wrongCharset', 'An answer in ISO 8859-1 that says so'),
	once('gzip', 'A compressed answer'),
	once('invalidUtf8', 'An answer with a byte that is no UTF-8'),
	once('bigAnswer', 'An answer of 300 MB', { mayBeProcessed: true, announced: true }),
	once('redirect', 'A redirect to another host', { mayBeProcessed: true }),
	...TEXTS,
];
