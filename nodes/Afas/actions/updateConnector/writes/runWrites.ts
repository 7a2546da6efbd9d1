import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { planBatches } from '../../../profit/records/batches';
import { sendDividing, type BatchOutcome } from '../../../profit/records/splitBatch';
import { limiter } from '../../../transport/limiter';
import { errorItem, withTenant } from '../../../n8n/nodeError';
import { openSentItems, type SentItems } from '../../../n8n/sentItems';
import type { AllItemsCall } from '../../operation';
import { chunksOf } from './chunks';
import { itemsByCustomer } from './customerItems';
import { describeProgress } from './progress';
import { mayShare, sendRecords, withMissing } from './sendRecords';
import { writtenOutput, type RecordWrite, type Write } from './write';
import {
	nodeErrorOf,
	sentOutcome,
	twinOutcome,
	unpreparedOutcome,
	type Outcome,
} from './writeOutcome';
import { openWriteRun, type WriteRun } from './writeRun';

/** Prepares the write of an input item; throws ProfitError or NodeOperationError when it cannot be sent. */
export type Prepare = (run: WriteRun, itemIndex: number) => Promise<Write>;

/** Names the record of an item: items with the same name are written one after another. undefined if the order is free. */
type RecordName = (run: WriteRun, itemIndex: number) => Promise<string | undefined>;

/** What an operation does with items that may share a call, besides preparing each. */
export interface ChunkWork {
	nameOf: RecordName;
	/** Reads what the items of a chunk need, in few calls. */
	beforeChunk(run: WriteRun, indexes: number[]): Promise<void>;
}

/**
 * Writes all input items, in batches and in parallel as the options say. The output keeps their order. Under Continue
 * On Fail every item is tried. Otherwise nothing new is sent after the first failure; calls in progress and a batch
 * that is being split are finished.
 * @throws NodeError of the first item that failed, with how far the run got
 */
export async function runWrites(
	call: AllItemsCall,
	prepare: Prepare,
	{ nameOf = async () => undefined, beforeChunk = async () => undefined }: Partial<ChunkWork> = {},
): Promise<INodeExecutionData[]> {
	const run = openWriteRun(call);
	const { context, hints } = run;
	const writes = new Writes(run, prepare, { nameOf, beforeChunk });
	const outcomes = await writes.outcomes();
	const errorOf = (index: number) =>
		withTenant(nodeErrorOf(node, outcomes[index], index), writes.tenants[index]);

	const node = context.getNode();
	const failed = outcomes.findIndex((outcome) => outcome?.state !== 'written');
	if (failed >= 0 && !context.continueOnFail()) {
		const outcome = outcomes.find((is) => is !== undefined && is.state !== 'written');
		const index = outcome ? outcomes.indexOf(outcome) : failed;
		const nodeError = errorOf(index);
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
			: errorItem(errorOf(index), index),
	);
}

/** Writes the items of one run and keeps their outcomes. */
class Writes {
	private readonly itemCount: number;

	private readonly results: Array<Outcome | undefined>;

	private readonly continues: boolean;

	private readonly sent: SentItems<Outcome>;

	private stopped = false;

	/** By item; only filled if items may be of several customers. */
	tenants: Array<string | undefined> = [];

	/** Names of the records by item, different for each customer. */
	private readonly names: Array<string | undefined> = [];

	/** Records that AFAS may or may not have written: by name, the item that tried it. */
	private readonly unsure = new Map<string, number>();

	/** Refused batches that are being split. */
	private readonly divisions = new Set<Promise<void>>();

	constructor(
		private readonly run: WriteRun,
		private readonly prepare: Prepare,
		private readonly work: ChunkWork,
	) {
		this.itemCount = run.context.getInputData().length;
		this.results = new Array<Outcome | undefined>(this.itemCount).fill(undefined);
		this.continues = run.context.continueOnFail();
		this.sent = openSentItems(run.context);
	}

	/** One outcome per item; undefined for an item that was not tried. */
	async outcomes(): Promise<Array<Outcome | undefined>> {
		const { byClient, tenants, failed } = await itemsByCustomer(this.run, this.itemCount);
		this.tenants = tenants;
		await Promise.all(
			[...byClient.values()].map(
				async (indexes, customer) => await this.writeItems(indexes, customer),
			),
		);
		for (const [index, thrown] of failed) this.settle(index, unpreparedOutcome(thrown));
		return this.results;
	}

