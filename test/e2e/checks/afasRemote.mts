import assert from 'node:assert/strict';
import { startRecordingServer } from '../host/recordingServer.mts';
import { failureOf, itemsOf, outputOf, type WorkflowJson } from '../host/workflow.mts';
import { readExample, useCredential } from '../stage.mts';
import { startSimulator } from '../../simulator/simulator.mts';
import { afasNode } from './afasNode.mts';
import type { CheckFile } from './check.mts';
import { openMailbox } from './standIns.mts';

/** The workflow's node of this name, to change it. */
function nodeOf(workflow: WorkflowJson, name: string) {
	const node = workflow.nodes.find((is) => is.name === name);
	assert.ok(node, `There is no node ${name}`);
	return node;
}

/** The examples that are executed here. */
export const REMOTE_EXAMPLES = [
	'import-csv-mail-log.json',
	'import-large-file.json',
	'rollout-getconnector.json',
];

export const afasRemote: CheckFile = {
	title: 'AFAS Remote: imports of files and definitions',
	async run({ server, simulator, credential, check }) {
		const saved = await server.execution.addCredential(credential);
		const { remote } = simulator.environment;
		const [CSV, LARGE, ROLLOUT] = REMOTE_EXAMPLES.map((file) => readExample(file, '', saved));
		const lastCommand = () => remote.commands.at(-1)!;

		await check('a CSV is imported, and the log is mailed, also when AFAS refuses it', async () => {
			const mailbox = await openMailbox(server);
			mailbox.takeMailOf(CSV);
			const first = await server.execution.run(CSV);
			assert.equal(failureOf(first), undefined);
			assert.equal(outputOf(first, 'Import File')[0].state, 'done');
			assert.equal(
				lastCommand()
					.file.toString()
					.replace(/^\ufeff/, ''),
				'BcCo;Nm\n100;Café Zoë',
			);
			const second = await server.execution.run(CSV);
			const mails = mailbox.mails();
			mailbox.close();
			assert.equal(failureOf(second), undefined);
			assert.equal(mails.length, 2);
			assert.match(mails[0], /Subject: Import done/);
			assert.match(mails[1], /Subject: Import refused/);
			assert.match(mails[1], new RegExp(lastCommand().id));
		});

		await check('a large file is imported while the execution waits', async () => {
			Object.assign(nodeOf(LARGE, 'Wait').parameters, { amount: 1, unit: 'seconds' });
			const execution = await server.execution.run(LARGE);
			assert.equal(failureOf(execution), undefined);
			const runs = execution.data.resultData.runData['Get Result'];
			assert.equal(runs.length, 3);
			assert.equal(outputOf(execution, 'Get Result')[0].state, 'done');
			assert.equal(itemsOf(execution, 'Get Result')[0].binary?.result.mimeType, 'application/zip');
		});

		await check('a GetConnector comes to every customer, with the login of each', async () => {
			const other = await startSimulator({
				bigRows: 10,
				orderRows: 10,
				tenant: '12346',
				token: `<token><version>1</version><data>${'B'.repeat(64)}</data></token>`,
			});
			const both = [simulator, other];
			const files = await startRecordingServer({ status: 200, body: '<GetConnector/>' });
			nodeOf(ROLLOUT, 'Definition').parameters.url = `${files.origin}/Sim_Debtors.gcn`;
			const customers = both.map(({ tenant, restUrl, soapUrl, token }) => ({
				tenant,
				restUrl,
				soapUrl,
				token,
			}));
			nodeOf(ROLLOUT, 'Customers').parameters.jsonOutput = JSON.stringify({ customers });
			const field = (name: string) => `={{ $('Each Customer').item.json.${name} }}`;
			const perItem = await server.execution.addCredential({
				...credential,
				name: 'Of each customer',
				data: {
					...credential.data,
					tenant: field('tenant'),
					restUrl: field('restUrl'),
					soapUrl: field('soapUrl'),
					token: field('token'),
				},
			});
			for (const name of ['Import GetConnector', 'Check Setup']) {
				nodeOf(ROLLOUT, name).credentials = useCredential(perItem);
			}
			const before = remote.commands.length;
			const execution = await server.execution.run(ROLLOUT);
			files.close();
			await other.close();
			assert.equal(failureOf(execution), undefined);
			assert.deepEqual(
				outputOf(execution, 'Import GetConnector').map(({ state, exitCode }) => [state, exitCode]),
				[
					['done', 0],
					['done', 0],
				],
			);
			const reports = outputOf(execution, 'Check Setup');
			assert.deepEqual(
				reports.map(({ errors }) => errors),
				[0, 0],
			);
			assert.equal(remote.commands.length - before, 1);
			assert.equal(other.environment.remote.commands.length, 1);
			assert.equal(lastCommand().file.toString(), '<GetConnector/>');
		});

		const importNode = (importDefinition: string, options = {}) =>
			afasNode(
				{
					resource: 'remote',
					operation: 'importFile',
					importDefinition,
					binaryField: 'data',
					options,
				},
				saved,
			);
		const fileNode = { ...nodeOf(LARGE, 'Large File') };

		await check('an import that AFAS ends with errors shows its words', async () => {
			const execution = await server.execution.execute('Fails', [fileNode, importNode('Sim fout')]);
			assert.match(failureOf(execution) ?? '', /^Veld BcCo is verplicht in regel 2\./);
		});

		await check(
			'a lost answer is not sent again, and says that the import may be running',
			async () => {
				const before = remote.commands.length;
				simulator.settings.faults = [
					{ kind: 'resetInAnswer', path: 'cmdconnector', contains: 'commandLine' },
				];
				const execution = await server.execution.execute('Lost', [
					fileNode,
					importNode('Sim traag'),
				]);
				simulator.settings.faults = [];
				assert.equal(remote.commands.length - before, 1);
				assert.match(failureOf(execution) ?? '', /may be running or done/);
			},
		);

		await check('a lost result is said', async () => {
			simulator.settings.faults = [
				{ kind: 'resetInAnswer', path: 'cmdconnector', contains: 'GetState', after: 2 },
			];
			const node = importNode('Sim traag', { maxWait: 0.2 });
			const execution = await server.execution.execute('Lost result', [fileNode, node]);
			simulator.settings.faults = [];
			assert.equal(failureOf(execution), undefined);
			const [{ state, note }] = outputOf(execution, node.name);
			assert.equal(state, 'running');
			assert.match(String(note), /only once/);
		});
	},
};
