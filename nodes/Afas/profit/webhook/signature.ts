import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE = /^sha256=([0-9a-f]{64})$/i;

/**
 * Whether AFAS sent this: `X-Profit-Signature-256` is `sha256=` and the HMAC-SHA256 of the body, in hex, with the
 * webhook's password. Takes the same time for every wrong signature. docs/afas.md 8.1.
 * @param body the bytes as they came
 * @param header the header's value, whatever came
 * @param password the webhook's; nothing is signed with an empty one
 */
export function isSigned(body: Buffer, header: unknown, password: string): boolean {
	const match = typeof header === 'string' ? SIGNATURE.exec(header.trim()) : null;
	if (match === null || password === '') return false;
	const expected = createHmac('sha256', password).update(body).digest();
	return timingSafeEqual(expected, Buffer.from(match[1], 'hex'));
}
