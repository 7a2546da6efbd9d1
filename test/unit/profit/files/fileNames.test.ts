import {
	connectorFileName,
	savableName,
	uniqueNames,
} from '../../../../nodes/Afas/profit/files/fileNames';
import { extensionFor } from '../../../../nodes/Afas/profit/files/mimeType';

describe('connectorFileName', () => {
	// docs/afas.md 6.1, character by character.
	it.each([
		['_', '_5F'],
		['#', '_23'],
		['&', '_26'],
		['%', '_25'],
		['+', '_2B'],
		['~', '_7E'],
		['-', '_2D'],
		['@', '_40'],
		['!', '_21'],
		['$', '_24'],
		["'", '_27'],
		[' ', '%20'],
		['.', '.'],
		[',', '_2C'],
		[';', '_3B'],
		['=', '_3D'],
		['*', '_2A'],
		['é', '_C3_A9'],
		['€', '_E2_82_AC'],
		['(', '('],
	])('encodes %s as %s', (character, expected) => {
		expect(connectorFileName(`a${character}b`)).toBe(`a${expected}b`);
	});

	it("writes the example of AFAS's own notation", () => {
		expect(connectorFileName('offer, v1.pdf')).toBe('offer_2C%20v1.pdf');
	});

	it('keeps what looks encoded apart from what is', () => {
		expect(connectorFileName('100%_23.pdf')).toBe('100_25_5F23.pdf');
	});
});

describe('savableName', () => {
	it.each([
		['../../etc/passwd', '.._.._etc_passwd'],
		['C:\\a\nb.pdf', 'C:_a_b.pdf'],
		[' factuur 12?.pdf ', 'factuur 12?.pdf'],
		['', 'ID'],
		['..', 'ID'],
	])('makes of %j %j', (name, expected) => {
		expect(savableName(name, 'ID')).toBe(expected);
	});
});

describe('uniqueNames', () => {
	it('numbers names that a file system takes for the same', () => {
		const unique = uniqueNames();
		const names = ['a.pdf', 'A.PDF', 'a.pdf', 'a (2).pdf', 'b', 'b', '.x', '.x', 'a.tar.gz'];
		expect(names.map(unique)).toEqual([
			'a.pdf',
			'A (2).PDF',
			'a (3).pdf',
			'a (2) (2).pdf',
			'b',
			'b (2)',
			'.x',
			'.x (2)',
			'a.tar.gz',
		]);
	});
});

describe('extensionFor', () => {
	it('knows usual types, with parameters too', () => {
		expect(extensionFor('application/PDF; charset=x')).toBe('.pdf');
		expect(extensionFor('x/unknown')).toBe('');
	});
});
