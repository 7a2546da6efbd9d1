import type { IDataObject, INode, INodeExecutionData, NodeError } from 'n8n-workflow';
import type { WriteOutcome } from '../../../profit/errors/kinds';
import { ProfitError } from '../../../profit/errors/profitError';
import { planBatches } from '../../../profit/records/batches';
import { describeMissing } from '../../../profit/records/missingMandatory';
import { sendDividing, type BatchOutcome } from '../../../profit/records/splitBatch';
import { limiter } from '../../../transport/limiter';
import { errorItem, toNodeError, withOutcome } from '../../../n8n/nodeError';
import type { AllItemsCall } from '../../operation';
import { describeProgress } from './progress';
import { writtenOutput, type RecordWrite, type Write } from './write';
import { openWriteRun, type WriteRun } from './writeRun';

/** Decides what an input item comes to; throws ProfitError or NodeOperationError when it cannot be sent. */
export type Prepare = (run: WriteRun, itemIndex: number) => Promise<Write>;

/** Names the record of an item, so that two items with the same name follow each other; undefined for any. */
export type RecordName = (run: WriteRun, itemIndex: number) => string | undefined;

/** What became of an item that was tried. */
type Outcome = { state: 'written'; json: IDataObject } | { state: WriteOutcome; error: unknown };

/**
 * Writes all input items: some in one call, some calls at once, as the options say. The output has the order of the
 * items. Under Continue On Fail every item is tried. Else nothing is sent any more after the first item that fails;
 * calls under way and the rest of a divided batch are finished.
 * @throws NodeError of the first item that failed, with how far the run came
 */
export async function runWrites(
	call: AllItemsCall,
	prepare: Prepare,
	nameOf: RecordName = () => undefined,
): Promise<INodeExecutionData[]> {
	const run = openWriteRun(call);
	const { context, hints } = run;
	const outcomes = await new Writes(run, prepare, nameOf).outcomes();

	const node = context.getNode();
	const failed = outcomes.findIndex((outcome) => outcome?.state !== 'written');
	if (failed >= 0 && !context.continueOnFail()) {
		const outcome = outcomes.find((is) => is !== undefined && is.state !== 'written');
		const index = outcome ? outcomes.indexOf(outcome) : failed;
		const nodeError = nodeErrorOf(node, outcome, index);
		if (outcomes.length > 1) {
			const progress = describeProgress(outcomes.map((is) => is?.state ?? 'notSent'));
			nodeError.description = [nodeError.description, progress].filter(Boolean).join(' ');
		}
		throw nodeError;
	}
	hints.show(context);
	return outcomes.map((outcome, index) =>
		outcome?.state === 'written'
			? { json: outcome.json, pairedItem: { item: index } }
			: errorItem(nodeErrorOf(node, outcome, index), index),
	);
}

function nodeErrorOf(node: INode, outcome: Outcome | undefined, index: number): NodeError {
	if (outcome === undefined || outcome.state === 'written') {
		const error = new ProfitError(
			'cancelled',
			'The execution was canceled before this item was sent',
		);
		return withOutcome(toNodeError(node, error, index), 'notSent');
	}
	return withOutcome(toNodeError(node, outcome.error, index), outcome.state);
}

/** What became of an item that was sent. */
function sentOutcome(outcome: BatchOutcome<IDataObject>): Outcome {
	if (outcome.ok) return { state: 'written', json: outcome.result };
	const { error } = outcome;
	const state = error instanceof ProfitError ? error.details.outcome : undefined;
	return { state: state ?? 'refused', error };
}

/** What became of an item whose call could not be made up: it holds a mistake, or what it needs could not be read. */
function unpreparedOutcome(error: unknown): Outcome {
	if (!(error instanceof ProfitError) || error.facts.isInput) return { state: 'refused', error };
	const description = `${error.details.description ?? ''} ${NOT_SENT}`.trim();
	return { state: 'notSent', error: error.with({ description }) };
}

const NOT_SENT = 'The item was not sent: this came up while reading what it needs.';

/** The items of one run on their way. */
class Writes {
	private readonly itemCount: number;

	private readonly results: Array<Outcome | undefined>;

	private readonly continues: boolean;

	private stopped = false;

	constructor(
		private readonly run: WriteRun,
		private readonly prepare: Prepare,
		private readonly nameOf: RecordName,
	) {
		this.itemCount = run.context.getInputData().length;
		this.results = new Array<Outcome | undefined>(this.itemCount).fill(undefined);
		this.continues = run.context.continueOnFail();
	}

