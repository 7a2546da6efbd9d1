import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	meaningOf,
	MEANINGS,
	nextStepAfter,
	UNEXPLAINED,
} from '../../../../nodes/Afas/profit/answers/words';
import { errorOfAnswer } from '../../../../nodes/Afas/profit/answers/answerError';
import {
	errorOfWrite,
	errorOfWriteAnswer,
	LONGEST_REFUSAL_MS,
} from '../../../../nodes/Afas/profit/errors/writeError';
import { factsOf } from '../../../../nodes/Afas/profit/errors/kinds';
import type { ProfitErrorKind } from '../../../../nodes/Afas/profit/errors/kindFacts';

/** The chapter of AFAS's words. */
const CHAPTER = readFileSync(join(__dirname, '../../../../docs/afas.md'), 'utf8').split(
	'\n## ',
)[10];

const TEXTS = MEANINGS.flatMap((meaning) => meaning.texts.map((text) => ({ meaning, ...text })));

const rest = (externalMessage: string) => ({
	status: 500,
	headers: {},
	body: JSON.stringify({ externalMessage }),
});

const soap = (faultstring: string) => ({
	status: 500,
	headers: {},
	body:
		'<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault>' +
		`<faultcode>soap:Server</faultcode><faultstring>${faultstring}</faultstring></soap:Fault></soap:Body></soap:Envelope>`,
});

