import type { IncomingHttpHeaders } from 'node:http';
import type { FaultKind } from './faults.mts';

/** One call that the simulator received. */
export interface LoggedRequest {
	method: string;
	/** Path without the query string, as it was sent. */
	path: string;
	/** Query parameters, decoded. */
	query: Record<string, string>;
	headers: IncomingHttpHeaders;
	/** The body as text, when it is small. */
	body?: string;
	/** In the header X-Trace-Identifier of the answer. */
	traceIdentifier: string;
	/** HTTP status of the answer; 0 while there is none, or when the connection was broken instead. */
	status: number;
	/** Milliseconds since 1970. */
	startedAt: number;
	endedAt?: number;
	/** Bytes of the bodies. */
	bytesReceived: number;
	bytesSent: number;
	/** Calls in progress when this one arrived, itself included. */
	parallel: number;
	/** What was made to go wrong with this call. */
	fault?: FaultKind | 'tooManyAtOnce';
	/** Why Profit refused it, as the log of the environment has it; AFAS often does not tell the caller. */
	refused?: string;
	/** What AFAS would punish, such as a missing IntegrationId. */
	violation?: string;
	/** What AFAS advises against, such as a page without an order. */
	remarks: string[];
}

/** The calls since the start or the last reset. */
export class RequestLog {
	entries: LoggedRequest[] = [];

	/** Violations, also of calls that were dropped from the log. */
	violations: string[] = [];

	/** Calls that were refused because there were too many at once. */
	get tooMany(): number {
		return this.entries.filter(({ fault }) => fault === 'tooManyAtOnce').length;
	}

	add(entry: LoggedRequest, limit: number): void {
		this.entries.push(entry);
		if (this.entries.length > limit) this.entries.splice(0, this.entries.length - limit);
		if (entry.violation) this.note(entry, entry.violation);
	}

	/** Adds a violation of a call, also one that is seen only while it is answered. */
	note(entry: LoggedRequest, violation: string): void {
		entry.violation = violation;
		this.violations.push(`${entry.method} ${entry.path}: ${violation}`);
	}

	reset(): void {
		this.entries = [];
		this.violations = [];
	}
}
