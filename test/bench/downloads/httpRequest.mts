import { startProgress } from '../../e2e/host/progress.mts';
import {
	failureOf,
	type CredentialJson,
	type ExecutionJson,
	type NodeJson,
} from '../../e2e/host/workflow.mts';
import { getMany } from '../../e2e/checks/afasNode.mts';
import { CREDENTIAL_TYPE, prepareStage, useCredential } from '../../e2e/stage.mts';
import type { Line } from './report.mts';
import { CONNECTOR, KEY, startSimulatorProcess } from './simulatorProcess.mts';

/** 150,000 cells a call: docs/afas.md 2.5. */
const PAGE_SIZE = 7500;

/** n8n saves the output of every node of a run, and cannot write the JSON of a million rows. */
const MOST_ROWS = 100_000;

/**
 * In a real n8n: its HTTP Request node with its own pagination and Split Out, then this node, same rows, in one run.
 */
export async function httpRequestLines(allRowCounts: number[], delays: number[]): Promise<Line[]> {
	const stage = await prepareStage(startProgress());
	const server = await stage.host.start();
	await server.rest.signInOwner();
	const lines: Line[] = [];
	for (const rows of allRowCounts.filter((count) => count <= MOST_ROWS)) {
		const simulator = await startSimulatorProcess(rows);
		const credential = await server.execution.addCredential({
			name: `Simulator with ${rows} rows`,
			type: CREDENTIAL_TYPE,
			data: { ...stage.credential.data, ...simulator.credential },
		});
		for (const delayMs of delays) {
			await simulator.setDelay(delayMs);
			for (const way of [byHttpRequest(simulator.restUrl, credential), byThisNode(credential)]) {
				await simulator.report();
				const execution = await server.execution.execute(way.label, way.nodes);
				const failure = failureOf(execution);
				if (failure !== undefined) throw new Error(`${way.label}: ${failure}`);
				const { calls, highestSkip } = await simulator.report();
				const seconds = way.nodes.slice(0, -1).reduce((sum, { name }) => {
					return sum + secondsOf(execution, name);
				}, 0);
				const { label, atOnce } = way;
				lines.push({ label, rows, delayMs, seconds, calls, atOnce, highestSkip });
			}
		}
		simulator.end();
	}
	await server.stop();
	await stage.simulator.close();
	return lines;
}

function secondsOf(execution: ExecutionJson, node: string): number {
	return (execution.data.resultData.runData[node]?.at(-1)?.executionTime ?? 0) / 1000;
}

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
	credential?: CredentialJson,
): NodeJson {
	return {
		id: name,
		name,
		type,
		typeVersion,
		position: [220, 0],
		parameters,
		...(credential && { credentials: useCredential(credential) }),
	};
}

/** Gives one item only. */
const LIMIT = node('Limit', 'n8n-nodes-base.limit', 1, { maxItems: 1 });

interface Way {
	label: string;
	atOnce: number;
	nodes: NodeJson[];
}

function byHttpRequest(restUrl: string, credential: CredentialJson): Way {
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
			node(
				'HTTP Request',
				'n8n-nodes-base.httpRequest',
				4.2,
				{
					url: `${restUrl}/connectors/${CONNECTOR}`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: CREDENTIAL_TYPE,
					sendQuery: true,
					queryParameters: {
						parameters: Object.entries(query).map(([name, value]) => ({ name, value })),
					},
					options: { pagination: { pagination } },
				},
				credential,
			),
			node('Split Out', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'rows', options: {} }),
			LIMIT,
		],
	};
}

function byThisNode(credential: CredentialJson): Way {
	return {
		atOnce: 5,
		label: 'in n8n: this node, items, key fields',
		nodes: [getMany(CONNECTOR, credential, { returnAll: true, keyFields: [KEY] }), LIMIT],
	};
}
