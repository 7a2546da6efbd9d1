import { type HttpAnswer } from '../profit/answers/answerError';
import { describeBody } from '../profit/values/describeBody';
import { ProfitError } from '../profit/errors/profitError';
import {
	keysPerElement,
	parseWriteResult,
	type KeyRecord,
} from '../profit/records/parseWriteResult';
import { connectorPath, deletePath, subObjectPath, type DeleteTarget } from '../profit/rest/paths';
import { restBody, restElementBytes } from '../profit/rest/restBody';
import type { WriteElement } from '../profit/records/writeElement';
import { isTooDeep } from '../profit/values/depth';
import { getOwn } from '../profit/values/ownProperty';
import { parseExactJson } from '../profit/values/exactJson';
import type { CallOptions, Profit } from './profit';
import type { WriteRetries } from './writeRetries';

/** Where records go, and what happens to them. */
export interface WriteTarget {
	/** Id of the UpdateConnector. */
	connector: string;
	/** Name of the root object, which may differ from the id. */
	root: string;
	action: 'insert' | 'update';
	/** Sub-object that gets rows while the record itself stays as it is; with `insert` only. */
	subObject?: string;
}

/** A call that changes something, ready to be sent and to be shown. */
export interface WriteCall {
	method: 'POST' | 'PUT' | 'DELETE';
	/** Below the base URL, encoded. */
	path: string;
	/** Id of the UpdateConnector. */
	connector: string;
	/** An object to be written as JSON, or the text as it is sent. */
	body?: object | string;
	/** Name of the root object in AFAS's answer. */
	root: string;
}

/** What AFAS answered to a write. */
export interface Written {
	/** One entry per record that was sent; null where AFAS's answer does not tell. */
	keys: Array<KeyRecord | null>;
	/** AFAS's results as they came; null for an empty answer. */
	results: unknown;
}

/** How changes reach AFAS, over one protocol and with the options of one input item. */
export interface WriteProtocol {
	/** The call that writes these records in one transaction. */
	write(target: WriteTarget, elements: WriteElement[]): WriteCall;
	/** The call that sends the body that a user wrote. */
	writeBody(target: WriteTarget, body: object | string): WriteCall;
	/** The call that deletes a record or a row in it. */
	remove(target: DeleteTarget): WriteCall;
	/** Bytes of a record in a call. */
	bytes(element: WriteElement): number;
	/**
	 * Sends a call, once; again only where AFAS surely kept nothing of it.
	 * @param count records in the call
	 * @throws ProfitError
	 */
	send(call: WriteCall, count: number): Promise<Written>;
}

/** Writes over REST. docs/afas.md 2.1, 2.6 and 2.7. */
export function restWrites(
	profit: Profit,
	options: CallOptions,
	retries: WriteRetries,
): WriteProtocol {
	return {
		write: (target, elements) => ({ ...callTo(target), body: restBody(target.root, elements) }),
		writeBody: (target, body) => ({ ...callTo(target), body }),
		remove: (target) => ({
			method: 'DELETE',
			path: deletePath(target),
			connector: target.connector,
			root: target.root,
		}),
		bytes: restElementBytes,
		async send({ method, path, body, root }, count) {
			return await retries.run(async () => {
				const json = answerJson(await profit.rest({ method, path, body }, options));
				return {
					keys: keysPerElement(parseWriteResult(json, root), count),
					results: resultsOf(json),
				};
			});
		},
	};
}

function callTo({ connector, root, action, subObject }: WriteTarget) {
	return {
		method: action === 'insert' ? ('POST' as const) : ('PUT' as const),
		path: subObject ? subObjectPath(connector, subObject) : connectorPath(connector),
		connector,
		root,
	};
}

/**
 * AFAS may answer a write with nothing at all (docs/afas.md 2.7).
 * @returns null for nothing
 * @throws ProfitError `badAnswer` for anything but JSON: it is not known then who answered
 */
function answerJson({ status, body }: HttpAnswer): unknown {
	if (body.trim() === '') return null;
	const json = parsed(body);
	if (json === undefined) {
		const what = /^\s*[{[]/.test(body)
			? 'The answer of AFAS is cut off'
			: `${describeBody(body)} came back instead of an answer of AFAS`;
		throw new ProfitError('badAnswer', what, { httpCode: status });
	}
	return json;
}

function parsed(body: string): unknown {
	try {
		return parseExactJson(body);
	} catch {
		return undefined;
	}
}

/** The write is done, so an answer of another form than AFAS's is no error; n8n could not keep one without end. */
function resultsOf(json: unknown): unknown {
	if (typeof json !== 'object' || json === null) return json;
	const results = getOwn(json, 'results') ?? json;
	return isTooDeep(results) ? null : results;
}
