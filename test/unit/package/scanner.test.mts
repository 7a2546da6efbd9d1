// n8n's verification scans the source and the published package; both must pass before a release.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from './support/checkout.mts';
import { packPackage, type PackedPackage } from './support/pack.mts';
import { scan, type ScanResult } from './support/scanner.mts';

const TARBALL_PATTERNS = ['**/*.js', 'package.json'];

let packed: PackedPackage;
let results: ScanResult['packages'];

beforeAll(async () => {
	packed = packPackage();
	const forbidden = mkdtempSync(join(tmpdir(), 'n8n-nodes-afas-scan-'));
	try {
		writeFileSync(join(forbidden, 'index.js'), 'setTimeout(() => console.log(process.env), 1);');
		writeFileSync(join(forbidden, 'package.json'), '{"name":"no","dependencies":{"axios":"1"}}');
		({ packages: results } = await scan({
			packages: [
				{ folder: checkout },
				{ folder: packed.folder, patterns: TARBALL_PATTERNS },
				{ folder: forbidden, patterns: TARBALL_PATTERNS },
			],
		}));
	} finally {
		rmSync(forbidden, { recursive: true });
	}
}, 300_000);

afterAll(() => packed?.remove());

it("passes n8n's package scanner as source", () => {
	expect(results[0]).toEqual({ passed: true, details: '' });
});

it("passes n8n's package scanner as tarball", () => {
	expect(results[1]).toEqual({ passed: true, details: '' });
});

it('would have shown what n8n forbids', () => {
	expect(results[2].passed).toBe(false);
	expect(results[2].details).toContain('no-restricted-globals');
	expect(results[2].details).toContain('no-runtime-dependencies');
});
