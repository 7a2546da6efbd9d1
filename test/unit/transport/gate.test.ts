import { ProfitError } from '../../../nodes/Afas/profit/errors/profitError';
import { Gate } from '../../../nodes/Afas/transport/gate';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Calls through a gate that are answered, or refused, when told to. */
function calls(gate: Gate) {
	const open: Array<{ answer: () => void; refuse: (error: Error) => void }> = [];
	const begin = (count: number, atOnce: number) => {
		for (let at = 0; at < count; at++) {
			const call = async () =>
				await new Promise<void>((answer, refuse) => open.push({ answer, refuse }));
			void gate.pass(atOnce, call).catch(() => undefined);
		}
	};
	const settle = async () => await jest.advanceTimersByTimeAsync(5);
	return {
		open,
		begin,
		async answer(count: number) {
			for (const { answer } of open.splice(0, count)) answer();
			await settle();
		},
		async refuse(count: number, error: Error) {
			for (const { refuse } of open.splice(0, count)) refuse(error);
			await settle();
		},
	};
}

const tooMany = new ProfitError('unavailable', 'Too many calls');

it('lets no more calls go than each of them allows', async () => {
	const { open, begin, answer } = calls(new Gate(false));
	begin(6, 5);
	expect(open).toHaveLength(5);
	begin(1, 2);
	begin(1, 5);
	await answer(1);
	expect(open).toHaveLength(5);
	await answer(4);
	// The next one allows one beside it.
	expect(open).toHaveLength(2);
	await answer(1);
	expect(open).toHaveLength(2);
});

it('lets half as many go after each refusal, down to one, and slowly more again', async () => {
	const { open, begin, answer, refuse } = calls(new Gate(false));
	begin(60, 5);
	await refuse(1, tooMany);
	expect(open).toHaveLength(4);
	await answer(3);
	expect(open).toHaveLength(2);
	await refuse(2, tooMany);
	expect(open).toHaveLength(1);
	for (let at = 0; at < 40; at++) await answer(1);
	expect(open).toHaveLength(5);
});

it('does not slow down for other refusals', async () => {
	const { open, begin, refuse } = calls(new Gate(false));
	begin(20, 5);
	await refuse(2, new ProfitError('functional', 'Unknown field'));
	await refuse(2, new ProfitError('timeout', 'No answer'));
	expect(open).toHaveLength(5);
});

it('lets one call log in before the others go', async () => {
	const { open, begin, answer, refuse } = calls(new Gate(true));
	begin(9, 5);
	expect(open).toHaveLength(1);
	await refuse(1, new ProfitError('unauthorized', 'No token'));
	expect(open).toHaveLength(1);
	await answer(1);
	expect(open).toHaveLength(5);
});

it('begins no call before whoever made one that failed could stop the run', async () => {
	const gate = new Gate(false);
	let isStopped = false;
	const begun: boolean[] = [];
	const failing = gate.pass(1, async () => {
		await Promise.resolve();
		throw new Error('refused');
	});
	const next = gate.pass(1, async () => begun.push(isStopped));
	await failing.catch(async () => {
		await Promise.resolve();
		isStopped = true;
	});
	await jest.advanceTimersByTimeAsync(1);
	await next;
	expect(begun).toEqual([true]);
});
