const WIDEST_COLUMN = 32;

/** Formats rows as a text table of at most `columns` columns; long values are cut with "…". */
export function formatTable(rows: Array<Record<string, unknown>>, columns: number): string {
	const all = Object.keys(rows[0] ?? {});
	const names = all.slice(0, columns);
	const lines = [names, ...rows.map((row) => names.map((name) => cellText(row[name])))];
	const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
	const texts = lines.map((line) =>
		line
			.map((cell, column) => cell.padEnd(widths[column]))
			.join('  ')
			.trimEnd(),
	);
	texts.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
	if (all.length > names.length) texts.push(`(and ${all.length - names.length} more columns)`);
	return texts.join('\n');
}

function cellText(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
	return text.length > WIDEST_COLUMN ? `${text.slice(0, WIDEST_COLUMN - 1)}…` : text;
}
