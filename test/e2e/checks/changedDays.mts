import assert from 'node:assert/strict';
import { installFromDebian } from '../host/debian.mts';
import { startPostgres, type Postgres } from '../host/postgres.mts';
import { installedProgram } from '../host/program.mts';
import { startProgress } from '../host/progress.mts';
import { failureOf, type CredentialJson, type WorkflowJson } from '../host/workflow.mts';
import { readExample, type Simulator } from '../stage.mts';
import { untilExecutions } from './activeWorkflow.mts';
import type { CheckFile } from './check.mts';

const DAY = (text: string) => Date.parse(`${text}T00:00:00Z`);

/** What a table in PostgreSQL must hold: the lines of the simulator, by their numbers and days. */
const linesOf = (simulator: Simulator, table: string, key: string, day: string) =>
	simulator
		.table(table)
		.records()
		.map((row) => [Number(row[key]), new Date(Number(row[day])).toISOString().slice(0, 10)])
		.sort();

async function rowsIn(postgres: Postgres, table: string, day: string) {
	const rows = await postgres.query<{ line_id: number; day: string }>(
		`SELECT line_id, ${day}::text AS day FROM ${table}`,
	);
	return rows.map((row) => [row.line_id, row.day]).sort();
}

function withDatabase(workflow: WorkflowJson, { id, name }: CredentialJson): WorkflowJson {
	const replace = workflow.nodes.find((node) => node.type === 'n8n-nodes-base.postgres')!;
	replace.credentials = { postgres: { id, name } };
	return workflow;
}

/** Some lines of entries and of hours, on two days. */
function book(simulator: Simulator): void {
	const entries = simulator.table('Sim_JournalEntries');
	const hours = simulator.table('Sim_Realization');
	for (const [LineId, day] of [
		[90_001, '2026-02-01'],
		[90_002, '2026-02-01'],
		[90_003, '2026-02-02'],
	] as const) {
		entries.insert({
			LineId,
			EntryNo: LineId,
			EntryDate: DAY(day),
			AccountNo: '0400',
			Description: "Café 'De Kroon' \\ $1 {{ 1 }}",
			AmtDebit: 10.5,
		});
		hours.insert({
			Identity: LineId,
			DateTime: DAY(day),
			EmployeeId: '000001005',
			ProjectId: 'P1',
			QuantityUnit: 7.5,
		});
	}
}

/** A day loses its last line, a line moves to another day, and one comes. */
function change(simulator: Simulator): void {
	const tables = [
		['Sim_JournalEntries', 'LineId', 'EntryDate'],
		['Sim_Realization', 'Identity', 'DateTime'],
	] as const;
	for (const [name, key, day] of tables) {
		const table = simulator.table(name);
		const row = (line: number) => table.find({ [key]: line })[0];
		table.remove(row(90_003));
		table.update(row(90_002), { [day]: DAY('2026-02-05') });
		table.insert({ [key]: 90_004, [day]: DAY('2026-02-01') });
	}
}

export const changedDays: CheckFile = {
	title: 'recipes of changed booking days, with PostgreSQL',
	async run({ server, simulator, credential, check }) {
		const programs = ['postgres', 'initdb', 'psql'];
		if (!programs.every(installedProgram)) {
			await installFromDebian(['postgresql'], startProgress());
		}
		const postgres = await startPostgres();
		try {
			const saved = await server.execution.addCredential(credential);
			const { port, user, password, database } = postgres;
			const data = { host: '127.0.0.1', port, user, password, database, ssl: 'disable' };
			const inDatabase = await server.execution.addCredential({
				name: 'PostgreSQL',
				type: 'postgres',
				data,
			});
			book(simulator);
			const activate = async (file: string) =>
				await server.execution.activate(withDatabase(readExample(file, '', saved), inDatabase));
			const recipes = [
				{
					name: 'financial entries',
					id: await activate('changed-entries-to-postgres.json'),
					table: 'financial_entries',
					day: 'entry_date',
					lines: () => linesOf(simulator, 'Sim_JournalEntries', 'LineId', 'EntryDate'),
				},
				{
					name: 'hours',
					id: await activate('changed-hours-to-postgres.json'),
					table: 'hours',
					day: 'day',
					lines: () => linesOf(simulator, 'Sim_Realization', 'Identity', 'DateTime'),
				},
			];
			const follows = async (runs: number) => {
				for (const { name, id, table, day, lines } of recipes) {
					await check(`${name}: the table is as Profit is, run ${runs}`, async () => {
						const executions = await untilExecutions(server, id, runs);
						for (const execution of executions) assert.equal(failureOf(execution), undefined);
						assert.deepEqual(await rowsIn(postgres, table, day), lines());
					});
				}
			};
			await follows(1);
			change(simulator);
			await follows(2);
			await check('text with quotes and signs of SQL is text', async () => {
				const [{ description }] = await postgres.query<{ description: string }>(
					'SELECT description FROM financial_entries WHERE line_id = 90001',
				);
				assert.equal(description, "Café 'De Kroon' \\ $1 {{ 1 }}");
			});
			for (const { id } of recipes) await server.rest.deactivateWorkflow(id);
		} finally {
			await postgres.stop();
		}
	},
};
