import type { AfasCredential } from '../profit/credential/credential';
import { ProfitError } from '../profit/errors/profitError';

/** The credential of each request that is under way, by the request's options. n8n hands those on as they are. */
const credentials = new WeakMap<object, AfasCredential>();

/** Remembers which credential a request carries, the access token that was fetched for it included. */
export function sendsWith(request: object, credential: AfasCredential): void {
	credentials.set(request, credential);
}

/** The credential that a request carried; undefined when none was added to it. */
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

/** Why requests were not sent, by their options: n8n 1 passes on no more than the message of what the credential throws. */
const refusals = new WeakMap<object, ProfitError>();

/** Remembers why the credential refuses a request. @returns what to throw */
export function refuses(request: object, error: Error): Error {
	if (error instanceof ProfitError) refusals.set(request, error);
	return error;
}

/** Why the credential refused a request; undefined when it did not. */
export function refusalOf(request: object): ProfitError | undefined {
	return refusals.get(request);
}
