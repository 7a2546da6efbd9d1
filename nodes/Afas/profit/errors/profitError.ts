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
	/** Leads a Profit administrator to the entry in the environment's log. */
	profitLogReference?: string;
	/** Leads AFAS's support to the call: the header X-Trace-Identifier of the answer. */
	traceIdentifier?: string;
	/** How long AFAS asks to wait before the next try, in milliseconds. */
	retryAfterMs?: number;
	/** Why it failed, where more is known than its kind tells. */
	failure?: FailureCause;
	/** Index of the input item that it is about. */
	itemIndex?: number;
	/** How far a read of many rows came. */
	readUntil?: ReadUntil;
	/** Whether the call itself was never sent, for example because there is no access token for it. */
	notSent?: true;
	/** It was not asked again, because the same failed a moment ago. */
	notAsked?: true;
	/** What became of a call that changes something. */
	outcome?: WriteOutcome;
	/** The command of AFAS Remote that it is about. */
	command?: CommandDetails;
	/** What AFAS gave as the result of that command, whole or not. */
	received?: Buffer;
}

/** What is known of a command of AFAS Remote that went wrong; AFAS gives its result only once. */
export interface CommandDetails {
	/** With it its result is asked for. */
	commandId: string;
	exitCode?: number | null;
	errors?: Array<{ number: number | null; description: string; detail: string }>;
	log?: string;
	/** A result that cannot be read, in Base64. */
	result?: string;
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

	/** What is decided for its kind. */
	get facts(): KindFacts {
		return factsOf(this.kind);
	}

	/** The same error with other details. */
	with(details: ProfitErrorDetails): ProfitError {
		return new ProfitError(this.kind, this.message, { ...this.details, ...details });
	}
}

/** The error of what nobody waits for any more. */
export function cancelled(): ProfitError {
	return new ProfitError('cancelled', 'The execution was canceled');
}

/** The facts about the kind of a thrown error; undefined if it is no ProfitError. */
export function factsOfThrown(thrown: unknown): KindFacts | undefined {
	return thrown instanceof ProfitError ? thrown.facts : undefined;
}

/** All that helps with an error: first what the user can do, then what a Profit administrator needs. */
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
