import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { asCanceled, asToldToModel, toNodeError } from '../../../nodes/Afas/n8n/nodeError';
import { errorOfAnswer } from '../../../nodes/Afas/profit/answers/answerError';
import { ProfitError, type ProfitErrorKind } from '../../../nodes/Afas/profit/errors/profitError';
import { fieldFinder } from '../../../nodes/Afas/profit/metainfo/knownFields';

const node = { name: 'AFAS Profit', type: 'afas' } as INode;

describe('an unforeseen error', () => {
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

// n8n-core 2.41.1, WorkflowExecute.handleNodeExecutionError: `rewireOutputLogTo` gets `{ error: executionError.message }`.
describe('an error that a model is told', () => {
	const told = (thrown: Error) => asToldToModel(toNodeError(node, thrown, 0)).message;

	it('says what to do next, since n8n passes on no description', () => {
		const unknown = new ProfitError('connectionLost', 'The connection broke', {
			description: 'AFAS may have carried out the change. Look in Profit before sending it again.',
			outcome: 'unknown',
		});
		expect(told(unknown)).toBe(
			'The connection broke. AFAS may have carried out the change. Look in Profit before sending it again.',
		);
	});

	it('ends a sentence of AFAS once', () => {
		const refusal = new ProfitError('functional', 'De datum valt buiten de periode.', {
			description: 'Fix what the message mentions.',
		});
		expect(told(refusal)).toBe('De datum valt buiten de periode. Fix what the message mentions.');
	});

	it('stays as it is without a next step', () => {
		expect(told(new Error('Referenced node is unexecuted'))).toBe('Referenced node is unexecuted');
	});
});

// n8n-core 2.41.1, WorkflowExecute.processSuccessExecution: an error with this word in it ends an execution as canceled.
it('an error after which the execution was stopped says so in the word that n8n looks for, once', () => {
	const error = asCanceled(new NodeApiError(node, {}, { message: 'x', description: 'Look first' }));
	expect(error.message).toBe('The execution was canceled. x');
	expect(error.description).toBe('Look first');
	expect(asCanceled(error).message).toBe('The execution was canceled. x');
});

// n8n-workflow, errors/failure: by it n8n decides when a trigger polls next, and what it tells the user.
describe('why a call failed, in a word that n8n knows', () => {
	const failureOf = (thrown: unknown) => toNodeError(node, thrown).failure;
	const answered = (status: number, externalMessage = '', headers = {}) =>
		failureOf(
			errorOfAnswer({ status, headers, body: JSON.stringify({ externalMessage }) }, { path: 'x' }),
		);

	it('is that AFAS comes back by itself', () => {
		const kinds: ProfitErrorKind[] = ['unreachable', 'connectionLost', 'timeout', 'locked'];
		for (const kind of kinds) {
			const failure = failureOf(new ProfitError(kind, 'x'));
			expect({ kind, failure }).toEqual({ kind, failure: { cause: 'temporarily-unavailable' } });
		}
		expect(answered(502)).toEqual({ cause: 'temporarily-unavailable' });
	});

	it('is too many calls, with the wait that AFAS asks for', () => {
		expect(answered(429, '', { 'retry-after': '20' })).toEqual({
			cause: 'rate-limited',
			retryAfterMs: 20_000,
		});
	});

	it('is the credential', () => {
		expect(answered(401, '', { 'retry-after': '20' })).toEqual({ cause: 'credential-invalid' });
	});

	it.each([
		'GetConnector not supported for this app or the user is not authorized',
		'App connector is blocked',
		"Connector-veld 'Naam' niet gevonden",
		'Deze GetConnector (definitie) is geblokkeerd',
	])('is what the node points at: %s', (words) => {
		expect(answered(500, words)).toEqual({ cause: 'configuration-invalid' });
	});

	it('is a field that is not there any more', () => {
		const find = fieldFinder('Sim_Debtors', { fields: [] });
		const missing = (() => {
			try {
				return find('Gone', 'Sort');
			} catch (error) {
				return error;
			}
		})();
		expect(failureOf(missing)).toEqual({ cause: 'configuration-invalid' });
	});

	it('is an address that AFAS does not have or does not let in', () => {
		expect([403, 404].map((status) => answered(status))).toEqual([
			{ cause: 'configuration-invalid' },
			{ cause: 'configuration-invalid' },
		]);
	});

	it('is the node itself', () => {
		expect(failureOf(new TypeError('x is undefined'))).toEqual({ cause: 'node-defect' });
	});

	it('is not guessed', () => {
		expect(answered(500, 'The end date lies before the start date')).toBeUndefined();
		expect(failureOf(new ProfitError('input', 'x'))).toBeUndefined();
		expect(failureOf(new Error('Referenced node is unexecuted'))).toBeUndefined();
	});
});
