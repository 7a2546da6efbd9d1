import { sleep } from 'n8n-workflow';
import type { ProfitClient } from '../../../nodes/Afas/transport/client';
import { sideBySide, type ItemAtWork } from '../../../nodes/Afas/transport/sideBySide';

const clients = ['a', 'b'].map((key) => ({ key }) as unknown as ProfitClient);

/** Items of two customers in turn; those in `without` have no credential. */
const customers = (without: number[] = []) => ({
	async of(itemIndex: number) {
		if (without.includes(itemIndex)) throw new Error('no credential');
		return clients[itemIndex % 2];
	},
});

const one: (itemIndex: number) => number = () => 1;

const items = (
	count: number,
	work: (turn: ItemAtWork) => Promise<string>,
	{ endsAtFailure = false, atOnce = one } = {},
) => ({ count, endsAtFailure, atOnce, work });

const answersOf = (outcomes: Awaited<ReturnType<typeof sideBySide<string>>>) =>
	outcomes.map((is) => ('answer' in is ? is.answer : (is.thrown as Error).message));

it.each([1, 2])('keeps the order of the items, %i of a customer at once', async (most) => {
	const running = new Map<string, number>();
	const seen = new Set<number>();
	const work = async ({ itemIndex, client: { key } }: ItemAtWork) => {
		running.set(key, (running.get(key) ?? 0) + 1);
		seen.add(running.get(key) ?? 0);
		await sleep(key === 'a' ? 20 - itemIndex : 1);
		running.set(key, (running.get(key) ?? 0) - 1);
		return `${itemIndex}${key}`;
	};
	const outcomes = await sideBySide(customers(), items(8, work, { atOnce: () => most }));
	expect(answersOf(outcomes)).toEqual(['0a', '1b', '2a', '3b', '4a', '5b', '6a', '7b']);
	expect(Math.max(...seen)).toBe(most);
});

it('an item that wants to be alone is alone', async () => {
	const running = new Set<number>();
	const beside: number[][] = [];
	const work = async ({ itemIndex }: ItemAtWork) => {
		running.add(itemIndex);
		await sleep(5);
		beside[itemIndex] = [...running];
		running.delete(itemIndex);
		return '';
	};
	await sideBySide(customers(), items(8, work, { atOnce: (at) => (at === 4 ? 1 : 3) }));
	expect(beside[4].filter((at) => at % 2 === 0)).toEqual([4]);
	expect(beside[0]).toContain(2);
});

it('a customer whose Profit does not answer delays nobody else', async () => {
	let answer = (): void => undefined;
	const silent = new Promise<void>((resolve) => (answer = resolve));
	const done: number[] = [];
	const work = async ({ itemIndex, client: { key } }: ItemAtWork) => {
		if (key === 'a') await silent;
		done.push(itemIndex);
		return '';
	};
	const all = sideBySide(customers(), items(6, work));
	await sleep(20);
	expect(done).toEqual([1, 3, 5]);
	answer();
	await all;
	expect(done).toHaveLength(6);
});

it('the turn of an item comes when those of its customer before it are done', async () => {
	const done: number[] = [];
	const work = async ({ itemIndex, turn }: ItemAtWork) => {
		await sleep(itemIndex === 0 ? 30 : 1);
		await turn.comes();
		expect(turn.isHere).toBe(true);
		done.push(itemIndex);
		return '';
	};
	await sideBySide(customers(), items(8, work, { atOnce: () => 4 }));
	expect(done).toEqual([1, 3, 5, 7, 0, 2, 4, 6]);
});

it('each item fails alone', async () => {
	const work = async ({ itemIndex }: ItemAtWork) => {
		if (itemIndex === 2) throw new Error('refused');
		return String(itemIndex);
	};
	const outcomes = await sideBySide(customers([1]), items(4, work));
	expect(answersOf(outcomes)).toEqual(['0', 'no credential', 'refused', '3']);
});

it.each([
	['whose work fails', [] as number[], 1],
	['without a credential', [2], 1],
	['whose work fails, with others at once', [], 3],
])('ends with the first item in their order %s', async (_what, without, most) => {
	const begun: number[] = [];
	const work = async ({ itemIndex, client: { key } }: ItemAtWork) => {
		begun.push(itemIndex);
		if (itemIndex === 2 || itemIndex === 4) throw new Error('no credential');
		await sleep(key === 'b' ? 10 : 0);
		return String(itemIndex);
	};
	const all = items(20, work, { endsAtFailure: true, atOnce: () => most });
	const outcomes = await sideBySide(customers(without), all);
	expect(answersOf(outcomes)).toEqual(['0', '1', 'no credential']);
	expect(begun.filter((at) => at >= 2 * (most + 2))).toEqual([]);
});

it('an item that goes on after one before it failed sends nothing more', async () => {
	const sent: number[] = [];
	const client = {
		async read(_call: unknown, { isStopped }: { isStopped?: () => boolean }) {
			if (isStopped?.()) throw new Error('stopped');
			return { status: 200, headers: {}, body: Buffer.from('') };
		},
	} as unknown as ProfitClient;
	const work = async ({ itemIndex, client: own }: ItemAtWork) => {
		for (let page = 0; page < 5; page++) {
			await own.read({} as never, { timeoutMs: 1 });
			sent.push(itemIndex);
			await sleep(5);
			if (itemIndex === 0 && page === 1) throw new Error('refused');
		}
		return '';
	};
	const all = items(3, work, { endsAtFailure: true, atOnce: () => 3 });
	const outcomes = await sideBySide({ of: async () => client }, all);
	expect(answersOf(outcomes)).toEqual(['refused']);
	expect(sent.filter((at) => at === 1).length).toBeLessThanOrEqual(3);
});

it('what other items may wait for is asked for all the same', async () => {
	const client = {
		async readText(_call: unknown, { isStopped }: { isStopped?: () => boolean }) {
			await sleep(20);
			if (isStopped?.()) throw new Error('stopped');
			return { status: 200, headers: {}, body: 'fields' };
		},
	} as unknown as ProfitClient;
	let shared: Promise<{ body: string }> | undefined;
	const work = async ({ itemIndex, client: own }: ItemAtWork) => {
		if (itemIndex === 1) throw new Error('refused');
		if (itemIndex === 0) await sleep(10);
		shared ??= own.readText({} as never, { timeoutMs: 1, isShared: true });
		return (await shared).body;
	};
	const all = items(3, work, { endsAtFailure: true, atOnce: () => 3 });
	const outcomes = await sideBySide({ of: async () => client }, all);
	expect(answersOf(outcomes)).toEqual(['fields', 'refused']);
});
