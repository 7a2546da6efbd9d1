import { askedWait } from '../../../../nodes/Afas/profit/errors/askedWait';

test.each([
	[undefined, ''],
	[0, ''],
	[1_000, ' AFAS asks to wait 1 second.'],
	[1_500, ' AFAS asks to wait 2 seconds.'],
	[90_000, ' AFAS asks to wait 90 seconds.'],
	[120_000, ' AFAS asks to wait 2 minutes.'],
	[5_400_000, ' AFAS asks to wait 90 minutes.'],
	[7_200_000, ' AFAS asks to wait 2 hours.'],
])('%s ms', (waitMs, text) => {
	expect(askedWait(waitMs)).toBe(text);
});
