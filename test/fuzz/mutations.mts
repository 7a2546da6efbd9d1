// Spoils what was right: texts cut, doubled and mixed, JSON with members changed.
import type { Random } from '../support/random.ts';
import { json, name, nested, objectOf, text } from './values.mts';

/** A text that is nearly the one it was made from. */
export function mutatedText(random: Random, original: string, pieces: readonly string[]): string {
	let result = original;
	for (let times = random.whole(1, 4); times > 0; times--) {
		const at = random.whole(0, result.length);
		const end = Math.min(result.length, at + random.pick([1, 2, 5, 20, 200]));
		const [before, part, after] = [result.slice(0, at), result.slice(at, end), result.slice(end)];
		switch (random.whole(0, 8)) {
			case 0:
				result = before;
				break;
			case 1:
				result = part + after;
				break;
			case 2:
				result = before + after;
				break;
			case 3:
				result = before + part + part + after;
				break;
			case 4:
				result = before + random.pick(pieces) + part + after;
				break;
			case 5:
				result = before + random.pick(pieces) + after;
				break;
			case 6:
				result = before + text(random) + part + after;
				break;
			case 7:
				result = before + part.repeat(random.whole(1, 50)) + after;
				break;
			default:
				result = random.whole(0, 20) === 0 ? result + result : before + part.toUpperCase() + after;
		}
	}
	return result;
}

/** Bytes of a text, now and then in another encoding than UTF-8 or with some of them changed. */
export function mutatedBytes(random: Random, original: string): Buffer {
	const kind = random.whole(0, 9);
	if (kind === 0) return Buffer.from(original, 'utf16le');
	if (kind === 1) return Buffer.from(original, 'latin1');
	if (kind === 2) return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(original)]);
	const bytes = Buffer.from(original);
	if (kind > 5) return bytes;
	for (let times = random.whole(1, 3); times > 0 && bytes.length > 0; times--) {
		bytes[random.whole(0, bytes.length - 1)] = random.whole(0, 255);
	}
	return kind === 5 ? bytes.subarray(0, random.whole(0, bytes.length)) : bytes;
}

/** A copy of a JSON value with some of its parts left out, doubled, renamed or replaced. */
export function mutatedJson(random: Random, original: unknown, names: readonly string[]): unknown {
	let result = original;
	for (let times = random.whole(1, 3); times > 0; times--)
		result = mutateOnce(random, result, names);
	return result;
}

function mutateOnce(random: Random, value: unknown, names: readonly string[]): unknown {
	const isObject = typeof value === 'object' && value !== null;
	// The deeper a part lies, the more of them there are.
	if (!isObject || random.whole(0, 6) === 0) return replacement(random, value, names);
	if (Array.isArray(value)) {
		const copy = [...value];
		if (copy.length === 0) return [json(random, names)];
		const at = random.whole(0, copy.length - 1);
		const kind = random.whole(0, 9);
		if (kind === 0) copy.splice(at, 1);
		else if (kind === 1) copy.splice(at, 0, copy[at]);
		else copy[at] = mutateOnce(random, copy[at], names);
		return copy;
	}
	const entries = Object.entries(value);
	if (entries.length === 0) return objectOf([[name(random, names), json(random, names)]]);
	const at = random.whole(0, entries.length - 1);
	const [key, content] = entries[at];
	switch (random.whole(0, 9)) {
		case 0:
			entries.splice(at, 1);
			break;
		case 1:
			entries[at] = [name(random, names), content];
			break;
		case 2:
			entries.push([name(random, names), json(random, names)]);
			break;
		default:
			entries[at] = [key, mutateOnce(random, content, names)];
	}
	return objectOf(entries);
}

function replacement(random: Random, value: unknown, names: readonly string[]): unknown {
	switch (random.whole(0, 7)) {
		case 0:
			return [value];
		case 1:
			return { [name(random, names)]: value };
		case 2:
			return nested(random.pick([3, 30, 300]), random.whole(0, 1) === 0);
		case 3:
			return typeof value === 'object' ? 'x' : String(value) + text(random);
		case 4:
			return text(random);
		default:
			return json(random, names);
	}
}