describe("rule 16: AFAS's words are recognised by AFAS's words", () => {
	test.each([...TEXTS, ...UNEXPLAINED].map((text) => [text.found, text] as const))(
		'%s: has a source, and its core is in it and in docs/afas.md',
		(found, { core, source, language }) => {
			expect(source).toMatch(/\w{4}/);
			expect(['nl', 'en']).toContain(language);
			expect(found).toMatch(core);
			expect(CHAPTER).toMatch(core);
		},
	);

	test.each(TEXTS.map(({ found, meaning }) => [found, meaning] as const))(
		'%s: means the same over REST and SOAP, in any case, inside a sentence, after a prefix',
		(found, meaning) => {
			for (const words of [
				found,
				found.toUpperCase(),
				`General message: ${found}`,
				`(AntaObject) ${found} Neem contact op met de beheerder.`,
			]) {
				for (const answer of [rest(words), soap(words)]) {
					const error = errorOfAnswer(answer);
					expect([error.kind, error.message]).toEqual([meaning.kind, words]);
					expect(error.details.description).toBe(meaning.nextStep);
				}
			}
		},
	);

	test('each language of a text that breaks a change off is there, or AFAS writes it in one', () => {
		// Texts of the database and of .NET come in English only.
		const oneLanguage: ProfitErrorKind[] = ['tooMuchData', 'serverTrouble', 'cannotSort'];
		for (const { kind, texts } of MEANINGS) {
			if (kind === 'functional' || oneLanguage.includes(kind)) continue;
			expect(new Set(texts.map(({ language }) => language))).toEqual(new Set(['nl', 'en']));
		}
	});

	// The table of AFAS's words: what each text means for a read and for a change.
	test.each<[text: string, kind: ProfitErrorKind, unknown: boolean]>([
		['De maximale tijdsduur voor het uitvoeren van de opdracht is verstreken.', 'timeout', true],
		['The maximum duration for performing the assignment has been exceeded.', 'timeout', true],
		['Command timeout expired.', 'timeout', true],
		['Out of memory', 'tooMuchData', true],
		['Out of String space', 'tooMuchData', true],
		["Exception of type 'System.OutOfMemoryException' was thrown.", 'tooMuchData', true],
		['There is insufficient disk space in filegroup PRIMARY', 'serverTrouble', true],
		['The version store in tempdb is probably out of space', 'serverTrouble', true],
		['Operation timed out', 'serverTrouble', true],
		['Deze regel is geblokkeerd door gebruiker 12345.JANSEN', 'locked', false],
		['The booking layout is blocked by another user', 'locked', false],
		['De boekingslay-out is op dat moment geblokkeerd door een andere gebruiker', 'locked', false],
		['Melding: dat de boekingslay-out geblokkeerd is door een andere gebruiker', 'locked', false],
		['This GetConnector (definition) is blocked', 'functional', false],
		['General message: Invalid Index field', 'cannotSort', false],
	])('%s: %s', (text, kind, unknown) => {
		for (const answer of [rest(text), soap(text)]) {
			const error = errorOfWrite(errorOfAnswer(answer), 1_000);
			expect(error.kind).toBe(kind);
			expect(error.details.outcome).toBe(unknown ? 'unknown' : 'refused');
			// What may have been carried out is neither sent again nor in parts.
			const { writeAgain, divides } = factsOf(kind);
			if (unknown) expect([writeAgain, divides]).toEqual(['never', false]);
		}
	});

	test.each([
		'Datum 01-08-2023 valt in een geblokkeerde periode | Voor deze administratie is periode 8 van jaar 2023 geblokkeerd.',
		"There is no assignment for cost center '10575' with account '4108' or the assignment is blocked.",
		"(AntaObject) Er is geen waarde ingevuld in verplicht veld 'Datum in gebruik'",
		'(AntaObject) Er is geen waarde ingevuld in verplicht veld ‘Geblokkeerd door gebruiker’ (UsId)',
		"De ingevulde waarde bij 'Out of memory' bestaat niet.",
		"The entered value for 'Command timeout expired.' does not exist.",
		'(AntaObject) The foreignkey does not exist in the database. FieldId=Operation timed out, ForeignkeyId=KnVat',
		'De opgegeven code is al in gebruik',
		'Artikel 12 is in gebruik en kan niet worden verwijderd',
		'E-mail address is already in use',
		'De maximale tijdsduur van dit verlof is 8 uur.',
		'The maximum duration of this leave is 8 hours.',
		'Het veld is vergrendeld',
		'General message: Factuurnummer 20240001 wordt al gebruikt in financieel bij relatienummer 50028',
	])('%s: looks like another text and is a refusal', (text) => {
		for (const answer of [rest(text), soap(text)]) {
			const error = errorOfWrite(errorOfAnswer(answer), 1_000);
			expect(['functional', 'unrecognised']).toContain(error.kind);
			expect(error.details.outcome).toBe('refused');
			expect(error.facts.writeAgain).toBe('never');
		}
	});

	test('an invoice number that is taken: it may have been sent before', () => {
		for (const text of [
			'General message: Factuurnummer 20240001 wordt al gebruikt in financieel bij relatienummer 50028',
			'General message: Invoice number 20240001 is already used in finance for Creditor 50028',
		]) {
			expect(meaningOf(text)?.nextStep).toMatch(/may have been sent before.*in Profit/);
		}
	});

	describe('a text that is in no row', () => {
		// Every language but those that were found; AFAS also writes French and German.
		const texts = [
			'La durée maximale est dépassée.',
			'Die maximale Dauer wurde überschritten.',
			'An unexpected error has occurred.',
			'',
		];

		const slowly = 2 * 60_000;

		test.each(texts)('%j: is a refusal of a change when it comes quickly', (text) => {
			const error = errorOfWrite(errorOfAnswer(rest(text || 'x')), 60_000);
			expect([error.details.outcome, error.facts.divides]).toEqual(['refused', true]);
		});

		test.each(texts)('%j: after minutes leaves it unknown whether the change is made', (text) => {
			for (const answer of [rest(text || 'x'), soap(text || 'x')]) {
				const error = errorOfWrite(errorOfAnswer(answer), slowly);
				expect(error.details.outcome).toBe('unknown');
				expect([error.facts.writeAgain, error.facts.divides]).toEqual(['never', false]);
				expect(error.details.description).toMatch(/look in Profit/i);
			}
		});

		test('it is the same in a fault that comes with HTTP 200', () => {
			const refused = errorOfAnswer({ ...soap('Nee'), status: 500 });
			expect(errorOfWriteAnswer(refused, 1_000).details.outcome).toBe('refused');
			expect(errorOfWriteAnswer(refused, slowly).details.outcome).toBe('unknown');
		});

		test('a text that is known to be a refusal stays one, however long it took', () => {
			const error = errorOfWrite(errorOfAnswer(rest('Type mismatch')), 800_000);
			expect(error.details.outcome).toBe('refused');
		});

		test('the limit lies below the 900 seconds that AFAS works, and the 110 of .NET', () => {
			expect(LONGEST_REFUSAL_MS).toBeLessThan(110_000);
			expect(LONGEST_REFUSAL_MS).toBeGreaterThanOrEqual(60_000);
		});

		test.each(UNEXPLAINED.map(({ found }) => found))('%s: sends the user to the log', (words) => {
			expect(nextStepAfter(words)).toMatch(/administrator.*environment log/);
		});
	});
});
