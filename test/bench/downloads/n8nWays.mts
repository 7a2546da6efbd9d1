// The ways to read that are compared in a real n8n.
import { afasNode, byId, getMany } from '../../e2e/checks/afasNode.mts';
import type { CredentialJson, NodeJson } from '../../e2e/host/workflow.mts';
import { CREDENTIAL_TYPE, useCredential } from '../../e2e/stage.mts';
import type { N8nWay } from './inN8n.mts';
import { HTTP_REQUEST } from './jobs.mts';
import { CONNECTOR, KEY } from './simulatorProcess.mts';

/** 150,000 cells a call: docs/afas.md 2.5. */
const PAGE_SIZE = 7500;

/** Calls at once: docs/afas.md 2.5; the default of the node. */
const CALLS_AT_ONCE = 5;

/** All rows by the pagination of the HTTP Request node, and items made of them. */
export function byHttpRequest(restUrl: string, credential: CredentialJson): N8nWay {
	const pagination = {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: {
			parameters: [{ type: 'qs', name: 'skip', value: `={{ $pageCount * ${PAGE_SIZE} }}` }],
		},
		paginationCompleteWhen: 'other',
		completeExpression: `={{ $response.body.rows.length < ${PAGE_SIZE} }}`,
		limitPagesFetched: false,
	};
	const query = { take: String(PAGE_SIZE), orderbyfieldids: KEY };
	return {
		atOnce: 1,
		label: 'in n8n: HTTP Request with pagination, Split Out',
		nodes: [
			httpRequest(restUrl, credential, query, { pagination: { pagination } }),
			{
				...httpRequest(restUrl, credential, {}, {}),
				id: 'Split Out',
				name: 'Split Out',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				credentials: undefined,
				parameters: { fieldToSplitOut: 'rows', options: {} },
			},
		],
	};
}

/** All rows by this node. */
export function byThisNode(credential: CredentialJson): N8nWay {
	return {
		atOnce: CALLS_AT_ONCE,
		label: 'in n8n: this node, items, key fields',
		nodes: [getMany(CONNECTOR, credential, { returnAll: true, keyFields: [KEY] })],
	};
}

/** A row for each item, no more calls at once than AFAS takes. */
export function eachByHttpRequest(
	restUrl: string,
	credential: CredentialJson,
	callMs: number,
): N8nWay {
	const query = {
		skip: '0',
		take: '1',
		filterfieldids: KEY,
		filtervalues: `={{ $json.${KEY} }}`,
		operatortypes: '1',
	};
	const batch = { batchSize: CALLS_AT_ONCE, batchInterval: callMs };
	const options = { batching: { batch } };
	return {
		atOnce: CALLS_AT_ONCE,
		label: HTTP_REQUEST,
		nodes: [httpRequest(restUrl, credential, query, options)],
	};
}

/** The same by this node's operations. */
export function eachByThisNode(credential: CredentialJson, items: number): N8nWay[] {
	const condition = [{ field: KEY, operator: 'equal', value: `={{ $json.${KEY} }}` }];
	const read = (concurrency: number) =>
		getMany(CONNECTOR, credential, {
			limit: 1,
			filterMode: 'builder',
			filterGroups: { group: [{ conditions: { condition } }] },
			options: { concurrency },
		});
	const lookUp = afasNode(
		{
			resource: 'getConnector',
			operation: 'lookup',
			connector: byId(CONNECTOR),
			lookupMatch: { field: [{ field: KEY, value: `={{ $json.${KEY} }}` }] },
		},
		credential,
	);
	const getManyWay = { atOnce: CALLS_AT_ONCE, label: 'Get Many', nodes: [read(CALLS_AT_ONCE)] };
	if (items === 1) return [getManyWay];
	const oneByOne = { atOnce: 1, label: 'Get Many, one call at a time', nodes: [read(1)] };
	return [
		getManyWay,
		// It takes half a minute.
		...(items > 100 ? [oneByOne] : []),
		{ atOnce: CALLS_AT_ONCE, label: 'Look Up', nodes: [lookUp] },
	];
}

function httpRequest(
	restUrl: string,
	credential: CredentialJson,
	query: Record<string, string>,
	options: Record<string, unknown>,
): NodeJson {
	return {
		id: 'HTTP Request',
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [220, 0],
		parameters: {
			url: `${restUrl}/connectors/${CONNECTOR}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: CREDENTIAL_TYPE,
			sendQuery: true,
			queryParameters: {
				parameters: Object.entries(query).map(([name, value]) => ({ name, value })),
			},
			options,
		},
		credentials: useCredential(credential),
	};
}
