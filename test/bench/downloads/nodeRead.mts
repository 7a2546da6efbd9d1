import type { IDataObject } from 'n8n-workflow';
import type { N8n } from '../../integration/support/n8n.mts';
import { cpuSince, type ReadResult } from './floor.mts';
import { watchMemory } from './memory.mts';
import { answerQuestions } from './process.mts';
import { CONNECTOR, KEY, type Environment } from './simulatorProcess.mts';

export interface NodeQuestion {
	environment: Environment;
	options: IDataObject;
	/** Without key fields when false. */
	byKey: boolean;
	protocol: 'rest' | 'soap';
}

/**
 * The role `node`: this node in n8n-core, as the integration tests run it. Loads n8n only in that role. With a
 * folder for binary data, n8n keeps files on disk.
 */
export async function nodeRole(): Promise<void> {
	const { loadN8n } = await import('../../integration/support/n8n.mts');
	const { core, container } = await import('../../integration/support/libraries.mts');
	if (process.env.N8N_BINARY_DATA_STORAGE_PATH !== undefined) {
		await container.get(core.BinaryDataService).init();
	}
	const n8n = await loadN8n();
	answerQuestions(async (question: NodeQuestion) => await read(n8n, question));
}

async function read(n8n: N8n, question: NodeQuestion): Promise<ReadResult> {
	const { environment, options, byKey, protocol } = question;
	const peak = watchMemory();
	const cpu = process.cpuUsage();
	const started = performance.now();
	const { items, error } = await n8n.runNode({
		credential: environment.credential,
		parameters: {
			resource: 'getConnector',
			operation: 'getMany',
			connector: { __rl: true, mode: 'id', value: CONNECTOR },
			protocol,
			returnAll: true,
			keyFields: byKey ? [KEY] : [],
			options,
		},
	});
	const seconds = (performance.now() - started) / 1000;
	const cpuSeconds = cpuSince(cpu);
	const peakMb = peak();
	if (error !== undefined) throw new Error(`${error.message} ${error.description ?? ''}`);
	return { seconds, cpuSeconds, rows: countRows(items[0].map(({ json }) => json)), peakMb };
}

/** Rows of files or single rows; single rows must be in order. */
function countRows(items: IDataObject[]): number {
	if (typeof items[0]?.fileName === 'string') {
		return items.reduce((sum, { rows }) => sum + Number(rows), 0);
	}
	for (let at = 1; at < items.length; at++) {
		if (Number(items[at - 1][KEY]) >= Number(items[at][KEY])) {
			throw new Error(`Row ${at} is not in order`);
		}
	}
	return items.length;
}
