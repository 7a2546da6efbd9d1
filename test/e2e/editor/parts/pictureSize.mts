import { statSync } from 'node:fs';

/** Readers load these with a page. */
const PICTURE_BYTES = 150_000;

/** Throws an Error for a picture that is too large for the documentation. */
export function assertSmall(path: string): void {
	const { size } = statSync(path);
	if (size > PICTURE_BYTES) throw new Error(`${path} has ${size} bytes`);
}
