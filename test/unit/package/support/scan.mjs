// n8n's package scanner without its downloads. A process of its own, since the scanner is an ES module.
// Reads { packages: [{ folder, patterns }], sources: [{ filePath, code }] } from standard input; patterns
// left out are the scanner's own for sources. Prints { packages: [{ passed, details }], sources: [[{ ruleId, line, message }]] }.
import {
	analyzePackage,
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { text } from 'node:stream/consumers';

const { packages = [], sources = [] } = JSON.parse(await text(process.stdin));

const packageResults = [];
for (const { folder, patterns = SOURCE_FILE_PATTERNS } of packages) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	packageResults.push({ passed, details: details ?? message ?? '' });
}

const sourceResults = [];
if (sources.length > 0) {
	// The scanner's own ESLint, so that its configuration fits.
	const scanner = import.meta.resolve('@n8n/scan-community-package/scanner/scanner.mjs');
	const eslintPath = createRequire(scanner).resolve('eslint');
	const { ESLint } = (await import(pathToFileURL(eslintPath).href)).default;
	const eslint = new ESLint({
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	for (const { filePath, code } of sources) {
		const [{ messages }] = await eslint.lintText(code, { filePath });
		sourceResults.push(messages.map(({ ruleId, line, message }) => ({ ruleId, line, message })));
	}
}

process.stdout.write(JSON.stringify({ packages: packageResults, sources: sourceResults }));
