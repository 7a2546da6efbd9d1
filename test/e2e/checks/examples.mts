import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startRecordingServer } from '../host/recordingServer.mts';
import {
	failureOf,
	itemsOf,
	outputOf,
	type ExecutionJson,
	type WorkflowJson,
} from '../host/workflow.mts';
import { BIG_ROWS, readExample } from '../stage.mts';
import { ACCOUNT_RECIPES } from './accounts.mts';
import { firstAnswer, untilExecutions } from './activeWorkflow.mts';
import { REMOTE_EXAMPLES } from './afasRemote.mts';
import { APPROVAL } from './approval.mts';
import type { CheckFile } from './check.mts';
import { CUSTOMERS_EXAMPLE } from './customers.mts';
import { DOSSIER } from './dossier.mts';
import { HEALTH } from './health.mts';
import { INVOICES } from './invoices.mts';
import { LEAVE } from './leave.mts';
import { MIRROR } from './comparison.mts';
import { MCP_SERVER } from './mcpServer.mts';
import { RECIPES } from './recipes.mts';
import { WEBSHOP_RECIPES } from './webshop.mts';

/** Examples that other checks execute. */
const ELSEWHERE = [
	'read-getconnector-rows.json',
	'write-order-and-subject.json',
	...RECIPES,
	...REMOTE_EXAMPLES,
	CUSTOMERS_EXAMPLE,
	...WEBSHOP_RECIPES,
	DOSSIER,
	...ACCOUNT_RECIPES,
	HEALTH,
	INVOICES,
	LEAVE,
	MIRROR,
	APPROVAL,
	MCP_SERVER,
];

const ORDER = {
	number: 'WEB-2026-0001',
	date: '2026-11-26',
	customer: '000010',
	lines: [
		{ article: '0012', quantity: 2, price: 1.25 },
		{ article: '0012', quantity: 1, price: 9.5 },
	],
};

interface WebshopAnswer {
	orderNumber: string;
	isNew: boolean;
}

/** What a node of an example gave; its execution must have gone well. */
function rows(execution: ExecutionJson, node: string) {
	assert.equal(failureOf(execution), undefined);
	return outputOf(execution, node);
}