	/** One outcome per item; undefined for an item that was not tried. */
	async outcomes(): Promise<Array<Outcome | undefined>> {
		const limited = limiter(this.run.options.concurrency);
		const underWay = new Map<string, Promise<void>>();
		const chunks = this.chunks().map(({ indexes, names }) => {
			// Chunks start in order, so those that this one waits for have started before it.
			const before = names.map((name) => underWay.get(name));
			const chunk = limited(async () => {
				await Promise.all(before);
				await this.writeChunk(indexes);
			});
			for (const name of names) underWay.set(name, chunk);
			return chunk;
		});
		await Promise.all(chunks);
		return this.results;
	}

	/** Successive items up to the batch size; two items about the same record never share a chunk. */
	private chunks(): Array<{ indexes: number[]; names: string[] }> {
		const chunks: Array<{ indexes: number[]; names: string[] }> = [];
		for (let index = 0; index < this.itemCount; index++) {
			const name = this.nameOf(this.run, index);
			const last = chunks[chunks.length - 1];
			const fits =
				last &&
				last.indexes.length < this.run.options.batchSize &&
				(name === undefined || !last.names.includes(name));
			const chunk = fits ? last : { indexes: [], names: [] };
			if (!fits) chunks.push(chunk);
			chunk.indexes.push(index);
			if (name !== undefined) chunk.names.push(name);
		}
		return chunks;
	}

	/** Prepared only now, so that the files of a thousand items are not in memory at once. */
	private async writeChunk(indexes: number[]): Promise<void> {
		const records = new Map<string, Array<{ index: number; write: RecordWrite }>>();
		for (const index of indexes) {
			if (this.isOver()) return;
			const prepared = await this.prepared(index);
			if (!prepared) continue;
			if (prepared.kind === 'done') this.settle(index, { state: 'written', json: prepared.json });
			else if (prepared.kind === 'call') await this.sendAlone(index, prepared);
			else {
				const sharing = records.get(prepared.shares) ?? [];
				records.set(prepared.shares, [...sharing, { index, write: prepared }]);
			}
		}
		for (const sharing of records.values()) await this.sendTogether(sharing);
	}

	private async prepared(index: number): Promise<Write | undefined> {
		try {
			return await this.prepare(this.run, index);
		} catch (error) {
			this.settle(index, unpreparedOutcome(error));
			return undefined;
		}
	}

	private async sendAlone(index: number, write: Extract<Write, { kind: 'call' }>): Promise<void> {
		const { service, call } = write;
		const [outcome] = await sendDividing([call], async () => {
			const { keys, results } = await service.send(call, 1);
			return [writtenOutput(write, keys[0], results)];
		});
		this.settle(index, sentOutcome(outcome));
	}

	private async sendTogether(items: Array<{ index: number; write: RecordWrite }>): Promise<void> {
		const sizes = items.map(({ write }) => write.bytes);
		for (const batch of planBatches(sizes, this.run.options.batchSize).batches) {
			if (this.isOver()) return;
			const part = batch.map((at) => items[at]);
			const outcomes = await sendDividing(part, async (some) => await sendRecords(some));
			outcomes.forEach((outcome, at) => {
				const { index, write } = part[at];
				this.settle(
					index,
					sentOutcome(
						outcome.ok ? outcome : { ok: false, error: withMissing(outcome.error, write) },
					),
					write,
				);
			});
		}
	}

	private settle(index: number, outcome: Outcome, write?: RecordWrite): void {
		this.results[index] = outcome;
		if (outcome.state === 'written' && write) this.run.hints.addWritten(write);
		if (outcome.state !== 'written' && !this.continues) this.stopped = true;
	}

	private isOver(): boolean {
		return this.stopped || this.run.signal?.aborted === true;
	}
}

async function sendRecords(items: Array<{ write: RecordWrite }>): Promise<IDataObject[]> {
	const { service, target } = items[0].write;
	const elements = items.map(({ write }) => write.element);
	const { keys, results } = await service.send(service.write(target, elements), items.length);
	return items.map(({ write }, at) => {
		const own = keys[at];
		// The results of a call with several records are about all of them.
		const shared = own ? { [target.root]: own } : null;
		return writtenOutput(write, own, items.length === 1 ? results : shared);
	});
}

/** AFAS often says only that something is missing; here is what. */
function withMissing(error: unknown, { missing }: RecordWrite): unknown {
	if (!(error instanceof ProfitError) || !error.facts.mayLackField || missing.length === 0) {
		return error;
	}
	const { details } = error;
	const description = `${details.description ?? ''} Mandatory fields that the item does not give: ${describeMissing(missing)}.`;
	return error.with({ description: description.trim() });
}
