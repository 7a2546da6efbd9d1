import { ProfitError, type ProfitErrorKind } from '../../../nodes/Afas/profit/errors/profitError';
import { knownFailures } from '../../../nodes/Afas/transport/knownFailures';

function opened() {
	let time = 0;
	const asked: string[] = [];
	const failures = knownFailures(() => time);
	const call = async (address: string, kind?: ProfitErrorKind) =>
		await failures
			.around(address, async () => {
				asked.push(address);
				if (kind) throw new ProfitError(kind, kind);
				return 'answer';
			})
			.catch((error: ProfitError) => error);
	return { asked, call, pass: (milliseconds: number) => (time += milliseconds) };
}

describe('knownFailures', () => {
	it('leaves an environment that was not reached alone for half a minute, at every address', async () => {
		const { asked, call, pass } = opened();
		await call('a', 'unreachable');
		const known = (await call('b')) as ProfitError;
		expect(known.message).toBe('unreachable');
		expect(known.details).toMatchObject({ outcome: 'notSent', notAsked: true });
		pass(29_999);
		await call('a');
		expect(asked).toEqual(['a']);
		pass(1);
		expect(await call('a')).toBe('answer');
	});

	it('asks no third time where the token was refused twice in a row, and elsewhere it does', async () => {
		const { asked, call } = opened();
		await call('a', 'unauthorized');
		await call('a');
		await call('a', 'unauthorized');
		await call('a', 'unauthorized');
		expect(await call('a')).toMatchObject({ kind: 'unauthorized' });
		expect(await call('b')).toBe('answer');
		expect(asked).toEqual(['a', 'a', 'a', 'a', 'b']);
	});

	it.each<ProfitErrorKind>(['functional', 'locked', 'timeout', 'forbidden', 'connectionLost'])(
		'asks again after %s, which is about one call',
		async (kind) => {
			const { call } = opened();
			for (let time = 0; time < 3; time++) await call('a', kind);
			expect(await call('a')).toBe('answer');
		},
	);
});
