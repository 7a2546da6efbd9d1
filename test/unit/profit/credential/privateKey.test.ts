import { createPrivateKey, generateKeyPairSync } from 'node:crypto';

import { ProfitError } from '../../../../nodes/Afas/profit/errors/profitError';
import { readPrivateKey } from '../../../../nodes/Afas/profit/credential/privateKey';
import {
	base64Of,
	boundRsaPss,
	ec,
	pemOf,
	rsa,
	rsaPss,
	sharedPieces,
	shownBy,
	thrownBy,
} from './keys';

const kinds = [
	['RSA in PKCS#8', pemOf(rsa.privateKey), 'RS256'],
	['RSA in PKCS#1', pemOf(rsa.privateKey, 'pkcs1'), 'RS256'],
	['RSA-PSS', pemOf(rsaPss.privateKey), 'PS256'],
	['P-256 in PKCS#8', pemOf(ec.privateKey), 'ES256'],
	['P-256 in SEC1', pemOf(ec.privateKey, 'sec1'), 'ES256'],
] as const;

const spoilings: Array<[string, (pem: string) => string]> = [
	['as it is', (pem) => pem],
	['with CRLF', (pem) => pem.replace(/\n/g, '\r\n')],
	['with CR only', (pem) => pem.replace(/\n/g, '\r')],
	['on one line with blanks', (pem) => pem.replace(/\n/g, ' ')],
	['on one line with nothing between', (pem) => pem.replace(/\n/g, '')],
	['with escaped line breaks', (pem) => pem.replace(/\n/g, '\\n')],
	['with escaped CRLF', (pem) => pem.replace(/\n/g, '\\r\\n')],
	['with line breaks escaped twice', (pem) => pem.replace(/\n/g, '\\\\n')],
	['as a JSON text', (pem) => JSON.stringify(pem)],
	['with blanks and a byte order mark around it', (pem) => `\ufeff \t\r\n${pem}\n\n  `],
	['with indented lines', (pem) => pem.replace(/^/gm, '\t  ')],
	['with blanks at the ends of the lines', (pem) => pem.replace(/\n/g, '  \n')],
	['after the attributes of a PKCS#12 export', (pem) => `Bag Attributes\n  name: x\n${pem}`],
];

describe.each(kinds)('readPrivateKey: %s', (_, pem, algorithm) => {
	test.each(spoilings)('%s', (__, spoil) => {
		const read = readPrivateKey(spoil(pem));
		expect(read.algorithm).toBe(algorithm);
		expect(read.key.equals(createPrivateKey(pem))).toBe(true);
	});
});

test('finds the private key among other blocks', () => {
	const others = '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
	const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
	const read = readPrivateKey(`${others}${certificate}${pemOf(ec.privateKey, 'sec1')}`);
	expect(read.key.equals(ec.privateKey)).toBe(true);
});

test('takes an RSA-PSS key that is bound to SHA-256', () => {
	const { privateKey } = boundRsaPss('sha256', 32);
	expect(readPrivateKey(pemOf(privateKey)).algorithm).toBe('PS256');
});

