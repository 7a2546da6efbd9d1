import type { CallOptions } from '../../../nodes/Afas/transport/calls';
import type { ProfitClient } from '../../../nodes/Afas/transport/client';
import { serviceOf } from '../../../nodes/Afas/transport/service';

const MEGABYTE = 1024 * 1024;

/** A client whose only answer has this many bytes. */
function answering(bytes: number): ProfitClient {
	const read = async (_call: unknown, { limit }: CallOptions) => {
		if (limit !== undefined && bytes > limit.bytes) throw limit.exceeded();
		return await Promise.resolve({
			status: 200,
			headers: {},
			body: Buffer.from('{"filedata":"QUFB"}'),
		});
	};
	return { read } as unknown as ProfitClient;
}

const overRest = async (bytes: number) =>
	await serviceOf(answering(bytes), 'rest').report('1', [], { timeoutMs: 1 });
const overSoap = async (bytes: number) =>
	await serviceOf(answering(bytes), 'soap').report('1', [], { timeoutMs: 1 });

describe('a large file', () => {
	// Base64 takes 4 bytes for 3, and JSON may escape every slash in it.
	it.each([100, 200])('of %i MB is taken over REST', async (megabytes) => {
		const { data } = await overRest(((megabytes * 4) / 3) * 1.03 * MEGABYTE);
		expect(data.toString()).toBe('AAA');
	});

	it('of more than 200 MB is refused', async () => {
		await expect(overRest(281 * MEGABYTE)).rejects.toMatchObject({
			kind: 'tooLarge',
			message: 'The file is larger than 200 MB',
		});
	});

	it('of more than 100 MB is refused over SOAP, with a way out', async () => {
		await expect(overSoap(141 * MEGABYTE)).rejects.toMatchObject({
			kind: 'tooLarge',
			message: 'The file is larger than 100 MB',
			details: { description: expect.stringContaining("Set 'Protocol' to REST") },
		});
	});
});
