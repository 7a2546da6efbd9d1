// The node in n8n's own engine, without the rest of n8n: what the package's development dependencies bring already.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../e2e/host/progress.mts';
import { formatTable } from '../e2e/table.mts';
import { credentialFor } from '../integration/support/credential.mts';
import { loadN8n, stepsOf, type WorkflowFile } from '../integration/support/n8n.mts';
import { startSimulator } from '../simulator/simulator.mts';
import { fillWithKnownNames } from './demoData.mts';

const SHOWN_ROWS = 8;
const SHOWN_COLUMNS = 4;

/**
 * Runs an example against a simulated Profit, and prints its rows and the requests that AFAS got.
 * @param example file in examples/
 * @throws Error when the workflow stops, gives no rows, or sends a request without the IntegrationId
 */
export async function runInEngine(progress: Progress, example: string): Promise<void> {
	const simulator = await startSimulator({ bigRows: 10, orderRows: 10 });
	try {
		fillWithKnownNames(simulator);
		progress.note(`a simulated Profit answers at ${simulator.restUrl}`);
		const n8n = await progress.during("n8n's engine is loaded", loadN8n);
		const workflow = JSON.parse(
			readFileSync(join(process.cwd(), 'examples', example), 'utf8'),
		) as WorkflowFile;
		const { error, of } = await progress.during(`it runs examples/${example}`, async () => {
			return await n8n.runWorkflow({
				workflow,
				credentials: { afasApi: credentialFor(simulator) },
				mode: 'manual',
			});
		});
		if (error) throw new Error(`The workflow stopped: ${error.message}`);
		const { name } = stepsOf(workflow).at(-1)!;
		const rows = of(name)
			.items.flat()
			.map(({ json }) => json);
		if (rows.length === 0) throw new Error('The workflow gave no items');
		const shown = rows
			.slice(0, SHOWN_ROWS)
			.map(({ DebtorId, DebtorName, AdressLine3, ModifiedDate, ...more }) => {
				return { DebtorId, DebtorName, AdressLine3, ModifiedDate, ...more };
			});
		console.log(`\n${formatTable(shown, SHOWN_COLUMNS)}\n`);
		progress.note(`the node "${name}" gave ${rows.length} items. AFAS got these requests:`);
		for (const { method, path, headers } of simulator.requests) {
			console.log(`    ${method} ${path}  IntegrationId: ${String(headers.integrationid)}`);
		}
		const [violation] = simulator.violations;
		if (violation !== undefined) throw new Error(violation);
	} finally {
		await simulator.close();
	}
}
