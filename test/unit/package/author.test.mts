// The publish workflow stops while nobody would get n8n's mail.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from './support/checkout.mts';

const SCRIPT = join(checkout, '.ci/checkAuthor.mjs');

function check(author: unknown) {
	const folder = mkdtempSync(join(tmpdir(), 'author-'));
	try {
		const file = join(folder, 'package.json');
		writeFileSync(file, JSON.stringify({ author }));
		const { status, stderr } = spawnSync(process.execPath, [SCRIPT, file], { encoding: 'utf8' });
		return { status, stderr };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

describe('publishing', () => {
	it.each([
		['a noreply address', { email: 'x@users.noreply.github.com' }],
		['an example', { email: 'me@example.com' }],
		['a reserved domain', { email: 'me@company.invalid' }],
		['no address', { name: 'Somebody' }],
		['something else', { email: 'somebody' }],
	])(
		'stops at %s as the e-mail address of the author, and says where to fill it in',
		(_, author) => {
			const { status, stderr } = check(author);
			expect(status).toBe(1);
			expect(stderr).toContain('author.email');
			expect(stderr).toContain('CONTRIBUTING.md, Releases');
		},
	);

	it('goes on with an address that can receive mail', () => {
		expect(check({ email: 'info@afas-partner.nl' })).toEqual({ status: 0, stderr: '' });
	});

	it('is checked before anything is built', () => {
		const workflow = readFileSync(join(checkout, '.github/workflows/publish.yml'), 'utf8');
		const [at, build] = ['.ci/checkAuthor.mjs', 'npm ci'].map((text) => workflow.indexOf(text));
		expect(at).toBeGreaterThan(0);
		expect(at).toBeLessThan(build);
	});
});
