const ENCODED = /_[xX]([0-9A-Fa-f]{8}|[0-9A-Fa-f]{4})_/g;

/**
 * Decodes a name that .NET encoded for XML: `Order_x0020_number` is `Order number`. docs/afas.md 3.3: row elements and
 * fields may be encoded.
 */
export function decodeXmlName(name: string): string {
	if (!name.includes('_')) return name;
	return name.replace(ENCODED, (encoded, digits: string) => {
		const code = parseInt(digits, 16);
		return code > 0x10ffff ? encoded : String.fromCodePoint(code);
	});
}

const NAME_START =
	':A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c-\\u200d' +
	'\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}';
const NAME = new RegExp(
	`^[${NAME_START}](?:[${NAME_START}\\-.0-9\\u00b7\\u203f-\\u2040]|[\\u0300-\\u036f])*$`,
	'u',
);

/** Whether an element or attribute can have this name. XML 1.0, 2.3. */
export function isXmlName(name: string): boolean {
	return NAME.test(name);
}
