const QUOTE = 0x22;
const HYPHEN = 0x2d;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const T = 0x54;
const Z = 0x5a;

/** Characters of `2015-01-26T16:57:43`. */
const LENGTH = 19;

/** Names that JSON need not escape. */
const PLAIN_NAME = /^[\w.]+$/;

/**
 * Drops the wrong `Z` of dates in the bytes of a REST answer, in place: the quote after it moves one place back and a
 * space follows, which JSON allows. Changing the rows one by one would take a third of the time and memory of a large
 * read. A date in another form stays as it is. docs/afas.md 5.1.
 * @param dateFields IDs of the date fields; others keep their text
 */
export function dropWrongZ(body: Buffer, dateFields: string[]): void {
	const names = dateFields.filter((id) => PLAIN_NAME.test(id)).map((id) => Buffer.from(id));
	if (names.length === 0) return;
	let expected = 0;
	for (let at = body.indexOf(Z); at >= 0; at = body.indexOf(Z, at + 1)) {
		if (body[at + 1] !== QUOTE || !isDateTime(body, at - LENGTH)) continue;
		const name = nameBefore(names, body, at - LENGTH - 3, expected);
		if (name < 0) continue;
		// Every row has its dates in the same order.
		expected = name + 1;
		body[at] = QUOTE;
		body[at + 1] = SPACE;
	}
}

/** Whether a date-time starts here; digits need no check, because the field is a date. */
function isDateTime(body: Buffer, start: number): boolean {
	return (
		body[start - 1] === QUOTE &&
		body[start - 2] === COLON &&
		body[start - 3] === QUOTE &&
		body[start + 4] === HYPHEN &&
		body[start + 10] === T &&
		body[start + 16] === COLON
	);
}

/** The index of the name that ends here, trying the expected one first; -1 for none. */
function nameBefore(names: Buffer[], body: Buffer, end: number, expected: number): number {
	for (let tried = 0; tried < names.length; tried++) {
		const index = (expected + tried) % names.length;
		const name = names[index];
		const start = end - name.length;
		if (body[start - 1] !== QUOTE || body[start - 2] === BACKSLASH) continue;
		let same = 0;
		while (same < name.length && body[start + same] === name[same]) same++;
		if (same === name.length) return index;
	}
	return -1;
}
