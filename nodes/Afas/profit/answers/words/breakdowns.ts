import { PRACTICAL_AFAS, TROUBLESHOOTING, text, type Meaning } from './meaning';

/** docs/afas.md 9.1. */
const LIMIT: Meaning = {
	kind: 'timeout',
	nextStep:
		'AFAS stopped after its own limit of 15 minutes. Ask for less: use a narrower filter, fewer fields or a smaller page.',
	texts: [
		text(
			'nl',
			'De maximale tijdsduur voor het uitvoeren van de opdracht is verstreken.',
			/maximale tijdsduur voor het uitvoeren van de opdracht/i,
			TROUBLESHOOTING,
		),
		text(
			'en',
			'The maximum duration for performing the assignment has been exceeded.',
			/maximum duration for performing the assignment/i,
			TROUBLESHOOTING,
		),
		text(
			'en',
			'Command timeout expired.',
			/command time-?out expired/i,
			`${TROUBLESHOOTING}, a later version`,
		),
	],
};

/** docs/afas.md 9.2. */
const TOO_MUCH_DATA: Meaning = {
	kind: 'tooMuchData',
	nextStep: "Ask for fewer rows per call with the option 'Page Size', or read fewer fields.",
	texts: [
		text('en', 'Out of memory', /out of memory/i, TROUBLESHOOTING),
		text('en', 'Out of String space', /out of string space/i, TROUBLESHOOTING),
		text('en', 'System.OutOfMemoryException', /\bSystem\.OutOfMemoryException\b/i, PRACTICAL_AFAS),
	],
};

/** docs/afas.md 9.3. */
const TROUBLE: Meaning = {
	kind: 'serverTrouble',
	nextStep: "AFAS's own server is in trouble, which usually passes. Try again later.",
	texts: [
		text('en', 'insufficient disk space', /insufficient disk space/i, PRACTICAL_AFAS),
		text(
			'en',
			'tempdb is probably out of space',
			/tempdb is probably out of space/i,
			PRACTICAL_AFAS,
		),
		text('en', 'Operation timed out', /operation timed out/i, PRACTICAL_AFAS),
	],
};

/** docs/afas.md 9.5. */
const BLOCKED_CONNECTOR: Meaning = {
	kind: 'functional',
	failure: 'configuration-invalid',
	nextStep:
		'AFAS blocked this GetConnector, usually because it is too heavy. Make it lighter in Profit and unblock it there.',
	texts: [
		text(
			'en',
			'This GetConnector (definition) is blocked',
			/\bgetconnector\b.{0,60}\bis blocked\b/i,
			TROUBLESHOOTING,
		),
		text(
			'nl',
			'Deze GetConnector (definitie) is geblokkeerd',
			/\bgetconnector\b.{0,60}\bis geblokkeerd\b/i,
			TROUBLESHOOTING,
		),
	],
};

/**
 * A user or process holds a record open; AFAS releases it by itself. A setting that blocks something is not a lock.
 * docs/afas.md 9.4.
 */
const LOCKED: Meaning = {
	kind: 'locked',
	nextStep:
		"Another user works on the same data. Try again in a moment; the option 'Retries When Locked' does so by itself.",
	texts: [
		text(
			'nl',
			'Deze regel is geblokkeerd door gebruiker X',
			/geblokkeerd (?:is )?door gebruiker\b/i,
			'help.afas.nl, NL/SE/App_Admin_Deblock',
		),
		text(
			'nl',
			'De boekingslay-out is geblokkeerd door een andere gebruiker',
			/geblokkeerd (?:is )?door een andere gebruiker\b/i,
			TROUBLESHOOTING,
		),
		text(
			'en',
			'The booking layout is blocked by another user',
			/\bblocked by another user\b/i,
			TROUBLESHOOTING,
		),
	],
};

/** AFAS breaks off a call, or cannot start it now. If two fit a text, the more serious one comes first. */
export const BREAKDOWNS: readonly Meaning[] = [
	LIMIT,
	TOO_MUCH_DATA,
	TROUBLE,
	BLOCKED_CONNECTOR,
	LOCKED,
];
