import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { installFromDebian } from '../host/debian.mts';
import type { N8nServer } from '../host/n8nServer.mts';
import { startPostgres } from '../host/postgres.mts';
import { installedProgram } from '../host/program.mts';
import { startProgress } from '../host/progress.mts';
import { checkRequests } from '../integrationId.mts';
import { readExample } from '../stage.mts';
import type { CheckFile } from './check.mts';
import { prepareOwnStage } from './ownStage.mts';

/** n8n polls at most once a minute. */
const POLLED_WITHIN_MS = 100_000;

/** The example that is executed here. */
export const MIRROR = 'mirror-to-postgres.json';

export const comparison: CheckFile = {
	title: 'the trigger that compares, and a mirror in PostgreSQL',
	beside: true,
	async run({ check, ...stage }) {
		if (!['postgres', 'initdb', 'psql'].every(installedProgram)) {
			await installFromDebian(['postgresql'], startProgress());
		}
		const postgres = await startPostgres();
		const { host, simulator, credential } = await prepareOwnStage(stage);
		let server: N8nServer = await host.start();
		try {
			await server.rest.signInOwner();
			const saved = await server.execution.addCredential(credential);
			const { port, user, password, database } = postgres;
			const inDatabase = await server.execution.addCredential({
				name: 'PostgreSQL',
				type: 'postgres',
				data: { host: '127.0.0.1', port, user, password, database, ssl: 'disable' },
			});
			const workflow = readExample(MIRROR, '', saved);
			const write = workflow.nodes.find((node) => node.type === 'n8n-nodes-base.postgres')!;
			write.credentials = { postgres: { id: inDatabase.id, name: inDatabase.name } };
			const workflowId = await server.execution.activate(workflow);

			const table = simulator.table('Sim_Debtors');
			const row = (id: string) => table.find({ DebtorId: id })[0];
			const wanted = () =>
				table
					.records()
					.map(({ DebtorId, SearchName }) => `${String(DebtorId)} ${String(SearchName)}`)
					.sort();
			const mirrored = async () => {
				const rows = await postgres.query<{ debtor_id: string; search_name: string | null }>(
					'SELECT debtor_id, search_name FROM debtors',
				);
				return rows.map((one) => `${one.debtor_id} ${String(one.search_name)}`).sort();
			};
			const isMirrored = async () => {
				for (const deadline = Date.now() + POLLED_WITHIN_MS; ; await wait(1000)) {
					const rows = await mirrored().catch((): string[] => []);
					if (rows.join('\n') === wanted().join('\n')) return;
					if (Date.now() > deadline) assert.deepEqual(rows, wanted());
				}
			};
			const polls = () =>
				simulator.requests.filter(({ path }) => path.endsWith('/connectors/Sim_Debtors')).length;
			const executions = async () => (await server.execution.executionsOf(workflowId)).length;

			await check('the first poll fills the table', isMirrored);

			await check('rows that are created, updated and deleted follow', async () => {
				table.insert({ DebtorId: 'NEW1', DebtorName: 'Nieuw', SearchName: "Café 'De Kroon'" });
				table.update(row('000010'), { SearchName: 'CHANGED' });
				table.remove(row('000017'));
				await isMirrored();
			});

			await check('a restart of n8n loses nothing and repeats nothing', async () => {
				await server.stop();
				table.remove(row('000024'));
				table.update(row('000010'), { SearchName: 'CHANGED AGAIN' });
				const before = polls();
				server = await host.start();
				await server.rest.signIn();
				await isMirrored();
				const started = await executions();
				const afterMirror = polls();
				assert.ok(afterMirror > before);
				// A poll more, in which nothing differs.
				for (const deadline = Date.now() + POLLED_WITHIN_MS; polls() === afterMirror; ) {
					assert.ok(Date.now() < deadline, 'There was no poll');
					await wait(1000);
				}
				await wait(3000);
				assert.equal(await executions(), started);
			});

			await check('rows that are gone all at once are not deleted', async () => {
				const rows = await mirrored();
				const gone = table.records().filter((_, at) => at % 2 === 0);
				for (const { DebtorId } of gone) table.remove(row(String(DebtorId)));
				const before = polls();
				for (const deadline = Date.now() + POLLED_WITHIN_MS; polls() === before; ) {
					assert.ok(Date.now() < deadline, 'There was no poll');
					await wait(1000);
				}
				await wait(3000);
				assert.deepEqual(await mirrored(), rows);
				for (const record of gone) table.insert(record);
				await isMirrored();
			});
			await checkRequests(simulator, check);
		} finally {
			await server.stop();
			await postgres.stop();
			await simulator.close();
		}
	},
};
