import assert from 'node:assert/strict';
import { randomBytes } from '../../../simulator/documents.mts';
import { afasNode, byId } from '../../checks/afasNode.mts';
import type { CheckFile } from '../../checks/check.mts';
import { itemsOf } from '../../host/workflow.mts';
import type { QueueContext } from '../queueStage.mts';
import { activateWebhook, webhookWorkflow } from '../webhookWorkflow.mts';

const MEGABYTE = 1024 * 1024;

export const binaryData: CheckFile<QueueContext> = {
	title: 'Binary data between the processes',
	async run(stage) {
		const { main, workers, credential, check } = stage;
		const attach = afasNode(
			{
				resource: 'updateConnector',
				operation: 'create',
				connector: byId('KnSubject'),
				dataMode: 'record',
				record: '{ "StId": 11, "Ds": "A file from the main process" }',
				attachments: {
					file: [
						{
							binaryField: 'data',
							object: 'KnSubjectAttachment',
							nameField: 'FileName',
							dataField: 'FileStream',
						},
					],
				},
			},
			credential,
			{ id: 'attach', name: 'Attach' },
		);
		const get = afasNode(
			{ resource: 'file', operation: 'getAttachments', subjectId: '={{ $json.key.SbId }}' },
			credential,
			{ id: 'get', name: 'Get' },
		);
		// The main process takes the file and answers with one; in between a worker puts it into Profit and gets it back.
		const workflow = webhookWorkflow('file', [attach, get], {
			responseMode: 'lastNode',
			responseData: 'firstEntryBinary',
			responseBinaryPropertyName: 'data',
		});
		const workflowId = await activateWebhook(stage, workflow);
		const sent = randomBytes(3 * MEGABYTE, 7);
		const response = await fetch(`${main.url}/webhook/file`, {
			method: 'POST',
			headers: {
				'content-type': 'application/pdf',
				'content-disposition': 'attachment; filename="factuur 12.pdf"',
			},
			body: sent,
		});
		const answer = Buffer.from(await response.arrayBuffer());
		const [{ id }] = await stage.executions.of(workflowId);

		await check('3 MB go from the main process to AFAS by a worker, and back', async () => {
			assert.equal(response.status, 200, answer.toString('utf8', 0, 500));
			assert.ok(answer.equals(sent), `${answer.length} other bytes came back`);
			assert.ok(workers.some((worker) => worker.started().includes(id)));
		});
		await check('the editor gets what the worker read, byte for byte', async () => {
			const [execution] = await main.execution.executionsOf(workflowId);
			const [{ binary }] = itemsOf(execution, 'Get');
			assert.equal(binary?.data.fileName, 'factuur 12.pdf');
			const binaryId = binary?.data.id ?? '';
			assert.match(binaryId, /^database:/);
			const shown = await main.rest.binaryData(binaryId);
			assert.ok(shown.equals(sent), `${shown.length} other bytes came`);
		});
	},
};
