import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { CredentialInput, N8n } from '../integration/support/n8n.mts';
import type { Fault } from '../simulator/faults.mts';
import type { Simulator } from '../simulator/simulator.mts';

/** Where work is done. */
export interface Stage {
	n8n: N8n;
	simulator: Simulator;
	credential: CredentialInput;
}

/** Picks the calls that a fault strikes. */
export type FaultTarget = Pick<Fault, 'method' | 'path' | 'contains' | 'after'>;

/** What a user is told of something that did not go well. */
export interface Told {
	message: string;
	/** The description below it. */
	nextStep: string;
}

/** What came of a piece of work. */
export interface Seen {
	/** Of the part that the fault struck; undefined when it went well. */
	told?: Told;
	/**
	 * Whether what came of the struck part is right: all of it when it went well; else nothing, or of a long read the
	 * rows up to where it stopped.
	 */
	isWhole: boolean;
	/** Numbers of the other input items that came out whole. */
	others: number[];
	/** How often each change was carried out: records that are there now, or 1 for one that is gone as it should. */
	written?: { struck: number[]; others: number[] };
	/** Everything that n8n keeps or shows of it, to be searched for secrets. */
	kept: unknown[];
}

/** How a piece of work is done. */
export interface Conditions {
	/** Whether the node goes on after a failed item. */
	continueOnFail: boolean;
	/** Seconds to wait for an answer; AFAS's limit when absent. */
	timeout?: number;
	/** Ends what goes wrong. */
	mend(): Promise<void>;
}

/** A piece of work on records of its own. */
export interface Errand {
	/** The calls that a fault strikes. */
	target: FaultTarget;
	/** The call after which connections are refused; from the start when absent. */
	before?: FaultTarget;
	/** What is done before anything goes wrong. */
	prepare?(): Promise<void>;
	do(conditions: Conditions): Promise<Seen>;
}

export type Protocol = 'rest' | 'soap';

/** A kind of work. */
export interface Work {
	id: string;
	/** Column in the table. */
	column: string;
	protocol: Protocol;
	/** `write`: the fault strikes the call that writes. `before`: one that is needed first. */
	strikes: 'read' | 'write' | 'before';
	/** Tries of a call before the work gives up. */
	tries: number;
	/** Tries of a call while somebody else has the record in use. */
	lockTries: number;
	/** Whether its items need the same call, so that it is struck for all of them. */
	isShared?: boolean;
	/** Whether Continue On Fail changes nothing, as for a trigger. */
	hasNoItems?: boolean;
	/** Input items that the fault does not strike. */
	others: number[];
	/** @param name occurs in no other errand on the same simulator; without special characters */
	errand(stage: Stage, name: string): Errand;
}

/** A run of the node over several input items, of which some are struck. */
export interface ItemsErrand {
	items: IDataObject[];
	/** Numbers of the items that are struck. */
	struck: number[];
	parameters: IDataObject;
	options?: IDataObject;
	/** Whether the output of an item is whole. */
	isWhole(output: INodeExecutionData[], item: number): boolean;
	/** Whether this is right for an item that failed; default: nothing but the error. */
	isRightBefore?(output: INodeExecutionData[]): boolean;
	/** How often the item's change was carried out. */
	written?(item: number): number;
}

const isError = ({ json }: INodeExecutionData) => json.error !== undefined;

function toldBy({ json }: INodeExecutionData): Told {
	const details = json.details as IDataObject | undefined;
	return { message: String(json.error), nextStep: String(details?.description ?? '') };
}

/** Runs the node over the items and sees what came of it. */
export async function doItems(
	{ n8n, credential }: Stage,
	errand: ItemsErrand,
	{ continueOnFail, timeout }: Conditions,
): Promise<Seen> {
	const { items, struck, parameters, options, isWhole, written } = errand;
	const isRightBefore = errand.isRightBefore ?? ((output) => output.length === 0);
	const result = await n8n.runNode({
		credential,
		items,
		continueOnFail,
		parameters: { ...parameters, options: { ...options, ...(timeout ? { timeout } : {}) } },
	});
	const { error } = result;
	const outputOf = (item: number) =>
		(result.items[0] ?? []).filter(
			({ pairedItem }) => (pairedItem as { item: number } | undefined)?.item === item,
		);
	const others = items.flatMap((_json, item) => (struck.includes(item) ? [] : [item]));
	const whole = (item: number) => {
		const output = outputOf(item);
		return !output.some(isError) && isWhole(output, item);
	};
	const failures = struck.flatMap((item) => outputOf(item).filter(isError));
	const told = error
		? { message: error.message, nextStep: String(error.description ?? '') }
		: failures[0] && toldBy(failures[0]);
	return {
		told,
		isWhole: told
			? struck.every((item) => isRightBefore(outputOf(item).filter((is) => !isError(is))))
			: struck.every(whole),
		others: others.filter(whole),
		written: written && { struck: struck.map(written), others: others.map(written) },
		kept: [result.items, result.hints, error],
	};
}
