import type { AfasCredential } from '../profit/credential/credential';
import { ProfitError } from '../profit/errors/profitError';

/** The credential of each request in progress, by its options object, which n8n passes on unchanged. */
const credentials = new WeakMap<object, AfasCredential>();

/** Remembers the credential of a request, including the access token that was fetched for it. */
export function sendsWith(request: object, credential: AfasCredential): void {
	credentials.set(request, credential);
}

/** Gives the credential of a request; undefined if none was added. */
export function sentWith(request: object): AfasCredential | undefined {
	return credentials.get(request);
}

/** Requests whose answer nobody waits for any more. */
const givenUp = new WeakSet<object>();

/** Remembers that nobody waits for the answer to a request. */
export function giveUp(request: object): void {
	givenUp.add(request);
}

/** Whether nobody waits for the answer to a request, so that it need not be sent. */
export function isGivenUp(request: object): boolean {
	return givenUp.has(request);
}

/** Why requests were not sent, by their options object: n8n 1 only passes on the message of the credential's error. */
const refusals = new WeakMap<object, ProfitError>();

/** Remembers why the credential refuses a request. @returns what to throw */
export function refuses(request: object, error: Error): Error {
	if (error instanceof ProfitError) refusals.set(request, error);
	return error;
}

/** Gives the credential's error for a request; undefined if it did not refuse it. */
export function refusalOf(request: object): ProfitError | undefined {
	return refusals.get(request);
}
