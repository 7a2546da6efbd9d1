import assert from 'node:assert/strict';
import { processMemory } from '../host/processMemory.mts';
import { failureOf, itemsOf } from '../host/workflow.mts';
import { getMany } from './afasNode.mts';
import type { CheckFile } from './check.mts';

const MEGABYTE = 1024 * 1024;

/** Above what n8n used before. Without a limit an answer of this size takes twice its size, or ends n8n. */
const MOST_MEMORY_MB = 250;

const SIZE_MB = 300;

export const largeAnswers: CheckFile = {
	title: 'Large answers',
	async run({ server, credential, simulator, check }) {
		const memory = processMemory(server.pid);
		for (const protocol of ['rest', 'soap']) {
			const node = getMany('Sim_Countries', credential, { protocol, limit: 1 });
			await check(
				`${SIZE_MB} MB over ${protocol} are refused in time, and n8n goes on`,
				async () => {
					simulator.settings.faults = [
						{ kind: 'bigAnswer', path: /connectors\/|appconnectorget/, bytes: SIZE_MB * MEGABYTE },
					];
					const idle = memory?.restart() ?? 0;
					const execution = await server.execution.execute('Large answer', [node]);
					simulator.settings.faults = [];
					const used = (memory?.peak() ?? 0) - idle;
					if (memory) console.log(`            ${SIZE_MB} MB took ${Math.round(used)} MB`);
					assert.match(failureOf(execution) ?? '', /larger than 100 MB.*'Page Size'/);
					assert.ok(used < MOST_MEMORY_MB, `It took ${Math.round(used)} MB`);
					const next = await server.execution.execute('Large answer', [node]);
					assert.equal(itemsOf(next, node.name).length, 1);
				},
			);
		}
	},
};
