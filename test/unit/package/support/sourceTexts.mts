// The texts in the source that a user may read: every string with words in it, messages included.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { checkout } from './checkout.mts';

export interface SourceText {
	/** Path of the file from the checkout on, with slashes. */
	file: string;
	/** `…` stands for each part that is filled in when the text is used. */
	text: string;
}

/** The texts of more than one word in the TypeScript files of a folder of the checkout. */
export function sourceTexts(folder: string): SourceText[] {
	return readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.flatMap((name) => {
			const path = join(checkout, folder, name);
			const file = relative(checkout, path).replaceAll('\\', '/');
			return textsOf(readFileSync(path, 'utf8')).map((text) => ({ file, text }));
		});
}

/** The texts of more than one word in TypeScript source. */
export function textsOf(source: string): string[] {
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node)) texts.push(node.text);
		if (ts.isTemplateExpression(node)) {
			texts.push(
				node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join(''),
			);
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest));
	return texts.filter((text) => /[a-z]\s+[a-z]/i.test(text));
}
