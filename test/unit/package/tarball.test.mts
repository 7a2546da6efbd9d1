// The package as users install it: complete, small, self-sufficient, and without traces of development.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { checkout, readManifest } from './support/checkout.mts';
import { packPackage, type PackedPackage } from './support/pack.mts';
import {
	developmentFiles,
	filesBelow,
	machineTraces,
	missingModules,
} from './support/tarballRules.mts';

const MAXIMUM_SIZE = 400 * 1024;

describe('the rules themselves', () => {
	it('know files of development', () => {
		const files = [
			'dist/a.d.ts',
			'dist/a.js.map',
			'dist/tsconfig.tsbuildinfo',
			'dist/package.json',
			'test/unit/a.js',
			'dist/nodes/a.test.js',
		];
		const wanted = ['package.json', 'README.md', 'dist/nodes/Afas/Afas.node.js', 'dist/latest.js'];
		expect(developmentFiles([...wanted, ...files])).toEqual(files);
	});

	it('know modules that will not be there', () => {
		const code = `
			const fine = [require('n8n-workflow'), require('node:crypto'), require('./tarball.test.mts')];
			// require('in a comment')
			const text = "require('in a text')";
			const wrong = [require('axios'), require('crypto'), require('./nowhere'), require(text), import('lodash')];
		`;
		expect(missingModules(join(__dirname, 'any.js'), code)).toEqual([
			'axios',
			'crypto',
			'./nowhere',
			'require(text)',
			'lodash',
		]);
	});

	it('know traces of a machine', () => {
		const own = ['packages.example.net'];
		expect(machineTraces('at "/home/me/project/a.ts"', own)).toEqual(['/home/me/project/a.ts']);
		expect(machineTraces('https://registry.example.org/x', own)).toEqual([
			'registry.example.org/x',
		]);
		expect(machineTraces('from packages.example.net', own)).toEqual(own);
		expect(machineTraces('POST /home on https://example.com/root/', own)).toEqual([]);
	});
});

describe('the tarball', () => {
	let packed: PackedPackage;

	beforeAll(() => {
		packed = packPackage();
	}, 60_000);

	afterAll(() => packed?.remove());

	it('holds nothing for development', () => {
		expect(developmentFiles(packed.files)).toEqual([]);
	});

	it(`is at most ${MAXIMUM_SIZE / 1024} KB`, () => {
		const { size, files } = packed;
		console.log(`Tarball: ${(size / 1024).toFixed(1)} KB, ${files.length} files`);
		expect(size).toBeLessThanOrEqual(MAXIMUM_SIZE);
	});

	it('asks for no module but n8n-workflow, node:crypto and its own files', () => {
		const scripts = packed.files.filter((path) => path.endsWith('.js'));
		const missing = scripts.flatMap((path) =>
			missingModules(join(packed.folder, path)).map((name) => `${path}: ${name}`),
		);
		expect(scripts.length).toBeGreaterThan(0);
		expect(missing).toEqual([]);
	});

	it('has every node and credential of package.json, with icons and codex', () => {
		const { n8n } = readManifest(packed.folder);
		expect(packed.files).toEqual(expect.arrayContaining([...n8n.nodes, ...n8n.credentials]));
		expect(packed.files).toEqual(expect.arrayContaining(n8n.nodes.map((path) => `${path}on`)));
		const icons = [...n8n.nodes, ...n8n.credentials].flatMap((path) => {
			const code = readFileSync(join(packed.folder, path), 'utf8');
			const names = [...code.matchAll(/['"]file:([^'"]+)['"]/g)].map(([, name]) => name);
			expect(names.length).toBeGreaterThan(0);
			return names.map((name) => posix.join(posix.dirname(path), name));
		});
		expect(packed.files).toEqual(expect.arrayContaining(icons));
	});

	it('has the licence and the text that npm shows', () => {
		expect(packed.files).toEqual(expect.arrayContaining(['LICENSE.md', 'README.md']));
	});

	it('loads where only n8n-workflow is installed', () => {
		const { n8n } = readManifest(packed.folder);
		const modules = join(packed.folder, '../node_modules');
		const workflow = createRequire(__filename).resolve('n8n-workflow/package.json');
		mkdirSync(modules);
		symlinkSync(dirname(workflow), join(modules, 'n8n-workflow'), 'junction');
		const script = `
			for (const file of ${JSON.stringify([...n8n.nodes, ...n8n.credentials])}) {
				const className = require('node:path').basename(file).split('.')[0];
				const { description, name } = new (require('./' + file)[className])();
				console.log(description?.name ?? name);
			}`;
		const output = execFileSync(process.execPath, ['-e', script], {
			cwd: packed.folder,
			encoding: 'utf8',
			env: { ...process.env, NODE_PATH: '', NODE_OPTIONS: '' },
		});
		expect(output.trim().split('\n')).toHaveLength(n8n.nodes.length + n8n.credentials.length);
	});

	it('tells nothing about the machine that made it', () => {
		const registry = execFileSync('npm', ['config', 'get', 'registry', '--loglevel=error'], {
			cwd: checkout,
			encoding: 'utf8',
			shell: process.platform === 'win32',
		}).trim();
		const own = [checkout, URL.canParse(registry) ? new URL(registry).host : ''];
		const traces = filesBelow(packed.folder).flatMap((path) =>
			machineTraces(readFileSync(join(packed.folder, path), 'utf8'), own).map(
				(trace) => `${path}: ${trace}`,
			),
		);
		expect(traces).toEqual([]);
	});
});
