import type { KeyObject, KeyPairKeyObjectResult } from 'node:crypto';
import { generateKeyPairSync } from 'node:crypto';

import type { ProfitError } from '../../../../nodes/Afas/profit/errors/profitError';

/** Key pairs of each kind that AFAS takes, made anew for each test file. */
export const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const rsaPss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
export const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** An RSA-PSS pair that is bound to a digest and a smallest salt (bytes). */
export function boundRsaPss(hashAlgorithm: string, saltLength: number): KeyPairKeyObjectResult {
	const options = {
		modulusLength: 2048,
		hashAlgorithm,
		mgf1HashAlgorithm: hashAlgorithm,
		saltLength,
	};
	// @types/node calls the salt length a text; Node wants a number.
	return generateKeyPairSync('rsa-pss', options as object as { modulusLength: number });
}

export type PemType = 'pkcs8' | 'pkcs1' | 'sec1';

/** A key as PEM text, of one of the types that users paste. */
export function pemOf(key: KeyObject, type: PemType = 'pkcs8'): string {
	return key.export({ format: 'pem', type } as { format: 'pem'; type: 'pkcs8' }).toString();
}

/** The Base64 of a PEM, in one piece. */
export function base64Of(pem: string): string {
	return pem.replace(/-----[^-]+-----|\s/g, '');
}

/** All that an error shows: its text, its details and its stack. */
export function shownBy(error: ProfitError): string {
	return [error.message, error.stack, JSON.stringify({ ...error, details: error.details })].join(
		'\n',
	);
}

/** What the function throws; a test that expects a throw fails when it returns. */
export function thrownBy(run: () => unknown): ProfitError {
	try {
		run();
	} catch (thrown) {
		return thrown as ProfitError;
	}
	return expect('it returned').toBe('it threw') as never;
}

/** The pieces of a text of this length that occur in another; empty when none does. */
export function sharedPieces(text: string, secret: string, length: number): string[] {
	const pieces: string[] = [];
	for (let start = 0; start + length <= secret.length; start++) {
		const piece = secret.slice(start, start + length);
		if (text.includes(piece)) pieces.push(piece);
	}
	return pieces;
}
