// Build of the package into dist: compile, copy icons, codex and output schemas, bundle fast-xml-parser.
const { execFileSync } = require('node:child_process');
const { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { dest, parallel, series, src } = require('gulp');
const esbuild = require('esbuild');

// The only module that imports fast-xml-parser. n8n installs no dependencies of a community node,
// so the compiled module gets the library inside it; everything else stays one file per source file.
const XML_WRAPPER = 'dist/nodes/Afas/profit/xml/fastXml.js';
const NOTICES = 'dist/THIRD-PARTY-NOTICES.md';

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
	const wrapper = resolve(XML_WRAPPER);
	const { metafile } = await esbuild.build({
		entryPoints: [XML_WRAPPER],
		outfile: XML_WRAPPER,
		allowOverwrite: true,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		legalComments: 'eof',
		metafile: true,
		// The library's readable source instead of its own minified bundle.
		conditions: ['import'],
		plugins: [
			{
				name: 'own files stay files',
				// A second copy of ProfitError would not be the class that others test for.
				setup: ({ onResolve }) =>
					onResolve({ filter: /^\.\.?\// }, ({ path, importer }) =>
						importer === wrapper ? { path, external: true } : undefined,
					),
			},
		],
	});
	writeFileSync(NOTICES, licenceNotices(Object.keys(metafile.inputs)));
}

// The licence texts of the packages that these files belong to.
function licenceNotices(files) {
	const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
	const sections = [...new Set(folders.filter(Boolean))].sort().map((folder) => {
		const { name, version, license, author } = JSON.parse(
			readFileSync(join(folder, 'package.json'), 'utf8'),
		);
		return `## ${name} ${version}\n\n${licenceText(folder) ?? standardText(license, author)}\n`;
	});
	const file = XML_WRAPPER.replace('dist/', '');
	return `# Third-party notices\n\nThese packages are compiled into \`${file}\`.\n\n${sections.join('\n')}`;
}

function licenceText(folder) {
	const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
	return file && readFileSync(join(folder, file), 'utf8').trim();
}

// A package that only names the MIT licence gets its text from the one that it belongs to.
function standardText(license, author) {
	if (license !== 'MIT') throw new Error(`A bundled package under ${license} has no licence text`);
	const text = licenceText('node_modules/fast-xml-parser');
	return text.replace(/^Copyright .*$/m, `Copyright (c) ${author}`);
}

exports.clean = clean;
exports.build = series(clean, parallel(compile, copyAssets), bundleXmlParser);
exports.default = exports.build;
