import type { IDataObject, INode, NodeError } from 'n8n-workflow';
import type { WriteOutcome } from '../../../profit/errors/kindFacts';
import { inputError, ProfitError } from '../../../profit/errors/profitError';
import type { BatchOutcome } from '../../../profit/records/splitBatch';
import { toNodeError, withOutcome } from '../../../n8n/nodeError';

/** The outcome of an item that was tried. */
export type Outcome =
	| { state: 'written'; json: IDataObject }
	| { state: WriteOutcome; error: unknown };

/**
 * The error that n8n shows for an item that was not written.
 * @param outcome undefined for an item that was not tried
 */
export function nodeErrorOf(node: INode, outcome: Outcome | undefined, index: number): NodeError {
	if (outcome === undefined || outcome.state === 'written') {
		const error = new ProfitError(
			'cancelled',
			'The execution was canceled before this item was sent',
		);
		return withOutcome(toNodeError(node, error, index), 'notSent');
	}
	return withOutcome(toNodeError(node, outcome.error, index), outcome.state);
}

/** The outcome of an item that was sent. */
export function sentOutcome(outcome: BatchOutcome<IDataObject>): Outcome {
	if (outcome.ok) return { state: 'written', json: outcome.result };
	const { error } = outcome;
	const state = error instanceof ProfitError ? error.details.outcome : undefined;
	return { state: state ?? 'refused', error };
}

/** The outcome of an item that could not be prepared: its input is wrong, or a read that it needs failed. */
export function unpreparedOutcome(error: unknown): Outcome {
	if (!(error instanceof ProfitError) || error.facts.isInput) return { state: 'refused', error };
	const description = `${error.details.description ?? ''} ${NOT_SENT}`.trim();
	return { state: 'notSent', error: error.with({ description }) };
}

/**
 * The outcome of an item about the same record as an earlier item whose outcome is unknown. AFAS may still be writing
 * that one, so a look-up that finds nothing proves nothing, and the record could be created twice.
 * @param twin the earlier item
 */
export function twinOutcome(twin: number): Outcome {
	const error = inputError(
		`Not sent: it is not known whether AFAS has written item ${twin}, which is about the same record`,
		`Items are counted from 0. See what became of item ${twin} in Profit, then send this one.`,
	);
	return { state: 'notSent', error };
}

const NOT_SENT = 'The item was not sent: this happened while reading what it needs.';
