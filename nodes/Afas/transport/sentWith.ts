import type { AfasCredential } from '../profit/credential/credential';

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
