import { Readable } from 'node:stream';
import { ProfitError } from '../../../nodes/Afas/profit/errors/profitError';
import { measureMemory } from '../../load/memory.mts';
import { ANSWER_LIMIT, collectBody, type AnswerLimit } from '../../../nodes/Afas/transport/body';

const LIMIT: AnswerLimit = {
	bytes: 1000,
	exceeded: () => new ProfitError('tooMuchData', 'larger than allowed'),
};
const LONG_MS = 60_000;

const parts = (...sizes: number[]) => sizes.map((size, at) => Buffer.alloc(size, 97 + at));
const text = (of: Buffer[]) => Buffer.concat(of).toString();

const silentFor = (timeoutMs: number) => ({ timeoutMs, endsAt: Infinity });

describe('a body that arrives in parts', () => {
	it.each([
		['announced', 600],
		['not announced', undefined],
		['announced as shorter, since it was compressed', '250'],
		['announced as longer, since it was compressed', 900],
	])('is whole when its length is %s', async (_how, announced) => {
		const sent = parts(100, 200, 0, 300);
		const body = await collectBody(Readable.from(sent), announced, LIMIT, silentFor(LONG_MS));
		expect(body.toString()).toBe(text(sent));
	});

	it('is in memory once while it arrives', async () => {
		const PARTS = 40;
		const MEGABYTE = 1024 * 1024;
		let used = 0;
		async function* large() {
			const before = await measureMemory();
			for (let at = 0; at < PARTS; at++) yield Buffer.alloc(MEGABYTE, at);
			used = (await measureMemory()).external - before.external;
			yield Buffer.alloc(1);
		}
		const size = PARTS * MEGABYTE + 1;
		const body = await collectBody(large(), size, ANSWER_LIMIT, silentFor(LONG_MS));
		expect(body).toHaveLength(size);
		// Its own memory was reserved before the first part came.
		expect(used).toBeLessThan(5);
	});

	it('may be empty', async () => {
		expect(await collectBody(Readable.from([]), '0', LIMIT, silentFor(LONG_MS))).toHaveLength(0);
	});

	it('may be as long as the limit, and no longer', async () => {
		expect(
			await collectBody(Readable.from(parts(999, 1)), undefined, LIMIT, silentFor(LONG_MS)),
		).toHaveLength(1000);
		const long = Readable.from(parts(999, 2));
		await expect(collectBody(long, undefined, LIMIT, silentFor(LONG_MS))).rejects.toThrow(
			'larger than allowed',
		);
	});

	it('is not read to its end when that is not needed', async () => {
		let given = 0;
		function* endless() {
			for (;;) {
				given += 100;
				yield Buffer.alloc(100);
			}
		}
		const stream = Readable.from(endless(), { highWaterMark: 1 });
		await expect(collectBody(stream, undefined, LIMIT, silentFor(LONG_MS))).rejects.toThrow(
			'larger',
		);
		expect(stream.destroyed).toBe(true);
		expect(given).toBeLessThan(2000);
	});

	it('is refused at once when it announces too much', async () => {
		const stream = Readable.from(parts(10, 10, 10));
		await expect(collectBody(stream, 1001, LIMIT, silentFor(LONG_MS))).rejects.toThrow('larger');
		expect(stream.destroyed).toBe(true);
	});

	it('ends when nothing comes any more', async () => {
		const stream = new Readable({ read() {} });
		stream.push(Buffer.from('half'));
		const started = Date.now();
		await expect(collectBody(stream, undefined, LIMIT, silentFor(500))).rejects.toMatchObject({
			kind: 'timeout',
		});
		expect(Date.now() - started).toBeGreaterThanOrEqual(450);
		expect(stream.destroyed).toBe(true);
	});

	it('may take longer than that as long as something comes', async () => {
		const stream = new Readable({ read() {} });
		let left = 10;
		const timer = setInterval(() => {
			stream.push(left-- > 0 ? Buffer.from('x') : null);
			if (left < 0) clearInterval(timer);
		}, 150);
		const body = await collectBody(stream, undefined, LIMIT, silentFor(1000));
		expect(body.toString()).toBe('x'.repeat(10));
	});

	it('but not longer than there is time for all of it', async () => {
		const stream = new Readable({ read() {} });
		const timer = setInterval(() => stream.push(Buffer.from('x')), 20);
		const patience = { timeoutMs: LONG_MS, endsAt: Date.now() + 300 };
		await expect(collectBody(stream, undefined, LIMIT, patience)).rejects.toMatchObject({
			kind: 'timeout',
		});
		clearInterval(timer);
		expect(stream.destroyed).toBe(true);
	});

	it('that breaks gives what the stream says', async () => {
		const stream = new Readable({ read() {} });
		stream.push(Buffer.from('half'));
		setTimeout(() => stream.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })));
		await expect(collectBody(stream, undefined, LIMIT, silentFor(LONG_MS))).rejects.toMatchObject({
			code: 'ECONNRESET',
		});
	});
});

describe('a body that n8n has read already', () => {
	it.each([
		['text', 'é'],
		['bytes', Buffer.from('é')],
	])('as %s is taken as it is', async (_kind, body) => {
		expect((await collectBody(body, undefined, LIMIT, silentFor(1))).toString()).toBe('é');
	});

	it.each([undefined, null, {}])('as %p is nothing', async (body) => {
		expect(await collectBody(body, undefined, LIMIT, silentFor(1))).toHaveLength(0);
	});

	it('is held to the limit too', async () => {
		await expect(collectBody('x'.repeat(1001), undefined, LIMIT, silentFor(1))).rejects.toThrow(
			'larger',
		);
	});
});

it('an answer with rows may be 100 MB, and the user learns how to ask for less', () => {
	expect(ANSWER_LIMIT.bytes).toBe(100 * 1024 * 1024);
	expect(ANSWER_LIMIT.exceeded()).toMatchObject({
		kind: 'tooMuchData',
		details: { description: expect.stringContaining("'Page Size'") },
	});
});
