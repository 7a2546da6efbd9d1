// What n8n and its users may rely on in the published package, checked file by file.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const ALLOWED_MODULES = new Set(['n8n-workflow', 'node:crypto']);

/** Files that are for development only, out of the paths of a tarball. */
export function developmentFiles(paths: string[]): string[] {
	const isForDevelopment = (path: string) =>
		/\.(?:ts|mts|map|tsbuildinfo|tgz|log)$/.test(path) ||
		/(?:^|\/)(?:tests?|__tests__|simulator|integration|e2e|bench|node_modules)\//.test(path) ||
		/\.(?:test|spec)\./.test(path) ||
		/(?:^|\/)tsconfig/.test(path) ||
		/^dist\/(?:.*\/)?package(?:-lock)?\.json$/.test(path);
	return paths.filter(isForDevelopment);
}

/**
 * Modules that a compiled file asks for but that will not be there: anything but n8n-workflow,
 * node:crypto and existing files beside it, and modules whose name is only known at run time.
 * @param file its path; relative modules are looked up from there.
 */
export function missingModules(file: string, code = readFileSync(file, 'utf8')): string[] {
	const found: string[] = [];
	const isThere = (name: string) => {
		if (ALLOWED_MODULES.has(name)) return true;
		if (!name.startsWith('.')) return false;
		const path = resolve(dirname(file), name);
		return [path, `${path}.js`, `${path}.json`, join(path, 'index.js')].some(
			(candidate) => existsSync(candidate) && statSync(candidate).isFile(),
		);
	};
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node)) {
			const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
			if (isRequire || node.expression.kind === ts.SyntaxKind.ImportKeyword) {
				const [argument] = node.arguments;
				const isText = argument !== undefined && ts.isStringLiteralLike(argument);
				if (!isText) found.push(node.getText());
				else if (!isThere(argument.text)) found.push(argument.text);
			}
		}
		if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
			if (!isThere(node.moduleSpecifier.text)) found.push(node.moduleSpecifier.text);
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true));
	return found;
}

/**
 * Traces of the machine that made the package: folders of a home or a checkout, and package registries.
 * @param own further texts that must not be in there, for example the registry of this machine.
 */
export function machineTraces(text: string, own: string[] = []): string[] {
	const patterns = [
		/(?:^|[\s"'`(=:])((?:\/root|\/home\/|\/Users\/|\/tmp\/|\/var\/folders\/)[^\s"'`)]*)/g,
		/\b([A-Za-z]:\\+Users\\[^\s"'`)]*)/g,
		/\b(registry\.[a-z0-9-]+\.[a-z]+[^\s"'`)]*)/g,
	];
	const found = patterns.flatMap((pattern) =>
		[...text.matchAll(pattern)].map(([, trace]) => trace),
	);
	// A home such as /root is too short to look for as it is; the patterns know it.
	const home = homedir().split(/[\\/]/).length > 2 ? [homedir()] : [];
	const literals = [...home, ...own].filter((literal) => literal.length > 1);
	return [...found, ...literals.filter((literal) => text.includes(literal))];
}

/** All files below a folder, as paths from there. */
export function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => statSync(join(folder, path)).isFile());
}
