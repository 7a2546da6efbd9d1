import type { IncomingMessage } from 'node:http';
import type { LoggedRequest } from './requestLog.mts';
import type { Language } from './failure.mts';

/** A call as a service sees it. */
export interface Call {
	method: string;
	/** Decoded parts of the path after the service's base, e.g. `['connectors', 'Sim_Debtors']`. */
	path: string[];
	/** Query parameters, decoded; `+` is a space. */
	query: URLSearchParams;
	/** The query string with its `?`, as it was sent. */
	rawQuery: string;
	request: IncomingMessage;
	body: Buffer;
	language: Language;
	log: LoggedRequest;
}

export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: string | Buffer | Buffer[];
}

/** Part of the environment that is reached under one base path. */
export interface Service {
	/** First part of the path, lower case, e.g. `profitrestservices`. */
	base: string;
	/** Whether the call must carry the token; true where it is left out. */
	needsAccess?: (call: Call) => boolean;
	/** Answers a call. Errors that it throws are given to `failed`. */
	handle(call: Call): Answer | Promise<Answer>;
	/** The answer to an error of `handle`; an error that it does not know is thrown on. */
	failed(error: unknown, call: Call): Answer;
}

/** An HTML page as IIS or a gateway in front of AFAS sends it. */
export function htmlPage(status: number, title: string): Answer {
	return {
		status,
		headers: { 'content-type': 'text/html; charset=us-ascii' },
		body:
			'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN""http://www.w3.org/TR/html4/strict.dtd">\r\n' +
			`<HTML><HEAD><TITLE>${title}</TITLE></HEAD>\r\n<BODY><h2>${title}</h2><hr>` +
			`<p>HTTP Error ${status}.</p>\r\n</BODY></HTML>\r\n`,
	};
}

/** An answer with JSON. */
export function json(status: number, value: unknown, headers?: Record<string, string>): Answer {
	return {
		status,
		headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
		body: JSON.stringify(value),
	};
}

/** Dutch unless the call asks for another language first (the base environment is Dutch). */
export function languageOf(header: string | undefined): Language {
	const wanted = (header ?? '').trim().toLowerCase();
	return wanted === '' || wanted.startsWith('nl') ? 'nl' : 'en';
}

/** Of AFAS's example (docs/afas.md 2.7). */
export const MAINTENANCE =
	'Service temporarily unavailable due to scheduled maintenance. Please check afasstatus.nl for details.';

/** AFAS's own 503: it has not processed the call (docs/afas.md 2.7). */
export function unavailable(retryAfter: number): Answer {
	return json(
		503,
		{ error: { code: '503', message: MAINTENANCE }, retry_after: retryAfter },
		{ 'retry-after': String(retryAfter) },
	);
}