	/** Writes the items of one customer. */
	private async writeItems(itemIndexes: number[], customer: number): Promise<void> {
		const limited = limiter(this.run.options.concurrency);
		const underWay = new Map<string, Promise<void>>();
		for (const index of itemIndexes) {
			const name = await this.work.nameOf(this.run, index);
			this.names[index] = name && `${customer} ${name}`;
		}
		const { batchSize } = this.run.options;
		const chunks = chunksOf(itemIndexes, this.names, batchSize).map(({ indexes, names }) => {
			// Chunks start in order, so this one only waits for chunks that have already started.
			const before = names.map((name) => underWay.get(name));
			const chunk = limited(async () => {
				await Promise.all(before);
				await this.writeChunk(indexes);
			});
			for (const name of names) underWay.set(name, chunk);
			return chunk;
		});
		await Promise.all(chunks);
	}

	/**
	 * Prepares and sends the items of a chunk in order. Preparing them late keeps the files of other chunks out of
	 * memory.
	 */
	private async writeChunk(indexes: number[]): Promise<void> {
		let sharing: Array<{ index: number; write: RecordWrite }> = [];
		const sendShared = async () => {
			await this.sendTogether(sharing);
			sharing = [];
		};
		const unsent = indexes.filter((index) => this.sent.of(index) === undefined);
		if (!this.isOver()) await this.work.beforeChunk(this.run, unsent);
		for (const index of indexes) {
			if (this.isOver()) return;
			const before = this.sent.of(index);
			const twin = this.unsure.get(this.names[index] ?? '');
			const settled = before ?? (twin === undefined ? undefined : twinOutcome(twin));
			const prepared = settled ? undefined : await this.prepared(index);
			if (settled) this.settle(index, settled);
			if (!prepared) continue;
			if (prepared.kind === 'done') this.settle(index, { state: 'written', json: prepared.json });
			if (prepared.kind === 'record') {
				if (sharing.length > 0 && !mayShare(sharing[0].write, prepared)) await sendShared();
				sharing.push({ index, write: prepared });
			}
			if (prepared.kind === 'call') {
				await sendShared();
				await this.sendAlone(index, prepared);
			}
		}
		await sendShared();
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
		const send = async () => {
			const [answered] = await service.carryOut(call, 1);
			return [writtenOutput(write, answered)];
		};
		await this.sendBatch([call], send, (outcome) => this.settleSent(index, sentOutcome(outcome)));
	}

	private async sendTogether(items: Array<{ index: number; write: RecordWrite }>): Promise<void> {
		const sizes = items.map(({ write }) => write.bytes);
		for (const batch of planBatches(sizes, this.run.options.batchSize).batches) {
			const part = batch.map((at) => items[at]);
			await this.sendBatch(part, sendRecords, (outcome, at) => {
				const { index, write } = part[at];
				if (outcome.ok) this.run.hints.addWritten(write);
				const shown = outcome.ok
					? outcome
					: { ok: false as const, error: withMissing(outcome.error, write) };
				this.settleSent(index, sentOutcome(shown));
			});
		}
	}

	/**
	 * Sends a batch, unless the run is over. Without Continue On Fail it first waits for refused batches that are being
	 * split, because a failure in them ends the run.
	 */
	private async sendBatch<T>(
		records: T[],
		send: (records: T[]) => Promise<IDataObject[]>,
		settle: (outcome: BatchOutcome<IDataObject>, at: number) => void,
	): Promise<void> {
		while (!this.continues && this.divisions.size > 0) await Promise.all(this.divisions);
		if (this.isOver()) return;
		let isDivided = (): void => undefined;
		const division = new Promise<void>((resolve) => (isDivided = resolve));
		const outcomes = await sendDividing(records, send, () => this.divisions.add(division));
		outcomes.forEach(settle);
		this.divisions.delete(division);
		isDivided();
	}

	/** Remembers outcomes for n8n's next try if sending the item again could write it twice. */
	private settleSent(index: number, outcome: Outcome): void {
		if (outcome.state === 'written' || outcome.state === 'unknown') {
			this.sent.remember(index, outcome);
		}
		this.settle(index, outcome);
	}

	private settle(index: number, outcome: Outcome): void {
		this.results[index] = outcome;
		const name = this.names[index];
		if (outcome.state === 'unknown' && name !== undefined) this.unsure.set(name, index);
		if (outcome.state !== 'written' && !this.continues) this.stopped = true;
	}

	private isOver(): boolean {
		return this.stopped || this.run.signal?.aborted === true;
	}
}