describe('readPrivateKey refuses', () => {
	const pem = pemOf(rsa.privateKey);
	const encrypt = (type: 'pkcs8' | 'pkcs1') =>
		rsa.privateKey
			.export({
				format: 'pem',
				type: type as 'pkcs8',
				cipher: 'aes-128-cbc',
				passphrase: 'open sesame',
			})
			.toString();
	const short = (bits: number) =>
		pemOf(generateKeyPairSync('rsa', { modulusLength: bits }).privateKey);
	const curve = (namedCurve: string) => pemOf(generateKeyPairSync('ec', { namedCurve }).privateKey);
	const pss = (hash: string, saltLength: number) => pemOf(boundRsaPss(hash, saltLength).privateKey);

	const publicPem = rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString();
	const cases: Array<[string, string, RegExp]> = [
		['nothing', '', /is empty/],
		['blanks', ' \n ', /is empty/],
		['a text that is no PEM', 'hello', /not in PEM form/],
		['the Base64 alone', base64Of(pem), /not in PEM form/],
		['a JSON web key', JSON.stringify(rsa.privateKey.export({ format: 'jwk' })), /not in PEM/],
		['a public key', publicPem, /holds a public key/],
		['a public key on one line', publicPem.replace(/\n/g, ' '), /holds a public key/],
		[
			'a certificate',
			`-----BEGIN CERTIFICATE-----\n${base64Of(publicPem)}\n-----END CERTIFICATE-----`,
			/holds a certificate/,
		],
		['an encrypted PKCS#8', encrypt('pkcs8'), /encrypted with a password/],
		['an encrypted PKCS#1', encrypt('pkcs1'), /encrypted with a password/],
		[
			'an encrypted PKCS#1 on one line',
			encrypt('pkcs1').replace(/\n/g, ' '),
			/encrypted with a password/,
		],
		[
			'an OpenSSH key',
			'-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\n-----END OPENSSH PRIVATE KEY-----',
			/OpenSSH/,
		],
		['a PEM without its last line', pem.slice(0, pem.indexOf('-----END')), /last line is missing/],
		['a PEM without its middle', pem.replace(/\n.{64}\n/, '\n'), /is damaged/],
		['a PEM with a strange character', pem.replace(/\n(.)/, '\n?'), /is damaged/],
		['an empty PEM', pem.replace(/-----\n[^-]+/, '-----\n'), /is damaged/],
		['RSA of 1024 bits', short(1024), /RSA key of 1024 bits; AFAS asks for 2048/],
		['RSA of 2040 bits', short(2040), /RSA key of 2040 bits; AFAS asks for 2048/],
		['P-384', curve('P-384'), /curve secp384r1; AFAS takes P-256 only/],
		['P-521', curve('P-521'), /curve secp521r1; AFAS takes P-256 only/],
		['secp256k1', curve('secp256k1'), /curve secp256k1; AFAS takes P-256 only/],
		['Ed25519', pemOf(generateKeyPairSync('ed25519').privateKey), /type ed25519/],
		['X25519', pemOf(generateKeyPairSync('x25519').privateKey), /type x25519/],
		['RSA-PSS bound to SHA-512', pss('sha512', 32), /does not allow SHA-256/],
		['RSA-PSS with a longer salt', pss('sha256', 64), /does not allow SHA-256/],
	];

	test.each(cases)('%s', (_, text, message) => {
		const error = thrownBy(() => readPrivateKey(text));
		expect(error).toBeInstanceOf(ProfitError);
		expect(error.kind).toBe('input');
		expect(error.message).toMatch(message);
		expect(error.message).toContain("'Private Key'");
		expect(error.details.description).toMatch(/\w/);
		expect(sharedPieces(shownBy(error), base64Of(text), 10)).toEqual([]);
	});
});

test('a broken key gives a key or a clear refusal, whatever is broken', () => {
	// A fixed seed, so that a failure can be repeated (Park and Miller's generator).
	let state = 20260930;
	const random = (below: number) => {
		state = (state * 48271) % 2147483647;
		return state % below;
	};
	const refusals = new Set<string>();
	for (let round = 0; round < 300; round++) {
		const pem = kinds[random(kinds.length)][1];
		const at = random(pem.length);
		const cut = random(3);
		const put = ['', 'A', '\\n', '-', '=', '\n\n', '\u00e9', '-----'][random(8)];
		const broken = pem.slice(0, at) + put + pem.slice(at + cut);
		try {
			expect(['RS256', 'PS256', 'ES256']).toContain(readPrivateKey(broken).algorithm);
		} catch (thrown) {
			expect(thrown).toBeInstanceOf(ProfitError);
			const error = thrown as ProfitError;
			expect(error.kind).toBe('input');
			expect(sharedPieces(shownBy(error), base64Of(pem), 10)).toEqual([]);
			refusals.add(error.message);
		}
	}
	expect(refusals.size).toBeGreaterThan(2);
});
