import type { INodeProperties } from 'n8n-workflow';
import { LANGUAGES } from '../../profit/connection/languages';
import type { CallOptions } from '../../transport/profit';
import type { ParameterReader } from './parameterReader';

/** AFAS works up to 900 seconds on a call; waiting less leaves a call whose outcome is unknown. */
const DEFAULT_TIMEOUT_SECONDS = 910;

/** Option: the language of AFAS's labels and messages. AFAS: Accept-Language. */
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

/** Reads language and timeout from the Options of an item. */
export function callOptions(context: ParameterReader, itemIndex: number): CallOptions {
	const { timeout, language } = context.getNodeParameter('options', itemIndex, {}) as {
		timeout?: number;
		language?: string;
	};
	const seconds = Number(timeout) > 0 ? Number(timeout) : DEFAULT_TIMEOUT_SECONDS;
	return { timeoutMs: seconds * 1000, language };
}
