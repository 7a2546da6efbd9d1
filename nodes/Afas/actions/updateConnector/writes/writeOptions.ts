import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { asNumber } from '../../../profit/values/read';
import { languageOption, timeoutOption } from '../../../parameters/callOptions';
import { readCollection } from '../../../parameters/collection';

/** AFAS refuses more calls at once than this. docs/afas.md 2.5. */
const MAX_CONCURRENCY = 8;

export const batchSizeOption: INodeProperties = {
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description:
		'How many items go in one call. AFAS writes all items of a call or none. When it refuses a call, the node divides it until the refused items stand alone and the others are written; then it stops, unless On Error in its settings says to continue.',
};

const concurrencyOption: INodeProperties = {
	displayName: 'Calls at Once',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_CONCURRENCY },
	default: 1,
	description:
		'How many calls to AFAS may run at the same time. With more than one, AFAS may write the items in another order, and the calls under way are finished when the node stops.',
};

const dryRunOption: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to show each call as output instead of sending it, so that nothing changes in Profit',
};

const retryLocksOption: INodeProperties = {
	displayName: 'Retries When Locked',
	name: 'retryLocks',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 20 },
	default: 0,
	description:
		'How many times to try again when AFAS says that somebody else uses the record or layout. The waits grow from 1 to 30 seconds.',
};

export const skipUnchangedOption: INodeProperties = {
	displayName: 'Skip Unchanged',
	name: 'skipUnchanged',
	type: 'boolean',
	default: false,
	description:
		'Whether to write nothing when the row that was found already holds all values. Only columns with the name of a field count.',
};

export const subObjectOption: INodeProperties = {
	displayName: 'Sub-Object Name or ID',
	name: 'subObject',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getSubObjects', loadOptionsDependsOn: ['connector.value'] },
	default: '',
	hint: 'Adds rows of this sub-object to a record that exists. Give the key of that record.',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

const validateOption: INodeProperties = {
	displayName: 'Validate',
	name: 'validate',
	type: 'boolean',
	default: true,
	description:
		'Whether to check names and values before sending. Switch it off to let AFAS judge them.',
};

/** The Options collection of an operation that writes, with its own options between the shared ones. */
export function writeOptionsCollection(...own: INodeProperties[]): INodeProperties {
	const options = [
		concurrencyOption,
		dryRunOption,
		languageOption,
		retryLocksOption,
		timeoutOption,
		validateOption,
		...own,
	];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** Options of one item. */
export interface WriteOptions {
	validate: boolean;
	dryRun: boolean;
	skipUnchanged: boolean;
	/** Empty for none. */
	subObject: string;
}

/** Options of the whole run, from the first item. */
export interface RunOptions {
	batchSize: number;
	concurrency: number;
	retryLocks: number;
}

/** Reads the Options that count for one item. */
export function writeOptions(context: IExecuteFunctions, itemIndex: number): WriteOptions {
	const { validate, dryRun, skipUnchanged, subObject } = read(context, itemIndex);
	return {
		validate: validate !== false,
		dryRun: dryRun === true,
		skipUnchanged: skipUnchanged === true,
		subObject: typeof subObject === 'string' ? subObject.trim() : '',
	};
}

/** Reads the Options that count for all items together; the first item decides. */
export function runOptions(context: IExecuteFunctions): RunOptions {
	const { batchSize, concurrency, retryLocks } = read(context, 0);
	return {
		batchSize: wholeNumber(batchSize, 1),
		concurrency: Math.min(wholeNumber(concurrency, 1), MAX_CONCURRENCY),
		retryLocks: wholeNumber(retryLocks, 0),
	};
}

function read(context: IExecuteFunctions, itemIndex: number): Record<string, unknown> {
	return readCollection(context, 'options', itemIndex);
}

/** @param lowest also what stands for something that is no number */
function wholeNumber(value: unknown, lowest: number): number {
	return Math.max(lowest, Math.floor(asNumber(value) ?? lowest));
}
