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

/** Decides which write an input item results in; throws ProfitError or NodeOperationError when it cannot be sent. */
export type Prepare = (run: WriteRun, itemIndex: number) => Promise<Write>;

/** Names the record of an item, so that two items with the same name follow each other; undefined for any. */
type RecordName = (run: WriteRun, itemIndex: number) => Promise<string | undefined>;

/** What an operation does with items that may share a call, beside preparing each. */
export interface ChunkWork {
	nameOf: RecordName;
	/** Reads in few calls what the items of a chunk need. */
	beforeChunk(run: WriteRun, indexes: number[]): Promise<void>;
}

/**
 * Writes all input items: some in one call, some calls at once, as the options say. The output has the order of the
 * items. Under Continue On Fail every item is tried. Else nothing is sent any more after the first item that fails;
 * calls under way and the rest of a divided batch are finished.
 * @throws NodeError of the first item that failed, with how far the run came
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

/** The items of one run on their way. */
class Writes {
	private readonly itemCount: number;

	private readonly results: Array<Outcome | undefined>;

	private readonly continues: boolean;

	private readonly sent: SentItems<Outcome>;

	private stopped = false;

	/** By item, where the items may be of several customers. */
	tenants: Array<string | undefined> = [];

	/** Names of the records, by item; those of two customers differ. */
	private readonly names: Array<string | undefined> = [];

	/** Records of which it is not known whether AFAS has them: by name, the item that left it open. */
	private readonly unsure = new Map<string, number>();

	/** Batches that were refused and are being divided. */
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

	/** Writes the items of one customer: no call is about items of two. */
	private async writeItems(itemIndexes: number[], customer: number): Promise<void> {
		const limited = limiter(this.run.options.concurrency);
		const underWay = new Map<string, Promise<void>>();
		for (const index of itemIndexes) {
			const name = await this.work.nameOf(this.run, index);
			this.names[index] = name && `${customer} ${name}`;
		}
		const { batchSize } = this.run.options;
		const chunks = chunksOf(itemIndexes, this.names, batchSize).map(({ indexes, names }) => {
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
	}

	/** Prepared only now, so that the files of a thousand items are not in memory at once. Sent in the order of the items. */
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
	 * Sends a batch, unless the run is over. Without Continue On Fail nothing new is sent while a batch that was refused is
	 * being divided: its items decide whether the run goes on.
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

	/** The next try of n8n gets the same outcome where sending again could write twice. */
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
