import { sleep } from 'n8n-workflow';
import type { ProfitClient } from '../../../nodes/Afas/transport/client';
import { sideBySide } from '../../../nodes/Afas/transport/sideBySide';

const clients = ['a', 'b'].map((key) => ({ key }) as unknown as ProfitClient);

/** Items of two customers in turn; those in `without` have no credential. */
const customers = (without: number[] = []) => ({
	async of(itemIndex: number) {
		if (without.includes(itemIndex)) throw new Error('no credential');
		return clients[itemIndex % 2];
	},
});

const answersOf = (outcomes: Awaited<ReturnType<typeof sideBySide<string>>>) =>
	outcomes.map((is) => ('answer' in is ? is.answer : (is.thrown as Error).message));

it('keeps the order of the items, and one of a customer waits for the one before it', async () => {
	const running = new Map<string, number>();
	const outcomes = await sideBySide(customers(), 6, false, async (itemIndex, { key }) => {
		running.set(key, (running.get(key) ?? 0) + 1);
		expect(running.get(key)).toBe(1);
		await sleep(key === 'a' ? 20 : 1);
		running.set(key, 0);
		return `${itemIndex}${key}`;
	});
	expect(answersOf(outcomes)).toEqual(['0a', '1b', '2a', '3b', '4a', '5b']);
});

it('a customer who does not answer holds up nobody else', async () => {
	let answer = (): void => undefined;
	const silent = new Promise<void>((resolve) => (answer = resolve));
	const done: number[] = [];
	const all = sideBySide(customers(), 6, false, async (itemIndex, { key }) => {
		if (key === 'a') await silent;
		done.push(itemIndex);
		return '';
	});
	await sleep(20);
	expect(done).toEqual([1, 3, 5]);
	answer();
	await all;
	expect(done).toHaveLength(6);
});

it('each item fails alone', async () => {
	const outcomes = await sideBySide(customers([1]), 4, false, async (itemIndex) => {
		if (itemIndex === 2) throw new Error('refused');
		return String(itemIndex);
	});
	expect(answersOf(outcomes)).toEqual(['0', 'no credential', 'refused', '3']);
});

it.each([
	['whose work fails', [] as number[]],
	['without a credential', [2]],
])('ends with the first item in their order %s', async (_what, without) => {
	const begun: number[] = [];
	const outcomes = await sideBySide(customers(without), 6, true, async (itemIndex, { key }) => {
		begun.push(itemIndex);
		if (itemIndex === 2) throw new Error('no credential');
		await sleep(key === 'b' ? 10 : 0);
		return String(itemIndex);
	});
	expect(answersOf(outcomes)).toEqual(['0', '1', 'no credential']);
	expect(begun).not.toContain(4);
});
