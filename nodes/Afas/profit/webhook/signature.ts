import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE = /^sha256=([0-9a-f]{64})$/i;

/**
 * Whether AFAS signed a body: `X-Profit-Signature-256` is `sha256=` and the body's HMAC-SHA256 in hex, with the
 * webhook's password. Compares in constant time. docs/afas.md 8.1.
 * @param body the bytes as received
 * @param header the value of the header, of any type
 * @param password the webhook's password; with an empty one nothing is valid
 */
export function isSigned(body: Buffer, header: unknown, password: string): boolean {
	const match = typeof header === 'string' ? SIGNATURE.exec(header.trim()) : null;
	if (match === null || password === '') return false;
	const expected = createHmac('sha256', password).update(body).digest();
	return timingSafeEqual(expected, Buffer.from(match[1], 'hex'));
}
