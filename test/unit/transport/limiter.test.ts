import { limiter } from '../../../nodes/Afas/transport/limiter';

/** Tasks that end when told to, and what is known about them. */
function tasks(limit: number, count: number) {
	const run = limiter(limit);
	const started: number[] = [];
	const end: Array<(failure?: Error) => void> = [];
	const results = Array.from({ length: count }, (_, index) =>
		run(
			async () =>
				await new Promise<number>((resolve, reject) => {
					started.push(index);
					end[index] = (failure) => (failure ? reject(failure) : resolve(index));
				}),
		).catch((error: Error) => error.message),
	);
	return { started, end, results };
}

it('starts tasks in order, never more at once than the limit', async () => {
	const { started, end, results } = tasks(2, 4);
	expect(started).toEqual([0, 1]);
	end[1]();
	await results[1];
	expect(started).toEqual([0, 1, 2]);
	end[0]();
	await results[0];
	expect(started).toEqual([0, 1, 2, 3]);
	end[2]();
	end[3]();
	expect(await Promise.all(results)).toEqual([0, 1, 2, 3]);
});

it('goes on after a task that throws', async () => {
	const { started, end, results } = tasks(1, 3);
	end[0](new Error('broken'));
	expect(await results[0]).toBe('broken');
	expect(started).toEqual([0, 1]);
	end[1]();
	await results[1];
	end[2]();
	expect(await results[2]).toBe(2);
});
