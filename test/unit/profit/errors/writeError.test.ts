import {
	helpWith,
	ProfitError,
	type ProfitErrorKind,
} from '../../../../nodes/Afas/profit/errors/profitError';
import { errorOfWrite, errorOfWriteAnswer } from '../../../../nodes/Afas/profit/errors/writeError';

const described = (kind: ProfitErrorKind, details: ProfitError['details'] = {}) =>
	errorOfWrite(new ProfitError(kind, 'What happened', details)).details.description;

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
		expect(errorOfWrite(error)).toMatchObject({
			kind,
			message: 'What happened',
			details: { outcome: 'unknown' },
		});
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
	])('%s: it was refused, so the next step stays as it is', (kind) => {
		const error = errorOfWrite(
			new ProfitError(kind, 'What happened', { description: 'Change it.' }),
		);
		expect(error).toMatchObject({
			kind,
			details: { outcome: 'refused', description: 'Change it.' },
		});
	});

	it('AFAS has not seen what it could not be reached for', () => {
		expect(errorOfWrite(new ProfitError('unreachable', 'No')).details.outcome).toBe('notSent');
	});

	it.each<ProfitErrorKind>(['timeout', 'badAnswer', 'unauthorized'])(
		'a call without an access token was not sent, whatever ended the token request (%s)',
		(kind) => {
			const error = errorOfWrite(
				new ProfitError(kind, 'No token', { notSent: true, description: 'Try again.' }),
			);
			expect(error.details).toMatchObject({ outcome: 'notSent', description: 'Try again.' });
		},
	);

	it('a call without an answer is given the time that AFAS may take', () => {
		expect(described('timeout')).toContain('Wait 15 minutes');
		// AFAS itself says that it has stopped.
		expect(described('timeout', { httpCode: 500 })).not.toContain('Wait');
	});

	it("rule 6: AFAS's reference stays", () => {
		const reference = { httpCode: 500, profitLogReference: 'F00D' };
		const error = errorOfWrite(new ProfitError('tooMuchData', 'Out of memory', reference));
		expect(helpWith(error.details)).toMatch(/under this reference: F00D\.$/);
	});

	it('something other than an error of Profit leaves open what AFAS did', () => {
		const error = errorOfWrite(new TypeError("Cannot read properties of undefined (reading 'x')"));
		expect(error).toMatchObject({ kind: 'badAnswer', details: { outcome: 'unknown' } });
		expect(error.message).not.toContain('undefined');
	});
});

describe('a successful answer that cannot be read', () => {
	it.each([
		['a mistake of the one who reads it', new TypeError('x')],
		['a parameter', new ProfitError('input', 'x')],
		['a record that is not in it', new ProfitError('notFound', 'x')],
		['a file that is too large', new ProfitError('tooLarge', 'x')],
	])('leaves open what AFAS did: %s', (_what, thrown) => {
		const { details } = errorOfWriteAnswer(thrown, 0);
		expect(details.outcome).toBe('unknown');
		expect(details.description).toMatch(/look in Profit before sending it again/i);
	});

	it('is a refusal when AFAS refuses inside it', () => {
		const fault = new ProfitError('functional', 'Refused', { httpCode: 500 });
		expect(errorOfWriteAnswer(fault, 0).details.outcome).toBe('refused');
	});
});
