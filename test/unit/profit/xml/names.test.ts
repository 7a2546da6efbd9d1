import { decodeXmlName, isXmlName } from '../../../../nodes/Afas/profit/xml/names';

describe('isXmlName', () => {
	it.each([
		'a',
		'_x0020_',
		'xs:schema',
		'Größe',
		'a-1.b',
		'a·b',
		'é'.normalize('NFD'),
		'𐀀',
		'__proto__',
	])('takes %s', (name) => expect(isXmlName(name)).toBe(true));

	it.each([
		'',
		'1a',
		'-a',
		'.a',
		'a b',
		'a<',
		'a&',
		'a"',
		'a=',
		'a/',
		'#text',
		'@a',
		'\u0301a',
		'a\n',
	])('refuses %j', (name) => expect(isXmlName(name)).toBe(false));
});

describe('decodeXmlName', () => {
	it.each([
		['Order_x0020_number', 'Order number'],
		['_x0031_2', '12'],
		['A_x005F_x0020_B', 'A_x0020_B'],
		['_x0001F600_', '😀'],
		['_xD83D__xDE00_', '😀'],
		['A_X003a_B', 'A:B'],
		['A_x20_B', 'A_x20_B'],
		['_xFFFFFFFF_', '_xFFFFFFFF_'],
		['my_own_name', 'my_own_name'],
	])('makes %s %s', (encoded, name) => {
		expect(decodeXmlName(encoded)).toBe(name);
	});
});
