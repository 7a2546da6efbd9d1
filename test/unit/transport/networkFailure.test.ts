import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';
import { inputError } from '../../../nodes/Afas/profit/errors/profitError';
import { networkFailure } from '../../../nodes/Afas/transport/networkFailure';

const node: INode = {
	id: '1',
	name: 'AFAS',
	type: 'afas',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

describe('what n8n throws for a request', () => {
	it('gives the code of Node below the wrapping', () => {
		const socketError = Object.assign(new Error('connect'), {
			code: 'ETIMEDOUT',
			syscall: 'connect',
		});
		const axiosError = Object.assign(new Error('x'), { code: 'ETIMEDOUT', cause: socketError });
		const wrapped = new NodeApiError(node, axiosError as unknown as JsonObject);
		expect(networkFailure(wrapped)).toEqual({ code: 'ETIMEDOUT', syscall: 'connect' });
	});

	it('gives the refusal of the credential itself', () => {
		const refusal = inputError("'Tenant' is empty");
		const wrapped = new NodeApiError(node, refusal as unknown as JsonObject);
		expect(networkFailure(wrapped)).toBe(refusal);
	});

	it('knows a cancelled request, and survives anything else', () => {
		expect(networkFailure({ name: 'CanceledError' })).toEqual({ cancelled: true });
		const loop: { cause?: unknown } = {};
		loop.cause = loop;
		expect([networkFailure(undefined), networkFailure('x'), networkFailure(loop)]).toEqual([
			{},
			{},
			{},
		]);
	});
});
