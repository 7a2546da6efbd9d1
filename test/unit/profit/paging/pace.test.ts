import { Pace } from '../../../../nodes/Afas/profit/paging/pace';

const answers = (pace: Pace, count: number) => {
	for (let at = 0; at < count; at++) pace.answered(100, 0.5);
};

it('begins with all calls at once, and leaves no breaks', () => {
	const pace = new Pace(5, 3);
	expect(pace.atOnce).toBe(5);
	expect(pace.answered(100, 0.9)).toBe(0);
});

it('makes half as many calls at once for each that is turned away, and one at least', () => {
	const pace = new Pace(5, 3);
	const round = pace.begin();
	const seen = [1, 2, 3, 4].map(() => {
		pace.turnedAway(round);
		return pace.atOnce;
	});
	expect(seen).toEqual([2, 1, 1, 1]);
});

it('leaves breaks below one call at once, up to three times the length of a call', () => {
	const pace = new Pace(1, 3);
	pace.turnedAway(pace.begin());
	expect(pace.answered(100, 0.5)).toBeCloseTo(100);
	for (let at = 0; at < 9; at++) pace.turnedAway(0);
	expect(pace.answered(100, 0.5)).toBeCloseTo(300);
	expect(pace.answered(100, 0)).toBeLessThan(150);
});

it('leaves no break of more than five seconds', () => {
	const pace = new Pace(1, 3);
	for (let at = 0; at < 9; at++) pace.turnedAway(0);
	expect(pace.answered(600_000, 0.5)).toBe(5000);
});

it('gets faster slowly while AFAS answers, up to where it began', () => {
	const pace = new Pace(5, 3);
	pace.turnedAway(pace.begin());
	answers(pace, 3);
	expect(pace.atOnce).toBe(2);
	answers(pace, 20);
	expect(pace.atOnce).toBe(5);
	answers(pace, 100);
	expect(pace.atOnce).toBe(5);
});

it('lets a read without any answer try again as often as it may', () => {
	const pace = new Pace(5, 3);
	const outcomes = [0, 1, 2, 3].map(() => pace.turnedAway(pace.begin()));
	expect(outcomes).toEqual([true, true, true, false]);
});

it('counts calls that are turned away together once', () => {
	const pace = new Pace(5, 1);
	const rounds = [pace.begin(), pace.begin(), pace.begin()];
	expect(rounds.map((round) => pace.turnedAway(round))).toEqual([true, true, true]);
	expect(pace.tries).toBe(0);
	const again = pace.begin();
	expect(pace.tries).toBe(1);
	// The others are late; what they tell is not new.
	expect(pace.turnedAway(rounds[0])).toBe(true);
	expect(pace.turnedAway(again)).toBe(false);
});

it('counts anew after an answer', () => {
	const pace = new Pace(2, 1);
	for (let at = 0; at < 5; at++) {
		expect(pace.turnedAway(pace.begin())).toBe(true);
		pace.begin();
		pace.answered(100, 0.5);
		expect(pace.tries).toBe(0);
	}
});

it('does not try again when that is not wanted', () => {
	const pace = new Pace(5, 0);
	expect(pace.turnedAway(pace.begin())).toBe(false);
});
