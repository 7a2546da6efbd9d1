// What holds whatever comes in.
import assert from 'node:assert/strict';
import { ProfitError } from '../../nodes/Afas/profit/errors/profitError';

/** Words of the JavaScript engine, which mean nothing to a user. */
const ENGINE_WORDS =
	/cannot (read|set|convert|destructure|assign|access)|is not (a function|iterable|defined|a constructor)|maximum call stack|invalid (array|string) length|URI malformed|\[object Object\]|unexpected (token|end)|must be of type|invalid time value|out of range/i;

/** The message for an error of the engine. */
const UNEXPECTED = 'The node cannot handle what it was given';

/** Throws when the text is that of an engine and not one for a user. */
export function assertForUsers(message: string): void {
	assert.ok(message.trim() !== '', 'An error without a message');
	assert.ok(message !== UNEXPECTED, 'An error that nobody foresaw');
	assert.ok(!ENGINE_WORDS.test(message), `Words of the engine: ${message.slice(0, 300)}`);
}

/** Does work that may refuse its input with a ProfitError; everything else that is thrown is a fault. */
export function refusable<T>(work: () => T): T | undefined {
	try {
		return work();
	} catch (error) {
		if (!(error instanceof ProfitError)) throw error;
		assert.ok(error.message.trim() !== '', 'A ProfitError without a message');
		return undefined;
	}
}

/** As `refusable`, and the refusal is about what the user gave. */
export function refusableInput<T>(work: () => T): T | undefined {
	try {
		return work();
	} catch (error) {
		if (!(error instanceof ProfitError)) throw error;
		assert.equal(error.kind, 'input', `Refused as ${error.kind}: ${error.message}`);
		return undefined;
	}
}
