import type { IExecuteFunctions } from 'n8n-workflow';
import { languageOption, timeoutOption } from '../../../parameters/callOptions';
import { protocolOption } from '../../../parameters/protocol';
import type { KeyStyle } from '../../../profit/metainfo/keys';
import { callsAtOnceOption } from '../../../parameters/callsAtOnce';
import { chosenField } from '../../../parameters/connectorField';
import { choice } from '../../../parameters/kinds/choice';
import { ifAdded, options, type Parameters } from '../../../parameters/kinds/collection';
import type { Parameter } from '../../../parameters/kinds/parameter';
import type { ParameterReader } from '../../../parameters/kinds/parameterReader';
import { toggle } from '../../../parameters/kinds/toggle';
import { whole } from '../../../parameters/kinds/whole';

/** Option: how many items share a call. */
export const batchSize = whole({
	displayName: 'Batch Size',
	name: 'batchSize',
	min: 1,
	default: 1,
	description:
		'How many items go in one call. AFAS writes all items of a call or none. When it rejects a call, the node splits it until only the rejected items remain and the others are written; then it stops, unless On Error in its settings says to continue.',
});

/** Option: add rows of a sub-object instead of a record. */
export const subObject = ifAdded(
	chosenField('getSubObjects', 'connector', {
		displayName: 'Sub-Object Name or ID',
		name: 'subObject',
		empty: 'refused',
		hint: 'Adds rows of this sub-object to an existing record. Give the key of that record.',
	}),
);

/** Option: skip a record that already holds all values. */
export const skipUnchanged = toggle({
	displayName: 'Skip Unchanged',
	name: 'skipUnchanged',
	default: false,
	restricts: true,
	description:
		'Whether to skip the write when the row that was found already holds all values. Only columns with the name of a field are compared.',
});

/** Option: the form of the keys; undefined when it was not added, so that the node decides by object. */
const keyStyle = ifAdded(
	choice<KeyStyle>({
		displayName: 'Key Style',
		name: 'keyStyle',
		default: 'attribute',
		description:
			'How AFAS wants the keys of this UpdateConnector. The node knows it for most of them; add this option when AFAS does not find a record or refuses its key.',
		options: [
			{ name: 'With @', value: 'attribute', description: 'As attributes, for example @SbId' },
			{ name: 'Without @', value: 'plain', description: 'Among the fields, for example OrNu' },
		],
	}),
);

/** Options that every write has. */
const shared = {
	keyStyle,
	concurrency: callsAtOnceOption({
		default: 1,
		description:
			'How many calls to AFAS may run at the same time. With more than one, AFAS may write the items in another order, and calls in progress are finished when the node stops.',
	}),
	retryLocks: whole({
		displayName: 'Retries When Locked',
		name: 'retryLocks',
		min: 0,
		atMost: 20,
		default: 0,
		description:
			'How often to retry when AFAS says that someone else is using the record or layout, with pauses of 1 to 30 seconds',
	}),
	dryRun: toggle({
		displayName: 'Dry Run',
		name: 'dryRun',
		default: false,
		restricts: true,
		description:
			'Whether to show each call as output instead of sending it, so that nothing changes in Profit',
	}),
	language: languageOption,
	protocol: protocolOption,
	timeout: timeoutOption,
	validate: toggle({
		displayName: 'Validate',
		name: 'validate',
		default: true,
		description:
			'Whether to check names and values before sending. Switch this off to leave the checks to AFAS.',
	}),
};

/** The Options of an operation that writes: the shared ones and its own. */
export function writeOptionsWith<P extends Parameters>(own: P) {
	return options({ ...shared, ...own });
}

const all = writeOptionsWith({ batchSize, skipUnchanged, subObject });

/** Options of one item; those that the operation lacks read as not added. */
export type WriteOptions = typeof all extends Parameter<infer T> ? T : never;

/** Options of the whole run. */
export type RunOptions = Pick<WriteOptions, 'batchSize' | 'concurrency' | 'retryLocks'>;

/**
 * Reads the Options of one item.
 * @throws ProfitError `input` that names the option
 */
export function writeOptions(context: ParameterReader, itemIndex: number): WriteOptions {
	return all.read(context, itemIndex);
}

/**
 * The Options that apply to the whole run: those of the first item whose Options can be read. Any other item fails by
 * itself when it is prepared.
 */
export function runOptions(context: IExecuteFunctions): RunOptions {
	for (const [itemIndex] of context.getInputData().entries()) {
		try {
			return writeOptions(context, itemIndex);
		} catch {
			// The item fails with its own message when it is prepared.
		}
	}
	return { batchSize: 1, concurrency: 1, retryLocks: 0 };
}
