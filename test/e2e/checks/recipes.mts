import assert from 'node:assert/strict';
import { readCsv } from '../../support/csvReader.ts';
import type { N8nServer } from '../host/n8nServer.mts';
import { failureOf, itemsOf, outputOf, type ExecutionJson } from '../host/workflow.mts';
import { readExample } from '../stage.mts';
import type { CheckFile } from './check.mts';
import { firstAnswer, untilExecutions } from './activeWorkflow.mts';

/** Examples that are executed here. */
export const RECIPES = [
	'import-with-report.json',
	'changed-entries-to-postgres.json',
	'changed-hours-to-postgres.json',
];

const COLUMNS = ['ItemCode', 'Description', 'Group', 'Unit', 'Price'];

const ARTICLES = [
	['IMP-1', 'Schroef; 3 mm', '10', 'STK', '1,25'],
	['IMP-2', 'Moer "M8"', '10', 'STK', '0,10'],
	['IMP-3', 'Bout', '', 'STK', '2,00'],
	['IMP-4', 'Ring', '10', 'STK', '0,05'],
];

const csvOf = (rows: string[][]) =>
	`\uFEFF${rows
		.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'))
		.join('\r\n')}\r\n`;

/** Hands a file to the form of a workflow. */
async function hand(server: N8nServer, path: string, file: string): Promise<void> {
	const body = new FormData();
	body.set('field-0', new Blob([file], { type: 'text/csv' }), 'articles.csv');
	const answer = await firstAnswer(
		async () => await fetch(`${server.url}/form/${path}`, { method: 'POST', body }),
	);
	assert.equal(answer.status, 200);
}

/** The lines of the report by item code, and the report itself. */
async function reportOf(server: N8nServer, execution: ExecutionJson) {
	assert.equal(failureOf(execution), undefined);
	const [{ binary }] = itemsOf(execution, 'Report');
	const { id, data } = binary!.data;
	const bytes = id ? await server.rest.binaryData(id) : Buffer.from(data, 'base64');
	const text = bytes.toString('utf8');
	const lines = outputOf(execution, 'Line of the Report');
	return { text, lines: lines.map(({ ItemCode, outcome }) => [ItemCode, outcome]) };
}

export const recipes: CheckFile = {
	title: 'recipes, twice in a row',
	async run({ server, simulator, credential, check }) {
		const saved = await server.execution.addCredential(credential);

		await check(
			'a file is imported with a report, and a second run takes only the rest',
			async () => {
				const workflow = readExample('import-with-report.json', '', saved);
				const workflowId = await server.execution.activate(workflow);
				const articles = () =>
					simulator
						.table('Sim_Articles')
						.records()
						.filter(({ ItemCode }) => String(ItemCode).startsWith('IMP-'));

				// AFAS stores IMP-2, and its answer is lost.
				simulator.settings.faults = [
					{ kind: 'resetBeforeAnswer', method: 'POST', contains: 'IMP-2', processed: true },
				];
				await hand(server, 'import-with-report', csvOf([COLUMNS, ...ARTICLES]));
				const [first] = await untilExecutions(server, workflowId, 1);
				const report = await reportOf(server, first);
				assert.deepEqual(report.lines, [
					['IMP-1', 'written'],
					['IMP-2', 'unknown'],
					['IMP-3', 'refused'],
					['IMP-4', 'written'],
				]);
				assert.equal(articles().length, 3);

				// The user fills in the group that was missing, in the report.
				const [header, ...rows] = readCsv(asCrlf(report.text.replace(/^\uFEFF/, '')), ';');
				const group = header.indexOf('Group');
				const corrected = rows.map((row) =>
					row.map((cell, at) => (at === group && cell === '' ? '10' : cell)),
				);
				const written = simulator.requests.length;
				await hand(server, 'import-with-report', csvOf([header, ...corrected]));
				const [, second] = await untilExecutions(server, workflowId, 2);
				assert.deepEqual((await reportOf(server, second)).lines, [
					['IMP-2', 'written'],
					['IMP-3', 'written'],
				]);
				const writes = simulator.requests
					.slice(written)
					.filter(({ method }) => method === 'POST' || method === 'PUT');
				assert.equal(writes.length, 2);
				assert.deepEqual(
					articles()
						.map(({ ItemCode, Description, SalesPrice }) => [ItemCode, Description, SalesPrice])
						.sort(),
					[
						['IMP-1', 'Schroef; 3 mm', 1.25],
						['IMP-2', 'Moer "M8"', 0.1],
						['IMP-3', 'Bout', 2],
						['IMP-4', 'Ring', 0.05],
					],
				);
				await server.rest.deactivateWorkflow(workflowId);
			},
		);
	},
};

/** n8n writes the end of a line as it likes. */
function asCrlf(text: string): string {
	return `${text.trimEnd().replace(/\r?\n/g, '\r\n')}\r\n`;
}
