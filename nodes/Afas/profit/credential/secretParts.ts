import { spelledOut } from '../values/spelledOut';

/** Stands in the place of a secret. */
export const STRUCK = '***';

/** This many consecutive characters of a secret count as a part of it. */
const RUN = 12;

/**
 * Removes secrets and parts of them, such as the start of a token that a server cut off, however each character is spelled, and also
 * where lines break inside.
 * @param forms the secrets, and their forms that do not only spell characters otherwise, such as Base64
 * @param body the same object when it holds none of them
 */
export function withoutSecretParts(body: Buffer, forms: string[]): Buffer {
	// As latin1 each byte is a character, so nothing of the body changes that is not struck.
	const text = body.toString('latin1');
	const spelled = spelledOut(text);
	const bytes = forms.map((form) => Buffer.from(form).toString('latin1'));
	const secrets = [...new Set([...bytes, ...bytes.map((form) => spelledOut(form).text)])];
	const runs = new Set(secrets.flatMap(runsOf));
	const inSpelled = [...runsIn(spelled.text, runs), ...placesOf(spelled.text, secrets)];
	const ranges = [
		...runsIn(text, runs),
		...inSpelled.map(([start, end]) => spelled.origin(start, end)),
	];
	return ranges.length === 0 ? body : withoutRanges(text, ranges);
}

/** From where up to where, in characters. */
type Range = [start: number, end: number];

function runsOf(secret: string): string[] {
	const count = Math.max(0, secret.length - RUN + 1);
	return Array.from({ length: count }, (_, at) => secret.slice(at, at + RUN));
}

function runsIn(text: string, runs: Set<string>): Range[] {
	const ranges: Range[] = [];
	if (runs.size === 0) return ranges;
	for (let at = 0; at + RUN <= text.length; at++) {
		if (!runs.has(text.slice(at, at + RUN))) continue;
		let end = at + RUN;
		while (end < text.length && runs.has(text.slice(end - RUN + 1, end + 1))) end++;
		ranges.push([at, end]);
		at = end - 1;
	}
	return ranges;
}

function placesOf(text: string, secrets: string[]): Range[] {
	return secrets.flatMap((secret) => {
		const ranges: Range[] = [];
		for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + secret.length)) {
			ranges.push([at, at + secret.length]);
		}
		return ranges;
	});
}

function withoutRanges(text: string, ranges: Range[]): Buffer {
	let shown = '';
	let from = 0;
	for (const [start, end] of ranges.sort(([a], [b]) => a - b)) {
		if (start >= from) shown += text.slice(from, start) + STRUCK;
		from = Math.max(from, end);
	}
	return Buffer.from(shown + text.slice(from), 'latin1');
}
