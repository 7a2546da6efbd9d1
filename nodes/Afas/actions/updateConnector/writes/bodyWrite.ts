import { inputError } from '../../../profit/errors/profitError';
import type { UpdateConnectorInfo } from '../../../profit/metainfo/types';
import { assertBodySize } from '../../../profit/records/batches';
import { bodyElements } from '../../../profit/records/jsonBody';
import { identityOf } from '../../../profit/records/rowKeys';
import type { WriteElement } from '../../../profit/records/writeElement';
import { callOptions } from '../../../parameters/callOptions';
import { readProtocol } from '../../../parameters/protocol';
import type { ProfitClient } from '../../../transport/client';
import { withUpdateInfo } from '../../../transport/metainfo';
import type { WriteCall } from '../../../transport/writes';
import { readWrittenBody, type WrittenBody } from './readData';
import { recordWrite } from './sendRecords';
import { targetOf } from './target';
import { dryRunOutput, type Write, type WrittenAction, type WriteSubject } from './write';
import { writeOptions } from './writeOptions';
import type { WriteRun } from './writeRun';

const ACTION_OF = { insert: 'create', update: 'update', delete: 'delete' } as const;

/**
 * A body that the user wrote, ready to be sent or shown. Over REST it is sent unchanged unless it shares a call with
 * others; over SOAP its records are written as XML.
 * @throws ProfitError `input` when it is empty, larger than AFAS takes, or in a form that the protocol does not take
 */
export async function bodyWrite(
	run: WriteRun,
	itemIndex: number,
	connector: string,
	action: 'create' | 'update',
): Promise<Write> {
	const written = readWrittenBody(run.context, itemIndex);
	const client = await run.customers.of(itemIndex);
	const viaSoap = readProtocol(run.context, itemIndex) === 'soap';
	const calls = callOptions(run.context, itemIndex);
	if (written.kind === 'xml' && !viaSoap) {
		throw inputError("'Body' is XML, which goes over SOAP only", "Set 'Protocol' to SOAP.");
	}
	// Only metainfo tells which members are keys.
	const isRead = written.kind === 'json' && (viaSoap || run.options.batchSize > 1);
	const body = { written, connector, action, client };
	return isRead
		? await withUpdateInfo(client, connector, calls, async (info) =>
				writeWith(run, itemIndex, body, info),
			)
		: writeWith(run, itemIndex, body, undefined);
}

/** A body and where it goes. */
interface BodyToWrite {
	written: WrittenBody;
	connector: string;
	action: 'create' | 'update';
	client: ProfitClient;
}

function writeWith(
	run: WriteRun,
	itemIndex: number,
	{ written, connector, action, client }: BodyToWrite,
	info: UpdateConnectorInfo | undefined,
): Write {
	const service = run.writesOf(client, itemIndex);
	const viaSoap = readProtocol(run.context, itemIndex) === 'soap';
	const { dryRun, subObject } = writeOptions(run.context, itemIndex);
	const target = targetOf(connector, written.root, action, subObject);
	const elements = written.kind === 'json' ? bodyElements(written.json, info) : undefined;
	if (viaSoap && written.kind === 'json' && !elements) {
		throw inputError(
			"'Body' is not in the form of AFAS's JSON, so it cannot be written as XML for SOAP",
			'Write it as { "Root": { "Element": { "Fields": { … } } } }, write the XML itself, or set \'Protocol\' to REST.',
		);
	}
	const key = action === 'update' && elements?.length === 1 ? identityOf(elements[0], info) : {};
	const subject: WriteSubject = { connector, action: ownAction(elements) ?? action, key };
	if (info && elements?.length === 1 && !dryRun) {
		const [element] = elements;
		const record = { ...subject, client, service, target, element, missing: [] };
		return recordWrite(run, itemIndex, record);
	}
	const call: WriteCall =
		viaSoap && elements
			? service.recordsCall(target, elements)
			: service.bodyCall(target, written.body);
	const text = typeof call.body === 'string' ? call.body : JSON.stringify(call.body);
	assertBodySize(Buffer.byteLength(text, 'utf8'));
	return dryRun ? dryRunOutput(subject, call, client) : { kind: 'call', ...subject, service, call };
}

/** The action that the body itself gives for its records, for the output. */
function ownAction(elements: WriteElement[] | undefined): WrittenAction | undefined {
	const actions = new Set(elements?.map(({ action }) => action));
	const [only] = actions;
	return actions.size === 1 && only ? ACTION_OF[only] : undefined;
}
