import type { INodeProperties } from 'n8n-workflow';
import { languageHeader, LANGUAGES } from '../profit/credential/languages';
import { asNumber } from '../profit/values/read';
import { readCollection } from './collection';
import type { ParameterReader } from './parameterReader';

/** AFAS works up to 900 seconds on a call; waiting less leaves a call whose outcome is unknown. */
const DEFAULT_TIMEOUT_SECONDS = 910;

/** A day; Node's timers hold less than 25 of them, and a longer wait would end at once. */
const LONGEST_TIMEOUT_SECONDS = 86_400;

/** Option: the language of AFAS's labels and messages. docs/afas.md 1.4. */
export const languageOption: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	default: 'nl-nl',
	description: 'Language of labels and messages that come from AFAS, instead of the credential’s',
	options: [...LANGUAGES],
};

/** Option: how long to wait for AFAS. */
export const timeoutOption: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_TIMEOUT_SECONDS,
	description:
		'How long to wait for an answer. AFAS works up to 900 seconds on a call; with a shorter time you do not know how the call ended.',
};

/** The Options collection of operations that have no other options. */
export const callOptionsCollection: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [languageOption, timeoutOption],
};

/** How one call is made, as the user chose. */
interface CallTerms {
	timeoutMs: number;
	/** Value of Accept-Language; undefined leaves it to the credential. */
	language: string | undefined;
}

/**
 * Reads language and timeout from the Options of an item.
 * @throws ProfitError `input` for a language that no header can hold
 */
export function callOptions(context: ParameterReader, itemIndex: number): CallTerms {
	const { timeout, language } = readCollection(context, 'options', itemIndex);
	const given = asNumber(timeout) ?? 0;
	const seconds = given > 0 ? Math.min(given, LONGEST_TIMEOUT_SECONDS) : DEFAULT_TIMEOUT_SECONDS;
	return {
		timeoutMs: Math.ceil(seconds * 1000),
		language: language ? languageHeader(language) : undefined,
	};
}
