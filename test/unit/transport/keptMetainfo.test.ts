import { KeptMetainfo, type KeptLimits } from '../../../nodes/Afas/transport/keptMetainfo';

let now = 0;
const keeper = (limits: Partial<KeptLimits> = {}) =>
	new KeptMetainfo({ ageMs: 600_000, entries: 3, length: 100, ...limits }, () => now);
const answer = (name: string, length = 10) => Promise.resolve({ info: { name }, length });
const nameIn = async (kept: KeptMetainfo, key: string) => {
	const metainfo = await kept.get(key);
	return metainfo && (metainfo.info as { name: string }).name;
};

beforeEach(() => {
	now = 1_000_000;
});

it('gives what is on its way and what has come', async () => {
	const kept = keeper();
	kept.keep('a', answer('A'));
	const underWay = kept.get('a');
	expect((await underWay)?.info).toEqual({ name: 'A' });
	expect(await nameIn(kept, 'a')).toBe('A');
	expect(kept.get('b')).toBeUndefined();
});

it('gives nothing that is older than its age, nor what a clock that was set back makes younger', () => {
	const kept = keeper();
	kept.keep('a', answer('A'));
	now += 599_999;
	expect(kept.get('a')).toBeDefined();
	now += 1;
	expect(kept.get('a')).toBeUndefined();
	kept.keep('a', answer('A'));
	now -= 1;
	expect(kept.get('a')).toBeUndefined();
});

it('does not keep what failed, not even while another answer is on its way', async () => {
	const kept = keeper();
	const failing = Promise.reject(new Error('no'));
	kept.keep('a', failing);
	await expect(kept.get('a')).rejects.toThrow('no');
	expect(kept.get('a')).toBeUndefined();
	const late = Promise.reject(new Error('late'));
	kept.keep('a', late);
	kept.keep('a', answer('A'));
	await expect(late).rejects.toThrow('late');
	expect(await nameIn(kept, 'a')).toBe('A');
});

it('leaves out what was not used for the longest time, by number and by length', async () => {
	const kept = keeper();
	for (const key of ['a', 'b', 'c']) kept.keep(key, answer(key));
	await nameIn(kept, 'a');
	kept.keep('d', answer('d'));
	expect(await Promise.all(['a', 'b', 'c', 'd'].map(async (key) => nameIn(kept, key)))).toEqual([
		'a',
		undefined,
		'c',
		'd',
	]);
	kept.keep('e', answer('e', 75));
	await kept.get('e');
	expect(await nameIn(kept, 'a')).toBeUndefined();
	expect(await nameIn(kept, 'd')).toBe('d');
	kept.keep('f', answer('f', 101));
	await kept.get('f');
	for (const key of ['a', 'c', 'd', 'e', 'f']) expect(kept.get(key)).toBeUndefined();
	// What was left out takes no room.
	kept.keep('g', answer('g', 90));
	await kept.get('g');
	expect(await nameIn(kept, 'g')).toBe('g');
});

it('counts an answer that comes late for what was replaced only once', async () => {
	const kept = keeper();
	let come: (is: { info: object; length: number }) => void = () => undefined;
	const late = new Promise<{ info: object; length: number }>((resolve) => (come = resolve));
	kept.keep('a', late);
	kept.keep('a', answer('A', 60));
	come({ info: {}, length: 60 });
	await late;
	await kept.get('a');
	expect(await nameIn(kept, 'a')).toBe('A');
	kept.forget('a');
	expect(kept.get('a')).toBeUndefined();
});
