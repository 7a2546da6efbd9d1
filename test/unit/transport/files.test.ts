import { readSoapFile } from '../../../nodes/Afas/transport/files';
import type { Profit } from '../../../nodes/Afas/transport/profit';

const request = { path: '/appconnectorsubject.asmx', headers: {}, body: '' };

/** A Profit whose only answer has this many bytes. */
function answering(bytes: number): Profit {
	return { soapBytes: async () => Buffer.alloc(bytes, 'A') } as unknown as Profit;
}

describe('a file over SOAP', () => {
	it('of more than 100 MB is refused with a way out', async () => {
		const read = readSoapFile(answering(141 * 1024 * 1024), request, 'a.bin', { timeoutMs: 1 });
		await expect(read).rejects.toMatchObject({
			kind: 'tooLarge',
			details: { description: expect.stringContaining("Set 'Protocol' to REST") },
		});
	});
});
