import { readFile, readSoapFile } from '../../../nodes/Afas/transport/files';
import type { CallOptions, Profit } from '../../../nodes/Afas/transport/profit';

const MEGABYTE = 1024 * 1024;

/** A Profit whose only answer has this many bytes. */
function answering(bytes: number): Profit {
	const answer = async (_call: unknown, { limit }: CallOptions) => {
		if (limit !== undefined && bytes > limit.bytes) throw limit.exceeded();
		return await Promise.resolve(Buffer.from('{"filedata":"QUFB"}'));
	};
	return { restBytes: answer, soapBytes: answer } as unknown as Profit;
}

const overRest = async (bytes: number) =>
	await readFile(answering(bytes), '/path', { message: '', nextStep: '' }, { timeoutMs: 1 });
const overSoap = async (bytes: number) => {
	const request = { path: '/appconnectorsubject.asmx', headers: {}, body: '', reads: true };
	return await readSoapFile(answering(bytes), request, 'a.bin', { timeoutMs: 1 });
};

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
