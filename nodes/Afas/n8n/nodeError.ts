import {
	NodeApiError,
	NodeOperationError,
	type Failure,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type JsonObject,
	type JsonValue,
	type NodeError,
} from 'n8n-workflow';
import type { WriteOutcome } from '../profit/errors/kindFacts';
import { helpWith, ProfitError } from '../profit/errors/profitError';
import { withoutTags } from '../profit/errors/withoutTags';

/**
 * Turns any thrown value into the error that n8n shows.
 * @param itemIndex the input item it is about, when there is one
 */
export function toNodeError(node: INode, thrown: unknown, itemIndex?: number): NodeError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) {
		if (itemIndex !== undefined) thrown.context.itemIndex ??= itemIndex;
		return thrown;
	}
	if (!(thrown instanceof ProfitError)) return unexpectedError(node, thrown, itemIndex);
	const { facts, details } = thrown;
	const message = withoutTags(thrown.message);
	const description = withoutTags(helpWith(details)) || undefined;
	const { httpCode, errorNumber, profitLogReference, traceIdentifier, retryAfterMs } = details;
	const data = givenOnly({
		httpCode,
		errorNumber,
		profitLogReference,
		traceIdentifier,
		retryAfterMs,
		outcome: details.outcome,
		tenant: details.tenant,
		...details.command,
		rowsRead: details.readUntil?.rows,
		lastRow: details.readUntil?.lastRow,
	});
	if (facts.isInput) {
		const inputError = new NodeOperationError(node, message, {
			description,
			itemIndex: details.itemIndex ?? itemIndex,
			level: 'warning',
		});
		inputError.context.data = data;
		inputError.failure = failureOf(thrown);
		return inputError;
	}
	// n8n uses this message and description only if the wrapped error is no NodeApiError.
	const nodeError = new NodeApiError(
		node,
		{ message, ...data },
		{
			message,
			description,
			httpCode: httpCode === undefined ? undefined : String(httpCode),
			itemIndex: details.itemIndex ?? itemIndex,
			failure: failureOf(thrown),
		},
	);
	// n8n replaces messages that look like network codes. Restore AFAS's own message.
	nodeError.message = message;
	nodeError.context.data = data;
	return nodeError;
}

/**
 * Words an error so that n8n shows the execution as canceled, not failed: n8n-core's WorkflowExecute looks for this
 * word in the message.
 */
export function asCanceled(error: NodeError): NodeError {
	if (!error.message.includes('canceled')) {
		error.message = `The execution was canceled. ${error.message}`;
	}
	return error;
}

/**
 * The same error, with the next step inside its message. Of an error of a tool n8n-core's WorkflowExecute hands the message alone to
 * the model, which would otherwise send again what AFAS may have carried out.
 */
export function asToldToModel(error: NodeError): NodeError {
	const { message, description } = error;
	if (description && !message.includes(description)) {
		error.message = `${message.replace(/\.$/, '')}. ${description}`;
	}
	return error;
}

/** Errors of the JavaScript engine, whose messages mean nothing to a user. */
const ENGINE_ERRORS = ['TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'URIError'];

/** Errors of n8n itself, such as those of an expression, keep their message. */
function unexpectedError(node: INode, thrown: unknown, itemIndex?: number): NodeOperationError {
	const error = thrown instanceof Error ? thrown : new Error(String(thrown));
	if (!ENGINE_ERRORS.includes(error.name)) {
		return new NodeOperationError(node, error, { itemIndex });
	}
	const defect = new NodeOperationError(node, 'The node cannot handle what it was given', {
		itemIndex,
		description: `Check the expressions in its parameters. If they are right, please report this, with these words: ${error.message}.`,
	});
	defect.failure = { cause: 'node-defect' };
	return defect;
}

/** Tells n8n whether waiting helps, and for how long, or whether someone must act. */
function failureOf({ facts, details }: ProfitError): Failure | undefined {
	const cause = details.failure ?? facts.failure;
	if (cause === undefined) return undefined;
	if (cause === 'credential-invalid' || cause === 'configuration-invalid') return { cause };
	return { cause, ...(details.retryAfterMs ? { retryAfterMs: details.retryAfterMs } : {}) };
}

/** Adds the outcome of the change to an error. */
export function withOutcome(nodeError: NodeError, outcome: WriteOutcome): NodeError {
	nodeError.context.data = { ...(nodeError.context.data as IDataObject | undefined), outcome };
	return nodeError;
}

/** Adds the customer to an error if the items of an execution may be of several customers. */
export function withTenant(nodeError: NodeError, tenant: string | undefined): NodeError {
	if (tenant !== undefined) {
		nodeError.context.data = { ...(nodeError.context.data as IDataObject | undefined), tenant };
	}
	return nodeError;
}

function givenOnly(data: Record<string, JsonValue | undefined>): JsonObject {
	return Object.fromEntries(
		Object.entries(data).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
	);
}

/**
 * The output for a failed input item under Continue On Fail. Besides the message, its details hold what a workflow may
 * decide on: httpCode, errorNumber, profitLogReference, traceIdentifier and retryAfterMs if AFAS gave them; outcome for
 * a write; tenant if items may be of several customers; rowsRead and lastRow for a read that stopped halfway. In any
 * other shape, or with `error` next to `json`, n8n would drop the details or miss the error output.
 */
export function errorItem(nodeError: NodeError, itemIndex: number): INodeExecutionData {
	const { message, description } = nodeError;
	const data = (nodeError.context.data ?? {}) as IDataObject;
	return {
		json: { error: message, details: { ...(description ? { description } : {}), ...data } },
		pairedItem: { item: itemIndex },
	};
}
