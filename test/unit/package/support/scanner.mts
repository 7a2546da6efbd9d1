// Calls n8n's package scanner (scan.mjs) and gives its findings.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { checkout } from './checkout.mts';
import { join } from 'node:path';

export interface PackageFolder {
	folder: string;
	/** Which files to read; default: what the scanner reads of a source repository. */
	patterns?: string[];
}

export interface SourceText {
	/** Where the text would be in the package; rules look at the name, the file need not exist. */
	filePath: string;
	code: string;
}

export interface Finding {
	ruleId: string;
	line: number;
	message: string;
}

export interface ScanResult {
	packages: Array<{ passed: boolean; details: string }>;
	sources: Finding[][];
}

/** Runs n8n's rules over whole packages and over single texts. Takes seconds; no network. */
export async function scan(request: {
	packages?: PackageFolder[];
	sources?: SourceText[];
}): Promise<ScanResult> {
	const script = join(checkout, 'test/unit/package/support/scan.mjs');
	// In a test run (NODE_ENV=test) n8n's lint plugin takes every file for a node file.
	const env = { ...process.env, NODE_ENV: '' };
	const child = spawn(process.execPath, [script], { cwd: checkout, env });
	child.stdin.end(JSON.stringify(request));
	const [output, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
	if (output === '') throw new Error(`The scanner gave no answer: ${complaints}`);
	return JSON.parse(output) as ScanResult;
}
