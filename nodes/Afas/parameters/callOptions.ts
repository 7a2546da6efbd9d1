import { languageHeader, LANGUAGES } from '../profit/credential/languages';
import { callsAtOnceOption } from './callsAtOnce';
import { optional, options } from './kinds/collection';
import { isEmpty, parameter, wrongValue, type Parameter } from './kinds/parameter';
import type { ParameterReader } from './kinds/parameterReader';
import { protocolOption } from './protocol';

/** The call settings of an item, from its Options. */
interface CallTerms {
	/** Maximum wait for the answer, in milliseconds. */
	timeoutMs: number;
	/** Value of Accept-Language; undefined leaves it to the credential. */
	language: string | undefined;
	/** Maximum calls at the same time for this customer, in the whole run. */
	concurrency: number;
}

/** AFAS works on a call for up to 900 seconds; giving up earlier leaves its outcome unknown. */
const DEFAULT_TIMEOUT_SECONDS = 910;

/** One day. Node's timers overflow at 25 days and would end at once. */
const LONGEST_TIMEOUT_SECONDS = 86_400;

/** Option: the language of AFAS's labels and messages. docs/afas.md 1.4. */
export const languageOption: Parameter<string | undefined> = optional(
	parameter(
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			default: 'nl-nl',
			description:
				'Language of labels and messages from AFAS, instead of the one in the credential',
			options: [...LANGUAGES],
		},
		({ value }) => languageHeader(value),
	),
);

/** Option: how long to wait for AFAS, in seconds. More than a day counts as a day. */
export const timeoutOption: Parameter<number> = parameter(
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_TIMEOUT_SECONDS,
		description:
			'How long to wait for an answer. AFAS works on a call for up to 900 seconds; if you wait less, you do not know how the call ended.',
	},
	({ value }, name) => {
		if (isEmpty(value)) return DEFAULT_TIMEOUT_SECONDS;
		const seconds = typeof value === 'string' ? Number(value) : value;
		if (typeof seconds === 'number' && seconds > 0) {
			return Math.min(seconds, LONGEST_TIMEOUT_SECONDS);
		}
		throw wrongValue(name, value, 'a number of seconds above 0');
	},
);

const callParameters = { language: languageOption, timeout: timeoutOption };

/** The Options of operations that have no others. */
export const callOptionsCollection = options(callParameters).property;

/** The Options of operations that let the user choose the protocol, and have no others. */
export const protocolOptionsCollection = options({
	...callParameters,
	protocol: protocolOption,
}).property;

const sideBySideParameters = {
	...callParameters,
	concurrency: callsAtOnceOption({
		default: 5,
		description:
			'How many calls to AFAS may run at the same time, for each customer. Input items are processed in parallel. AFAS advises 5 and accepts 8 at most.',
	}),
};

/** Option: maximum calls at the same time, over all input items. */
export const { concurrency: concurrencyOption } = sideBySideParameters;

/** The Options of operations that process several items at the same time. */
export const sideBySideOptionsCollection = options(sideBySideParameters).property;

/** The same, with the protocol. */
export const sideBySideProtocolCollection = options({
	...sideBySideParameters,
	protocol: protocolOption,
}).property;

/**
 * Language, timeout and calls at once from the Options of an item.
 * @throws ProfitError `input` for an invalid language, timeout or number of calls
 */
export function callOptions(context: ParameterReader, itemIndex: number): CallTerms {
	const { timeout, ...terms } = options(sideBySideParameters).read(context, itemIndex);
	return { timeoutMs: Math.ceil(timeout * 1000), ...terms };
}
