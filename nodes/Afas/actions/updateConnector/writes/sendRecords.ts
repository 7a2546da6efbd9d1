import type { IDataObject } from 'n8n-workflow';
import { ProfitError } from '../../../profit/errors/profitError';
import { assertBodySize } from '../../../profit/records/batches';
import { describeMissing } from '../../../profit/records/missingMandatory';
import { callOptions } from '../../../parameters/callOptions';
import { readProtocol } from '../../../parameters/protocol';
import { writtenOutput, type RecordWrite } from './write';
import type { WriteRun } from './writeRun';

/**
 * Makes a write that may share a call with others.
 * @throws ProfitError `input` when the record is too large for AFAS
 */
export function recordWrite(
	{ context }: WriteRun,
	itemIndex: number,
	record: Omit<RecordWrite, 'kind' | 'bytes' | 'shares'>,
): RecordWrite {
	const { service, target, element } = record;
	const bytes = service.bytes(target, element);
	assertBodySize(bytes);
	const { language, timeoutMs } = callOptions(context, itemIndex);
	const shares = JSON.stringify([target, readProtocol(context, itemIndex), language, timeoutMs]);
	return { kind: 'record', ...record, bytes, shares };
}

/** Whether two records may share a call. */
export function mayShare(a: RecordWrite, b: RecordWrite): boolean {
	return a.client === b.client && a.shares === b.shares;
}

/**
 * Sends records in one call.
 * @returns the output of each
 * @throws ProfitError
 */
export async function sendRecords(items: Array<{ write: RecordWrite }>): Promise<IDataObject[]> {
	const { service, target } = items[0].write;
	const elements = items.map(({ write }) => write.element);
	const answered = await service.carryOut(service.recordsCall(target, elements), items.length);
	return items.map(({ write }, at) => writtenOutput(write, answered[at]));
}

/** Names the missing mandatory fields, because AFAS often says only that something is missing. */
export function withMissing(error: unknown, { missing }: RecordWrite): unknown {
	if (!(error instanceof ProfitError) || !error.facts.mayLackField || missing.length === 0) {
		return error;
	}
	const { details } = error;
	const description = `${details.description ?? ''} Mandatory fields that the item does not give: ${describeMissing(missing)}.`;
	return error.with({ description: description.trim() });
}
