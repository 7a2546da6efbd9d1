// Stops publishing while the author's e-mail address in package.json is a placeholder: n8n's Creator Portal sends its ownership
// token there. Usage: node .ci/checkAuthor.mjs [package.json]
import { readFileSync } from 'node:fs';

const file = process.argv[2] ?? 'package.json';
const email = JSON.parse(readFileSync(file, 'utf8')).author?.email ?? '';
// GitHub drops mail to noreply addresses; RFC 2606 reserves the others for examples.
const PLACEHOLDER = /noreply|@example\.|\.(?:example|invalid|test|localhost)$/i;

if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email) || PLACEHOLDER.test(email)) {
	console.error(
		`Not published: author.email in ${file} is '${email}', which cannot receive mail.\n` +
			"n8n's Creator Portal sends its ownership token to that address. Fill in one of yours; CONTRIBUTING.md, Releases, says more.",
	);
	process.exit(1);
}
