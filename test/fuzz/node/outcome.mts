// What holds for whatever the node gives, throws and sends.
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { INodeExecutionData } from 'n8n-workflow';
import type { NodeResult, ShownError } from '../../integration/support/n8n.mts';
import { assertForUsers } from '../promises.mts';
import type { NodeStage } from './stage.mts';

const NODE_ERRORS = ['NodeApiError', 'NodeOperationError'];

/** Throws when an error is not one of n8n's, for a person, about an item. */
export function assertNodeError(error: ShownError, isTrigger = false): void {
	const shown = [error.name, error.message, error.description].join(': ');
	assert.ok(NODE_ERRORS.includes(String(error.name)), shown);
	assertForUsers(error.message);
	if (error.description) assertForUsers(error.description);
	if (!isTrigger) {
		assert.equal(typeof error.context?.itemIndex, 'number', `No item index: ${error.message}`);
	}
}

/** Throws when the result of a run is not as promised. */
export function assertResult({ items, error, hints }: NodeResult): void {
	if (error) assertNodeError(error);
	for (const { json } of items.flat()) assertErrorItem(json);
	for (const { message } of hints) assertForUsers(message);
}

function assertErrorItem({ error, details }: INodeExecutionData['json']): void {
	if (typeof error !== 'string' || typeof details !== 'object' || details === null) return;
	assertForUsers(error);
}

/** Throws when a secret is in anything that n8n would keep or show. */
export function assertSecretsHidden({ secrets }: NodeStage, ...shown: unknown[]): void {
	const text = inspect(shown, { depth: 12, maxStringLength: null, maxArrayLength: null });
	for (const secret of secrets) assert.ok(!text.includes(secret), 'A secret is shown');
}

/** What no value turns into on its way to AFAS. */
const NO_VALUE = /\[object |\bundefined\b|\bNaN\b|Invalid Date|Infinity/;

/**
 * Throws when a request lacks the IntegrationId, or says what nobody meant.
 * @param isAsWritten whether the user wrote the requests' bodies
 */
export function assertRequests(
	{ server, simulator, foreign }: NodeStage,
	isAsWritten = false,
): void {
	for (const { method, url, headers, body } of server.requests) {
		assert.equal(headers.integrationid, simulator.integrationId, `${method} ${url}`);
		assert.match(url, /^\/Profit(Rest)?Services\//);
		if (!isAsWritten) assert.ok(!NO_VALUE.test(decoded(url)), `Sent: ${url}`);
		if (!isAsWritten) assert.ok(!NO_VALUE.test(body), `Sent: ${body.slice(0, 500)}`);
	}
	assert.deepEqual(foreign.requests, [], 'A request went to another host');
	assert.deepEqual(simulator.violations, []);
}

function decoded(url: string): string {
	try {
		return decodeURIComponent(url);
	} catch {
		return url;
	}
}
