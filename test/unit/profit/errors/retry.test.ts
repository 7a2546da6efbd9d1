import {
	ProfitError,
	type ProfitErrorKind,
} from '../../../../nodes/Afas/profit/errors/profitError';
import { retryWaitMs } from '../../../../nodes/Afas/profit/errors/retry';

const wait = (kind: ProfitErrorKind, retry = 0, random = 0.5, retryAfterMs?: number) =>
	retryWaitMs(new ProfitError(kind, 'x', { retryAfterMs }), retry, random);

it.each<ProfitErrorKind>(['unreachable', 'connectionLost', 'gateway', 'unavailable'])(
	'%s passes, and is tried again after 1, 5 and 25 seconds',
	(kind) => {
		expect([0, 1, 2].map((retry) => wait(kind, retry))).toEqual([1000, 5000, 25_000]);
	},
);

it.each<ProfitErrorKind>([
	'input',
	'functional',
	'locked',
	'tooMuchData',
	'unauthorized',
	'forbidden',
	'notFound',
	'tooLarge',
	'timeout',
	'badAnswer',
	'cancelled',
])('%s is final', (kind) => {
	expect(wait(kind)).toBeUndefined();
});

it('waits differ by up to a fourth, and do not grow beyond half a minute', () => {
	expect([0, 0.999].map((random) => Math.round(wait('gateway', 0, random) as number))).toEqual([
		750, 1250,
	]);
	expect(wait('gateway', 20)).toBe(30_000);
});

it('a short time that AFAS asks for is waited, a long one is not', () => {
	expect(wait('unavailable', 0, 0, 12_000)).toBe(12_000);
	expect(wait('unavailable', 0, 0, 30_000)).toBe(30_000);
	expect(wait('unavailable', 0, 0.5, 31_000)).toBeUndefined();
	expect(wait('unavailable', 0, 0.5, 7_200_000)).toBeUndefined();
});

it('calls that AFAS asks to come back at the same time do not', () => {
	const waits = [0, 0.5, 0.999].map((random) => wait('unavailable', 0, random, 1000));
	expect(waits.map((milliseconds) => Math.round(milliseconds as number))).toEqual([
		1000, 1250, 1500,
	]);
});
