// What the package's files export and no other file imports.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import ts from 'typescript';
import { checkout } from './checkout.mts';
import { codeFiles } from './citations.mts';

/** n8n loads these by their path. */
const ENTRY = /\.(?:node|credentials)\.ts$/;

/**
 * `file: name` of each value that a file of nodes/ or credentials/ exports, and that the package does not use: no other
 * file of it imports the name, and its own file has it only where it is declared. A type is used by the signature in
 * which it stands.
 */
export function unusedExports(): string[] {
	const own = ['nodes', 'credentials'].flatMap(codeFiles);
	const imported = new Set(own.flatMap(importsOf));
	return own
		.filter(({ file }) => !ENTRY.test(file))
		.flatMap(({ file, text }) =>
			exportsOf(text)
				.filter((name) => text.split(new RegExp(`\\b${name}\\b`)).length <= 2)
				.map((name) => `${file}: ${name}`),
		)
		.filter((name) => !imported.has(name) && !imported.has(`${name.split(':')[0]}: *`));
}

const parse = (text: string) => ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest);

/** The names that a file exports. */
export function exportsOf(text: string): string[] {
	const isExported = (node: ts.Node) =>
		ts.canHaveModifiers(node) &&
		ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
	return parse(text).statements.flatMap((statement) => {
		if (ts.isExportDeclaration(statement) && statement.exportClause) {
			return ts.isNamedExports(statement.exportClause)
				? statement.exportClause.elements.map(({ name }) => name.text)
				: [statement.exportClause.name.text];
		}
		if (!isExported(statement)) return [];
		if (ts.isVariableStatement(statement)) {
			return statement.declarationList.declarations.flatMap(({ name }) => namesOf(name));
		}
		const { name } = statement as ts.DeclarationStatement;
		return name ? [name.text] : [];
	});
}

function namesOf(name: ts.BindingName): string[] {
	if (ts.isIdentifier(name)) return [name.text];
	return name.elements.flatMap((element) =>
		ts.isBindingElement(element) ? namesOf(element.name) : [],
	);
}

/** `file: name` of what a file imports from others of the checkout; `*` for all of it. */
function importsOf({ file, text }: { file: string; text: string }): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
			const from = node.moduleSpecifier && (node.moduleSpecifier as ts.StringLiteral).text;
			if (from?.startsWith('.')) {
				found.push(...namesIn(node).map((name) => `${resolved(file, from)}: ${name}`));
			}
		} else if (
			ts.isCallExpression(node) &&
			node.arguments.length > 0 &&
			ts.isStringLiteral(node.arguments[0]) &&
			node.arguments[0].text.startsWith('.')
		) {
			// import('…'), require('…') and the like use all of it.
			found.push(`${resolved(file, node.arguments[0].text)}: *`);
		} else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
			const from = (node.argument.literal as ts.StringLiteral).text;
			if (from.startsWith('.')) found.push(`${resolved(file, from)}: *`);
		}
		ts.forEachChild(node, visit);
	};
	visit(parse(text));
	return found;
}

function namesIn(node: ts.ImportDeclaration | ts.ExportDeclaration): string[] {
	const list = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause;
	if (list && (ts.isNamedImports(list) || ts.isNamedExports(list))) {
		return list.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
	}
	return ['*'];
}

function resolved(file: string, from: string): string {
	const path = join(dirname(file), from);
	const candidates = [path, `${path}.ts`, `${path}/index.ts`];
	return candidates.find((one) => /\.m?ts$/.test(one) && existsSync(join(checkout, one))) ?? path;
}
