// What a poll of the trigger that compares costs, with 50,000 rows of 12 fields: seconds, CPU, bytes that are kept, and
// the longest stop of the event loop. The simulator runs in a process of its own.
// node test/run.mjs test/bench/comparison.mts
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import { simulatorRole, startSimulatorProcess } from './downloads/simulatorProcess.mts';

async function run(): Promise<void> {
	const { loadN8n } = await import('../integration/support/n8n.mts');
	const n8n = await loadN8n();
	const simulator = await startSimulatorProcess(1000);
	const staticData: IDataObject = {};
	const poll = async (name: string, more: IDataObject) => {
		const parameters = {
			connector: { __rl: true, mode: 'id', value: 'Sim_SalesOrders' },
			detection: 'comparison',
			keyFields: ['OrderNumber'],
			...more,
		};
		const loop = monitorEventLoopDelay({ resolution: 5 });
		const cpu = process.cpuUsage();
		const started = performance.now();
		loop.enable();
		const { credential } = simulator;
		const items = await n8n.poll({ node: 'afasTrigger', parameters, credential, staticData });
		const seconds = (performance.now() - started) / 1000;
		loop.disable();
		const { user, system } = process.cpuUsage(cpu);
		const { calls } = await simulator.report();
		process.stdout.write(
			`${name}: ${seconds.toFixed(2)} s, ${((user + system) / 1e6).toFixed(2)} s of CPU, ${calls} calls for rows, ` +
				`${items?.[0]?.length ?? 0} items, ${JSON.stringify(staticData).length} bytes kept, ` +
				`event loop stopped for ${(loop.max / 1e6).toFixed(0)} ms at most\n`,
		);
	};
	try {
		await poll('warm-up', {});
		for (const name of Object.keys(staticData)) delete staticData[name];
		await poll('first poll, which remembers', {});
		await poll('poll without a difference', {});
		await poll('poll without a difference, SOAP', { protocol: 'soap' });
		await poll('first poll of Everything', { startFrom: 'all' });
		await poll('second poll of Everything', { startFrom: 'all' });
	} finally {
		simulator.end();
	}
}

const { role } = parseArgs({ options: { role: { type: 'string' } } }).values;
if (role === 'simulator') simulatorRole();
else await run();
