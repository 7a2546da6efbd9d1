import type { IHttpRequestOptions } from 'n8n-workflow';
import { authenticate } from '../../../nodes/Afas/transport/authentication';
import { ANSWER_LIMIT } from '../../../nodes/Afas/transport/body';
import { exchange } from '../../../nodes/Afas/transport/send';

it('what the credential refuses is the error of the call, also where n8n passes on the message only', async () => {
	const credential = { environment: 'production', tenant: 'abc' };
	const n8n1 = async (request: IHttpRequestOptions) => {
		try {
			return await authenticate(credential, request);
		} catch (error) {
			throw new Error((error as Error).message);
		}
	};
	const call = {
		method: 'GET',
		url: 'https://12345.rest.afas.online/profitrestservices/x',
	} as const;
	await expect(
		exchange(n8n1, { ...call, limit: ANSWER_LIMIT, timeoutMs: 1000 }),
	).rejects.toMatchObject({ kind: 'input', message: expect.stringContaining('Tenant') });
});
