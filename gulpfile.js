// Build of the package into dist: compile, copy icons, codex and output schemas, bundle fast-xml-parser.
const { execFileSync } = require('node:child_process');
const { existsSync, rmSync } = require('node:fs');
const { dest, parallel, series, src } = require('gulp');
const esbuild = require('esbuild');

// The only module that imports fast-xml-parser. n8n installs no dependencies of a community node,
// so the compiled module gets the library inside it; everything else stays one file per source file.
const XML_WRAPPER = 'dist/nodes/Afas/profit/xml/fastXml.js';

function clean(done) {
	rmSync('dist', { recursive: true, force: true });
	done();
}

function compile(done) {
	execFileSync(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });
	done();
}

function copyAssets() {
	return src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

async function bundleXmlParser() {
	if (!existsSync(XML_WRAPPER)) return;
	await esbuild.build({
		entryPoints: [XML_WRAPPER],
		outfile: XML_WRAPPER,
		allowOverwrite: true,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow'],
		legalComments: 'eof',
	});
}

exports.clean = clean;
exports.build = series(clean, parallel(compile, copyAssets), bundleXmlParser);
exports.default = exports.build;
