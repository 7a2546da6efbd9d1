import type { KeyObject } from 'node:crypto';
import { createPrivateKey } from 'node:crypto';

import { inputError } from '../errors/profitError';
import { asText } from '../values/read';

/** The signature algorithms that AFAS takes. docs/afas.md 1.3. */
export type AssertionAlgorithm = 'RS256' | 'PS256' | 'ES256';

export interface PrivateKey {
	key: KeyObject;
	algorithm: AssertionAlgorithm;
}

interface PemBlock {
	label: string;
	content: string;
}

const MINIMUM_RSA_BITS = 2048;
const SHA_256_BYTES = 32;
const PASTE_WHOLE_FILE =
	'Paste the whole key file, from the line -----BEGIN PRIVATE KEY----- up to and including the line -----END PRIVATE KEY-----.';
const MAKE_A_NEW_KEY =
	'Make a new key pair (RSA of 2048 bits or more, or EC on P-256), give AFAS its public part, and paste the private key here.';

/**
 * Reads a private key as a user pastes it and chooses the signature algorithm that belongs to it: RSA gives RS256,
 * RSA-PSS PS256, P-256 ES256. A PEM whose line breaks were lost, became spaces, or were escaped (`\n` as two
 * characters) is repaired; surrounding text is ignored. AFAS accepts RSA from 2048 bits, and EC on P-256 only
 * (docs/afas.md 1.3).
 * @param pem PKCS#8, PKCS#1 (RSA) or SEC1 (EC), not encrypted
 * @throws ProfitError `input`, that says what is wrong with the key; it never holds a part of it
 */
export function readPrivateKey(pem: unknown): PrivateKey {
	const { label, content } = privateKeyBlock(asText(pem));
	if (label === 'ENCRYPTED PRIVATE KEY' || /Proc-Type:|DEK-Info:/i.test(content)) {
		throw inputError(
			"The 'Private Key' is encrypted with a password",
			'Decrypt it first, for example with "openssl pkey -in encrypted.pem -out key.pem", and paste the result. n8n stores it encrypted.',
		);
	}
	if (label === 'OPENSSH PRIVATE KEY') {
		throw inputError("The 'Private Key' is an OpenSSH key, not a key in PEM form", MAKE_A_NEW_KEY);
	}
	const key = keyObject(label, content);
	if (!key) {
		throw inputError(
			"The 'Private Key' is damaged: characters are missing or were changed",
			`Copy it again. ${PASTE_WHOLE_FILE}`,
		);
	}
	return { key, algorithm: algorithmOf(key) };
}

/** The first private key in the text; a file may hold certificates or EC parameters next to it. */
function privateKeyBlock(pem: string): PemBlock {
	const text = pem.replace(/\\+[nr]/g, '\n');
	const blocks: PemBlock[] = [];
	for (const [, label, content] of text.matchAll(
		/-----\s*BEGIN\s([A-Z0-9\s]+?)\s*-----([^]*?)-----\s*END\s[A-Z0-9\s]+?\s*-----/g,
	)) {
		blocks.push({ label: label.trim().replace(/\s+/g, ' '), content });
	}
	const found = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
	if (found) return found;

	if (text.trim() === '') throw inputError("The 'Private Key' is empty", PASTE_WHOLE_FILE);
	const other = blocks.find(({ label }) => /CERTIFICATE|PUBLIC KEY/.test(label));
	if (other) {
		const what = other.label.endsWith('PUBLIC KEY') ? 'public key' : 'certificate';
		throw inputError(
			`The 'Private Key' holds a ${what}, not a private key`,
			`The ${what} is the part that AFAS gets. Paste the private key that belongs to it here.`,
		);
	}
	if (/-----\s*BEGIN\s[A-Z0-9\s]*PRIVATE KEY\s*-----/.test(text)) {
		throw inputError(
			"The 'Private Key' is not complete: its last line is missing",
			PASTE_WHOLE_FILE,
		);
	}
	throw inputError("The 'Private Key' is not in PEM form", PASTE_WHOLE_FILE);
}

function keyObject(label: string, content: string): KeyObject | undefined {
	const base64 = content.replace(/\s+/g, '');
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
	const lines = base64.match(/.{1,64}/g) ?? [];
	try {
		return createPrivateKey(
			[`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n'),
		);
	} catch {
		return undefined;
	}
}

function algorithmOf(key: KeyObject): AssertionAlgorithm {
	const type = key.asymmetricKeyType;
	const details = key.asymmetricKeyDetails ?? {};
	if (type === 'rsa' || type === 'rsa-pss') {
		const bits = details.modulusLength ?? 0;
		if (bits < MINIMUM_RSA_BITS) {
			throw inputError(
				`The 'Private Key' is an RSA key of ${bits} bits; AFAS asks for ${MINIMUM_RSA_BITS} bits or more`,
				MAKE_A_NEW_KEY,
			);
		}
		if (type === 'rsa') return 'RS256';
		if (!signsPs256(details)) {
			throw inputError(
				"The 'Private Key' is an RSA-PSS key that does not allow SHA-256, which AFAS asks for",
				MAKE_A_NEW_KEY,
			);
		}
		return 'PS256';
	}
	if (type === 'ec') {
		// OpenSSL's name for P-256.
		if (details.namedCurve === 'prime256v1') return 'ES256';
		throw inputError(
			`The 'Private Key' is an EC key on the curve ${details.namedCurve ?? 'of its own'}; AFAS takes P-256 only`,
			MAKE_A_NEW_KEY,
		);
	}
	throw inputError(
		`The 'Private Key' is of the type ${type ?? 'unknown'}; AFAS takes RSA and EC on P-256 only`,
		MAKE_A_NEW_KEY,
	);
}

/** Whether a key allows PS256: an RSA-PSS key may be limited to another digest than SHA-256, or to a longer salt. */
function signsPs256(details: NonNullable<KeyObject['asymmetricKeyDetails']>): boolean {
	const { hashAlgorithm = 'sha256', mgf1HashAlgorithm = 'sha256', saltLength = 0 } = details;
	return (
		hashAlgorithm === 'sha256' && mgf1HashAlgorithm === 'sha256' && saltLength <= SHA_256_BYTES
	);
}
