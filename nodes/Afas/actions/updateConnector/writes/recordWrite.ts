import { inputError } from '../../../profit/errors/profitError';
import type { UpdateConnectorInfo } from '../../../profit/metainfo/types';
import { assertFindable } from '../../../profit/records/afasMatch';
import { findingsError } from '../../../profit/records/finding';
import { bodyElements } from '../../../profit/records/jsonBody';
import { missingMandatory } from '../../../profit/records/missingMandatory';
import { recordToElement } from '../../../profit/records/recordToElement';
import { identityOf } from '../../../profit/records/rowKeys';
import { validateElement } from '../../../profit/records/validateElement';
import type { WriteElement } from '../../../profit/records/writeElement';
import { withUpdateInfo } from '../../../transport/metainfo';
import { callOptions } from '../../../parameters/callOptions';
import { updateConnector } from '../../../parameters/connectorLocator';
import { bodyWrite } from './bodyWrite';
import { dataMode } from './dataProperties';
import { readItemRecord, readWrittenBody } from './readData';
import { recordWrite } from './sendRecords';
import { assertOwnAction, targetOf } from './target';
import { dryRunOutput, type Write, type WrittenAction } from './write';
import { writeOptions } from './writeOptions';
import type { WriteRun } from './writeRun';

/**
 * Prepares the write of an item that creates or updates a record.
 * @throws ProfitError
 */
export async function prepareWrite(
	run: WriteRun,
	itemIndex: number,
	action: 'create' | 'update',
): Promise<Write> {
	const connector = updateConnector.read(run.context, itemIndex);
	if (dataMode.read(run.context, itemIndex) === 'body') {
		return await bodyWrite(run, itemIndex, connector, action);
	}
	const calls = callOptions(run.context, itemIndex);
	const client = await run.customers.of(itemIndex);
	return await withUpdateInfo(client, connector, calls, async (info) => {
		const element = await readItemElement(run, itemIndex, info, { withFiles: true });
		return await elementWrite(run, itemIndex, info, element, action);
	});
}

/**
 * Reads the record of an item as the tree that bodies are written from.
 * @throws ProfitError `input` when the item is empty, or has a name that does not fit in the connector
 */
export async function readItemElement(
	run: WriteRun,
	itemIndex: number,
	info: UpdateConnectorInfo,
	{ withFiles }: { withFiles: boolean },
): Promise<WriteElement> {
	const { context } = run;
	if (dataMode.read(context, itemIndex) === 'body') {
		const written = readWrittenBody(context, itemIndex);
		if (written.root.toLowerCase() !== info.name.toLowerCase()) {
			throw inputError(
				`'Body' is about ${written.root}, but ${info.id} writes ${info.name}`,
				`Begin the body with { "${info.name}": { "Element": { … } } }, or choose another UpdateConnector.`,
			);
		}
		const elements = written.kind === 'json' ? bodyElements(written.json, info) : undefined;
		if (elements?.length === 1) return elements[0];
		throw inputError(
			"'Body' does not hold exactly one Element, so it cannot be told which record it is",
			'Write one record per item as { "Root": { "Element": { … } } }.',
		);
	}
	const record = await readItemRecord(run, itemIndex, info, { withFiles });
	const { keyStyle } = writeOptions(context, itemIndex);
	const { element, findings } = recordToElement(record, info, keyStyle);
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
 * Checks an element and makes it ready to send or show. A body that the user wrote is not checked.
 * @throws ProfitError `input` when AFAS would reject it
 */
export async function elementWrite(
	run: WriteRun,
	itemIndex: number,
	info: UpdateConnectorInfo,
	element: WriteElement,
	action: Exclude<WrittenAction, 'delete' | 'unchanged'>,
): Promise<Write> {
	const options = writeOptions(run.context, itemIndex);
	const client = await run.customers.of(itemIndex);
	const service = run.writesOf(client, itemIndex);
	const target = targetOf(info.id, info.name, action, options.subObject);
	// With a sub-object the record itself already exists.
	const isNew = target.action === 'insert' && !target.subObject;
	assertOwnAction(element.action, action);
	// An update must not add a person or organisation that AFAS cannot find.
	if (action === 'update') assertFindable(element);

	if (options.validate && dataMode.read(run.context, itemIndex) !== 'body') {
		const findings = validateElement(element, info, isNew ? 'insert' : 'update');
		if (findings.length > 0) throw findingsError(findings, { judgedByAfas: true });
	}
	assertRowsOf(element, target.subObject);
	const missing =
		target.action === 'insert'
			? missingMandatory(isNew ? element : { ...element, action: 'update' }, info)
			: [];

	const key = isNew ? {} : identityOf(element, info);
	const record = { connector: info.id, action, key, client, service, target, element, missing };
	const write = recordWrite(run, itemIndex, record);
	if (!options.dryRun) return write;
	run.hints.addMissing(missing);
	return dryRunOutput(write, service.recordsCall(target, [element]), client);
}

/** Without rows, AFAS would change the record itself although the output says that something was created. */
function assertRowsOf({ objects }: WriteElement, subObject: string | undefined): void {
	if (subObject === undefined || objects.some(({ name }) => name === subObject)) return;
	throw inputError(
		`Not sent: the item gives no row of ${subObject}, so there is nothing to add`,
		`Give its rows, or remove the option 'Sub-Object'.`,
	);
}
