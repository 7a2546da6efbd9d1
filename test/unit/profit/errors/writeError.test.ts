import {
	ProfitError,
	type ProfitErrorKind,
} from '../../../../nodes/Afas/profit/errors/profitError';
import { errorOfWrite, mayBeWritten } from '../../../../nodes/Afas/profit/errors/writeError';

const described = (kind: ProfitErrorKind, details: ProfitError['details'] = {}) =>
	(errorOfWrite(new ProfitError(kind, 'What happened', details)) as ProfitError).details
		.description;

describe('rule 5: a write is never repeated blindly, nor by the user', () => {
	it.each<ProfitErrorKind>([
		'gateway',
		'connectionLost',
		'timeout',
		'tooMuchData',
		'badAnswer',
		'cancelled',
	])('%s: the user is told to look in Profit first', (kind) => {
		const error = new ProfitError(kind, 'What happened', { description: 'Try again.' });
		expect(mayBeWritten(error)).toBe(true);
		expect(errorOfWrite(error)).toMatchObject({ kind, message: 'What happened' });
		expect(described(kind)).toMatch(/look in Profit before sending it again/i);
		expect(described(kind, { description: 'Try again.' })).not.toContain('Try again');
	});

	it.each<ProfitErrorKind>([
		'input',
		'functional',
		'locked',
		'unauthorized',
		'forbidden',
		'notFound',
		'tooLarge',
		'unavailable',
		'unreachable',
	])('%s: AFAS kept nothing of it, so the error stays as it is', (kind) => {
		const error = new ProfitError(kind, 'What happened', { description: 'Change it.' });
		expect(mayBeWritten(error)).toBe(false);
		expect(errorOfWrite(error)).toBe(error);
	});

	it('a call without an answer is given the time that AFAS may take', () => {
		expect(described('timeout')).toContain('Wait 15 minutes');
		// AFAS itself says that it has stopped.
		expect(described('timeout', { httpCode: 500 })).not.toContain('Wait');
	});

	it("rule 6: AFAS's reference stays", () => {
		const reference = { httpCode: 500, profitLogReference: 'F00D' };
		expect(described('tooMuchData', reference)).toMatch(/under this reference: F00D\.$/);
	});

	it('something else than an error of Profit stays as it is', () => {
		const error = new TypeError('x');
		expect(errorOfWrite(error)).toBe(error);
	});
});
