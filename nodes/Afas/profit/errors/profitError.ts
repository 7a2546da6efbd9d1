/** What went wrong, as a word that code can decide on. */
export type ProfitErrorKind =
	/** The user's parameters cannot be used; nothing was sent. */
	| 'input'
	/** AFAS refused the call with a message of its own (HTTP 500 with `externalMessage`). */
	| 'functional'
	/** A functional refusal because another user holds a record or layout; it passes. */
	| 'locked'
	/** AFAS cannot sort on a field that the call sorts on. */
	| 'cannotSort'
	/** AFAS ran out of memory for this many rows; fewer rows may work. */
	| 'tooMuchData'
	/** AFAS's own server has no disk space or gets no answer from its database; it passes. */
	| 'serverTrouble'
	/** After minutes AFAS gave a message that nobody knows: it may have carried the change out, or stopped halfway. */
	| 'unclear'
	| 'unauthorized'
	| 'forbidden'
	| 'notFound'
	/** No address may hold a sign that the call's has: AFAS has not seen the call, and never will. */
	| 'badAddress'
	| 'tooLarge'
	/** AFAS says that it is closed for maintenance or overloaded; it has not processed the call. */
	| 'unavailable'
	/** The CDN or a gateway in front of AFAS answered, not AFAS; it is unknown whether AFAS was reached. */
	| 'gateway'
	/** No connection could be made: AFAS has not seen the call. */
	| 'unreachable'
	/** The connection broke after the call was sent: AFAS may have processed it. */
	| 'connectionLost'
	/** No answer in time: AFAS may still be working on the call. */
	| 'timeout'
	/** The answer is not what AFAS sends: HTML, cut off, of another shape. */
	| 'badAnswer'
	/** The execution was cancelled. */
	| 'cancelled';

export interface ProfitErrorDetails {
	/** What the user can do about it, in one or two sentences. */
	description?: string;
	/** HTTP status of the answer, when there was one. */
	httpCode?: number;
	/** AFAS's number of the message. AFAS advises against relying on it, docs/afas.md 2.7. */
	errorNumber?: number;
	/** Leads a Profit administrator to the entry in the environment's log. */
	profitLogReference?: string;
	/** Leads AFAS's support to the call: the header X-Trace-Identifier of the answer. */
	traceIdentifier?: string;
	/** How long AFAS asks to wait before the next try, in milliseconds. */
	retryAfterMs?: number;
	/** Index of the input item that it is about. */
	itemIndex?: number;
	/** How far a read of many rows came. */
	readUntil?: ReadUntil;
}

/** Rows that are complete and in order, and the fields of the order in the last of them. */
export interface ReadUntil {
	rows: number;
	lastRow: Record<string, string | number | boolean | null>;
}

/**
 * The one kind of error that `profit/` and `transport/` throw. `message` says what happened, in AFAS's words
 * where AFAS gave any; it never holds a secret. The n8n edge turns it into a NodeApiError or NodeOperationError.
 */
export class ProfitError extends Error {
	readonly kind: ProfitErrorKind;

	readonly details: Readonly<ProfitErrorDetails>;

	constructor(kind: ProfitErrorKind, message: string, details: ProfitErrorDetails = {}) {
		super(message);
		this.name = 'ProfitError';
		this.kind = kind;
		this.details = details;
	}
}

/** All that helps with an error: first what the user can do, then what a Profit administrator needs. */
export function helpWith({
	description,
	profitLogReference,
	traceIdentifier,
}: ProfitErrorDetails): string {
	const reference =
		profitLogReference &&
		`A Profit administrator finds the entry in the environment log under this reference: ${profitLogReference}.`;
	const trace = traceIdentifier && `AFAS's support finds the call under ${traceIdentifier}.`;
	return [description, reference, trace].filter(Boolean).join(' ');
}

/**
 * An error in what the user filled in; nothing has been sent.
 * @param message what is wrong, with the parameter's displayed name
 * @param description what to do about it
 */
export function inputError(message: string, description?: string): ProfitError {
	return new ProfitError('input', message, { description });
}
