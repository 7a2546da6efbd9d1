import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { showHints } from '../../../nodes/Afas/n8n/hints';
import { ProfitError } from '../../../nodes/Afas/profit/errors/profitError';
import { withoutTags } from '../../../nodes/Afas/profit/errors/withoutTags';
import { errorItem, toNodeError } from '../../../nodes/Afas/n8n/nodeError';

const node = { name: 'AFAS Profit', type: 'afas' } as INode;

// n8n's editor leaves these in: sanitize-html's defaults, with `img` and `input` (n8n 2.41, n8n-editor-ui).
const EVIL = [
	'<img src=https://evil.example/x>',
	'<a href="https://evil.example">Sign in again</a>',
	'<IMG SRC=x>',
	'</div><h1>x',
	'<a',
	'<!-- x -->',
	'<<a>b',
	'x<input type=text',
];

describe('where the editor reads HTML, it finds no tags', () => {
	it.each(EVIL)('%s', (text) => {
		const shown = withoutTags(`De code ${text} bestaat niet`);
		expect(shown).not.toMatch(/<[a-z/!?]/i);
		// Nothing goes missing but the form of the brackets.
		expect(shown.replace(/[‹›]/g, '').length).toBe(
			`De code ${text} bestaat niet`.replace(/<(?=[a-z/!?])|(?<=<[a-z/!?][^<>]*)>/gi, '').length,
		);
	});

	it.each(['Kosten < 5 en > 3', 'a & b', 'Log <3', 'x<>y', "'s-Hertogenbosch"])(
		'and %s stays as it is',
		(text) => {
			expect(withoutTags(text)).toBe(text);
		},
	);

	it('in errors, whatever their kind', () => {
		for (const kind of ['functional', 'input', 'badAnswer'] as const) {
			const description = `Try again. ${EVIL.join(' ')}`;
			const error = toNodeError(node, new ProfitError(kind, EVIL.join(' '), { description }), 0);
			expect(error.message + error.description).not.toMatch(/<[a-z/!?]/i);
			expect(JSON.stringify(errorItem(error, 0).json)).not.toMatch(/<[a-z/!?]/i);
		}
	});

	it('in hints', () => {
		const messages: string[] = [];
		const context = {
			addExecutionHints: (hint: { message: string }) => messages.push(hint.message),
		} as unknown as IExecuteFunctions;
		showHints(context, EVIL);
		expect(messages).toHaveLength(EVIL.length);
		expect(messages.join(' ')).not.toMatch(/<[a-z/!?]/i);
	});

	it('so that words between brackets can be read', () => {
		const thrown = new ProfitError('input', 'Fill in <subscription>_<project>');
		expect(toNodeError(node, thrown).message).toBe('Fill in ‹subscription›_‹project›');
	});
});
