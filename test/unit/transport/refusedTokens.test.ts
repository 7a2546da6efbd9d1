import {
	fetchedToken,
	isRefusedToken,
	learnFromAnswer,
	renewals,
} from '../../../nodes/Afas/transport/refusedTokens';

const answer = (status: number, header?: string) => ({
	status,
	headers: header === undefined ? {} : { 'www-authenticate': header },
});
const PROFIT_9 = 'Bearer realm="x", error="invalid_token"';

describe('a 401 with an access token', () => {
	it.each([
		['Profit 9 says that the token is the reason', PROFIT_9, true],
		['Profit 9 does not say that the token is the reason', 'Bearer realm="AFAS Profit"', false],
		['an older Profit says nothing', undefined, true],
	])('%s', (name, header, isReplaced) => {
		expect(learnFromAnswer(name, answer(401, header), renewals())).toBe(isReplaced);
		expect(isRefusedToken(name)).toBe(isReplaced);
	});

	it('replaces a token within a minute of its fetch only where a call got through with it', () => {
		const left = renewals();
		fetchedToken('fresh');
		expect(learnFromAnswer('fresh', answer(401), left)).toBe(false);
		expect(learnFromAnswer('fresh', answer(500), left)).toBe(false);
		expect(learnFromAnswer('fresh', answer(401), left)).toBe(true);
	});

	it('replaces a token that no call got through with after a minute', () => {
		const left = renewals();
		const now = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
		fetchedToken('old');
		now.mockReturnValue(1_059_999);
		expect(learnFromAnswer('old', answer(401), left)).toBe(false);
		now.mockReturnValue(1_060_000);
		expect(learnFromAnswer('old', answer(401), left)).toBe(true);
		now.mockRestore();
	});

	it('replaces three in an execution, each of them for all calls that had it', () => {
		const left = renewals();
		const replaced = ['a', 'a', 'a', 'a', 'b', 'c', 'd', 'a'].map((token) =>
			learnFromAnswer(token, answer(401), left),
		);
		expect(replaced).toEqual([true, true, true, true, true, true, false, true]);
		expect(learnFromAnswer('d', answer(401), renewals())).toBe(true);
	});
});
