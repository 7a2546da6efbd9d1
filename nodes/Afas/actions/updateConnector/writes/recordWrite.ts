import { inputError } from '../../../profit/errors/profitError';
import type { UpdateConnectorInfo } from '../../../profit/metainfo/types';
import { assertBodySize } from '../../../profit/records/batches';
import { findingsError } from '../../../profit/records/finding';
import { missingMandatory } from '../../../profit/records/missingMandatory';
import { recordToElement } from '../../../profit/records/recordToElement';
import { validateElement } from '../../../profit/records/validateElement';
import type { WriteElement } from '../../../profit/records/writeElement';
import { readUpdateConnectorInfo } from '../../../transport/metainfo';
import type { WriteTarget } from '../../../transport/writes';
import { callOptions } from '../../../parameters/callOptions';
import { connectorId, updateConnectorLocator } from '../../../parameters/connectorLocator';
import { dataMode, readItemRecord, readWrittenBody } from './readData';
import { dryRunOutput, type Write, type WrittenAction, type WriteSubject } from './write';
import { writeOptions } from './writeOptions';
import type { WriteRun } from './writeRun';

/**
 * What an item that is created or updated comes to.
 * @throws ProfitError
 */
export async function prepareWrite(
	run: WriteRun,
	itemIndex: number,
	action: 'create' | 'update',
): Promise<Write> {
	const connector = connectorId(run.context, itemIndex, updateConnectorLocator);
	if (dataMode(run.context, itemIndex) === 'body') {
		const { body, root } = readWrittenBody(run.context, itemIndex);
		return await bodyWrite(run, itemIndex, { connector, action, key: {} }, root, body);
	}
	const client = await run.customers.of(itemIndex);
	const info = await readUpdateConnectorInfo(
		client,
		connector,
		callOptions(run.context, itemIndex),
	);
	const element = await readItemElement(run, itemIndex, info);
	return await elementWrite(run, itemIndex, info, element, action);
}

/**
 * The record of an item as the tree that bodies are written from.
 * @throws ProfitError `input` when the item gives nothing, or something that has no place in the connector
 */
export async function readItemElement(
	{ context }: WriteRun,
	itemIndex: number,
	info: UpdateConnectorInfo,
): Promise<WriteElement> {
	const record = await readItemRecord(context, itemIndex, info);
	const { element, findings } = recordToElement(record, info);
	if (findings.length > 0) throw findingsError(findings);
	if (element.keys.length + element.fields.length + element.objects.length === 0) {
		throw inputError(
			`The item gives no field of ${info.id}, so there is nothing to write`,
			"Fill in a field under 'Fields' or 'Record'; with automatic mapping the input item must have a field of that name.",
		);
	}
	return element;
}

/**
 * An element, checked and ready to be sent or shown.
 * @throws ProfitError `input` when AFAS will not take it
 */
export async function elementWrite(
	run: WriteRun,
	itemIndex: number,
	info: UpdateConnectorInfo,
	element: WriteElement,
	action: Exclude<WrittenAction, 'delete' | 'unchanged'>,
): Promise<Write> {
	const options = writeOptions(run.context, itemIndex);
	const { language, timeoutMs } = callOptions(run.context, itemIndex);
	const client = await run.customers.of(itemIndex);
	const service = run.writesOf(client, itemIndex);
	const target = targetOf(info.id, info.name, action, options.subObject);
	// A record that gets rows of a sub-object is there already.
	const isNew = target.action === 'insert' && !target.subObject;

	if (options.validate) {
		const findings = validateElement(element, info, isNew ? 'insert' : 'update');
		if (findings.length > 0) throw findingsError(findings);
	}
	const bytes = service.bytes(element);
	assertBodySize(bytes);
	const missing =
		target.action === 'insert'
			? missingMandatory(isNew ? element : { ...element, action: 'update' }, info)
			: [];
	run.hints.addMissing(missing);

	const key = isNew ? {} : Object.fromEntries(element.keys);
	const subject: WriteSubject = { connector: info.id, action, key };
	if (options.dryRun) return dryRunOutput(subject, service.write(target, [element]));
	const shares = JSON.stringify([target, language, timeoutMs]);
	return { kind: 'record', ...subject, client, service, target, element, bytes, shares, missing };
}

/**
 * A body that the user wrote, ready to be sent or shown.
 * @throws ProfitError `input` when it is empty or larger than AFAS takes
 */
export async function bodyWrite(
	run: WriteRun,
	itemIndex: number,
	subject: WriteSubject,
	root: string,
	body: object | string,
): Promise<Write> {
	if (root === '') {
		throw inputError("'Body' is empty", 'Write the body as the AFAS documentation shows it.');
	}
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	assertBodySize(Buffer.byteLength(text, 'utf8'));
	const { dryRun, subObject } = writeOptions(run.context, itemIndex);
	const client = await run.customers.of(itemIndex);
	const service = run.writesOf(client, itemIndex);
	const target = targetOf(subject.connector, root, subject.action, subObject);
	const call = service.writeBody(target, body);
	return dryRun ? dryRunOutput(subject, call) : { kind: 'call', ...subject, service, call };
}

function targetOf(
	connector: string,
	root: string,
	action: WrittenAction,
	subObject: string,
): WriteTarget {
	if (action === 'update') return { connector, root, action };
	return { connector, root, action: 'insert', ...(subObject ? { subObject } : {}) };
}
