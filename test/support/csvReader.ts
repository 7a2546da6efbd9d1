/**
 * The cells of a CSV file, read by the letter of RFC 4180 and by nothing of the code that writes it.
 * @param separator between cells
 * @throws Error for a file that is not written well: a quote inside a bare cell, text after a closing quote, rows of
 *   different lengths, or a last line without its end
 */
export function readCsv(text: string, separator: string): string[][] {
	const rows: string[][] = [];
	let at = 0;
	while (at < text.length) {
		const row: string[] = [];
		for (;;) {
			let cell = '';
			if (text[at] === '"') {
				at += 1;
				while (text[at] !== '"' || text[at + 1] === '"') {
					if (at >= text.length) throw new Error('A quote is not closed');
					at += text[at] === '"' ? 1 : 0;
					cell += text[at++];
				}
				at += 1;
			} else {
				while (at < text.length && text[at] !== separator && text[at] !== '\r') {
					if (text[at] === '"' || text[at] === '\n')
						throw new Error(`A bare cell holds ${text[at]}`);
					cell += text[at++];
				}
			}
			row.push(cell);
			if (text[at] !== separator) break;
			at += 1;
		}
		if (text.slice(at, at + 2) !== '\r\n') throw new Error(`Row ${rows.length + 1} does not end`);
		at += 2;
		rows.push(row);
	}
	for (const row of rows) {
		if (row.length !== rows[0].length) throw new Error(`A row has ${row.length} cells`);
	}
	return rows;
}
