import type { FailureCause, KindFacts, ProfitErrorKind, WriteOutcome } from './kindFacts';
import { factsOf } from './kinds';

export type { ProfitErrorKind };

export interface ProfitErrorDetails {
	/** What the user can do about it, in one or two sentences. */
	description?: string;
	/** HTTP status of the answer, when there was one. */
	httpCode?: number;
	/** AFAS's number of the message. AFAS advises against relying on it, docs/afas.md 2.7. */
	errorNumber?: number;
	/** Helps a Profit administrator to find the entry in the environment's log. */
	profitLogReference?: string;
	/** Helps AFAS's support to find the call: the header X-Trace-Identifier of the answer. */
	traceIdentifier?: string;
	/** The wait that AFAS asks for before the next try, in milliseconds. */
	retryAfterMs?: number;
	/** The cause, if more is known than the kind tells. */
	failure?: FailureCause;
	/** What the user knows the customer by, where the error came before there was a client for one. */
	tenant?: string;
	/** Index of the input item. */
	itemIndex?: number;
	/** How far a read of many rows got. */
	readUntil?: ReadUntil;
	/** Whether the call was never sent, for example for lack of an access token. */
	notSent?: true;
	/** Not sent, because the same call failed a moment ago. */
	notAsked?: true;
	/** The outcome of a call that changes something. */
	outcome?: WriteOutcome;
	/** The AFAS Remote command. */
	command?: CommandDetails;
	/** The result that AFAS gave of that command, even if damaged. */
	received?: Buffer;
}

/** What is known of a failed AFAS Remote command. AFAS gives its result only once. */
export interface CommandDetails {
	/** The ID by which its result is requested. */
	commandId: string;
	exitCode?: number | null;
	errors?: Array<{ number: number | null; description: string; detail: string }>;
	log?: string;
	/** An unreadable result, in Base64. */
	result?: string;
}

/** The number of rows that are complete and in order, and the sort fields of the last one. */
export interface ReadUntil {
	rows: number;
	lastRow: Record<string, string | number | boolean | null>;
}

/**
 * The one kind of error that `profit/` and `transport/` throw. `message` says what happened, in AFAS's words if it gave
 * any; it never holds a secret. The n8n edge turns it into a NodeApiError or NodeOperationError.
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

	/** The facts about its kind. */
	get facts(): KindFacts {
		return factsOf(this.kind);
	}

	/** Copies the error with other details. */
	with(details: ProfitErrorDetails): ProfitError {
		return new ProfitError(this.kind, this.message, { ...this.details, ...details });
	}
}

/** The error of a call that nobody waits for any more. */
export function cancelled(): ProfitError {
	return new ProfitError('cancelled', 'The execution was canceled');
}

/** The facts about the kind of a thrown error; undefined if it is no ProfitError. */
export function factsOfThrown(thrown: unknown): KindFacts | undefined {
	return thrown instanceof ProfitError ? thrown.facts : undefined;
}

/** Gives all help with an error: first what the user can do, then what a Profit administrator needs. */
export function helpWith({ description, profitLogReference }: ProfitErrorDetails): string {
	const reference =
		profitLogReference &&
		`A Profit administrator finds the entry in the environment log under this reference: ${profitLogReference}.`;
	return [description, reference].filter(Boolean).join(' ');
}

/**
 * An error in what the user filled in; nothing has been sent.
 * @param message what is wrong, with the parameter's displayed name
 * @param description what to do about it
 */
export function inputError(message: string, description?: string): ProfitError {
	return new ProfitError('input', message, { description });
}