export const examples: CheckFile = {
	title: 'examples as they are imported',
	async run({ server, simulator, credential, check }) {
		const saved = await server.execution.addCredential(credential);
		const executed: string[] = [...ELSEWHERE];
		const example = (file: string): WorkflowJson => {
			executed.push(file);
			return readExample(file, '', saved);
		};

		await check('new debtors become a CSV file', async () => {
			const workflow = example('new-debtors-to-csv.json');
			const execution = await server.execution.run(workflow, 'New Debtors');
			const debtors = rows(execution, 'New Debtors');
			assert.ok(debtors.length > 0, 'The trigger gave no debtor');
			const [{ binary }] = itemsOf(execution, 'CSV File');
			assert.match(binary!.data.fileName!, /^debtors-\d{4}-\d{2}-\d{2}-\d{4}\.csv$/);
		});

		await check('a webshop order becomes a sales order with lines, once', async () => {
			const workflow = example('webshop-order.json');
			const workflowId = await server.execution.activate(workflow);
			const post = async () =>
				await fetch(`${server.url}/webhook/webshop-order`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(ORDER),
				});
			const made = (await (await firstAnswer(post)).json()) as WebshopAnswer;
			const again = (await (await post()).json()) as WebshopAnswer;
			for (const execution of await server.execution.executionsOf(workflowId)) {
				assert.equal(failureOf(execution), undefined);
			}
			assert.equal(made.isNew, true);
			assert.deepEqual(again, { orderNumber: made.orderNumber, isNew: false });
			const written = simulator
				.written('FbSales')
				.filter(({ fields }) => fields.RfCs === ORDER.number);
			assert.equal(written.length, 1);
			const [{ fields, objects }] = written;
			assert.equal(fields.DbId, ORDER.customer);
			assert.deepEqual(
				objects.FbSalesLines.map((line) => [line.fields.ItCd, line.fields.QuUn, line.fields.Upri]),
				ORDER.lines.map(({ article, quantity, price }) => [article, quantity, price]),
			);
		});

		await check('changed employees go to another system', async () => {
			const other = await startRecordingServer({ status: 200, body: '{}' });
			const workflow = example('employee-changes-to-http.json');
			const send = workflow.nodes.find(({ name }) => name === 'Send Employee')!;
			send.parameters.url = other.origin;
			const execution = await server.execution.run(workflow, 'Changed Employees');
			const changed = rows(execution, 'Changed Employees');
			other.close();
			assert.ok(changed.length > 0, 'The trigger gave no employee');
			assert.deepEqual(
				other.requests.map(({ body }) => (JSON.parse(body) as { id: string }).id),
				changed.map(({ EmployeeId }) => EmployeeId),
			);
		});

		await check('an invoice becomes the attachment of a dossier item', async () => {
			const execution = await server.execution.run(example('invoice-pdf-to-dossier.json'));
			const [{ key }] = rows(execution, 'Create Dossier Item') as Array<{ key: { SbId: string } }>;
			const subject = simulator
				.written('KnSubject')
				.find(({ fields }) => String(fields.SbId) === key.SbId)!;
			assert.equal(subject.fields.Ds, 'Invoice F00000123');
			const [{ fields: attachment }] = subject.objects.KnSubjectAttachment;
			const file = simulator.environment.files.get(String(attachment.FileId))!;
			assert.match(file.name, /\.pdf$/);
			assert.match(file.data.toString(), /^%PDF-[^]*U001[^]*F00000123/);
		});

		await check('a complete download becomes ZIP files', async () => {
			const execution = await server.execution.run(
				example('download-to-files.json'),
				'Every Night',
			);
			const parts = rows(execution, 'All Transactions');
			assert.equal(
				parts.reduce((sum, part) => sum + Number(part.rows), 0),
				BIG_ROWS,
			);
			const zips = itemsOf(execution, 'ZIP Files').map(({ binary }) => binary!.data);
			assert.deepEqual(
				zips.map(({ fileName, mimeType }) => [fileName, mimeType]),
				parts.map(({ fileName }) => [`${String(fileName)}.zip`, 'application/zip']),
			);
		});

		await check('a report for the audit becomes a file', async () => {
			const execution = await server.execution.run(example('before-the-audit.json'));
			const [report] = rows(execution, 'Check Setup');
			assert.ok(Number(report.errors) > 0, 'The simulator has what the Auditor forbids');
			const [{ binary }] = itemsOf(execution, 'Report as a File');
			assert.match(binary!.data.fileName!, /^afas-setup-\d{4}-\d{2}-\d{2}\.md$/);
		});

		await check('a customer’s setup is mailed when it changed, and only then', async () => {
			const workflow = example('check-customers-every-night.json');
			// No mail leaves the test, and nights are short.
			Object.assign(workflow.nodes.find(({ name }) => name === 'Mail the Report')!, {
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				parameters: {},
			});
			workflow.nodes.find(({ name }) => name === 'Every Night')!.parameters = {
				rule: { interval: [{ field: 'seconds', secondsInterval: 5 }] },
			};
			const workflowId = await server.execution.activate(workflow);
			const nights = async (count: number) => await untilExecutions(server, workflowId, count);
			const mailed = (execution: ExecutionJson) =>
				rows(execution, 'Mail the Report').map(({ name, errors }) => [name, errors]);
			const quiet = await nights(2);
			simulator.settings.changeMetainfo = (path, answer) =>
				path === 'get/Sim_Debtors'
					? { ...answer, fields: (answer.fields as unknown[]).slice(0, 1) }
					: answer;
			const all = await nights(quiet.length + 3);
			simulator.settings.changeMetainfo = (_path, answer) => answer;
			await server.rest.deactivateWorkflow(workflowId);
			const mails = all.map(mailed);
			assert.deepEqual(mails[0], [
				['Customer A', 0],
				['Customer B', 0],
			]);
			assert.deepEqual(mails[1], []);
			const changed = mails.slice(2).filter((mail) => mail.length > 0);
			assert.deepEqual(changed, [
				[
					['Customer A', 2],
					['Customer B', 2],
				],
			]);
		});

		await check('no example is left out', async () => {
			const files = readdirSync(join(process.cwd(), 'examples'));
			assert.deepEqual(files.sort(), executed.sort());
		});
	},
};
