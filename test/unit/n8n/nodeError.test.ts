import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { asCanceled, toNodeError } from '../../../nodes/Afas/n8n/nodeError';

const node = { name: 'AFAS Profit', type: 'afas' } as INode;

describe('an error that nobody foresaw', () => {
	it.each([
		new TypeError("Cannot read properties of undefined (reading 'a')"),
		new RangeError('Maximum call stack size exceeded'),
	])('of the JavaScript engine has words for the user, and its own for a report: %s', (thrown) => {
		const error = toNodeError(node, thrown, 3);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('The node cannot handle what it was given');
		expect(error.description).toContain(`with these words: ${thrown.message}.`);
		expect(error.context.itemIndex).toBe(3);
	});

	it('of n8n keeps its words', () => {
		const thrown = new Error('Referenced node is unexecuted');
		expect(toNodeError(node, thrown, 0).message).toBe('Referenced node is unexecuted');
	});

	it('may be anything that can be thrown', () => {
		for (const thrown of ['text', undefined, null, { a: 1 }]) {
			expect(toNodeError(node, thrown, 0)).toBeInstanceOf(NodeOperationError);
		}
	});

	it('of the node itself stays, and gets its item', () => {
		const thrown = new NodeApiError(node, { message: 'x' });
		expect(toNodeError(node, thrown, 2)).toBe(thrown);
		expect(thrown.context.itemIndex).toBe(2);
	});
});

// n8n-core 2.41.1, WorkflowExecute.processSuccessExecution: an error with this word in it ends an execution as canceled.
it('an error after which the execution was stopped says so in the word that n8n looks for, once', () => {
	const error = asCanceled(new NodeApiError(node, {}, { message: 'x', description: 'Look first' }));
	expect(error.message).toBe('The execution was canceled. x');
	expect(error.description).toBe('Look first');
	expect(asCanceled(error).message).toBe('The execution was canceled. x');
});
