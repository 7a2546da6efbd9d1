import assert from 'node:assert/strict';
import { signedHeaders, webhookEvent } from '../../../simulator/webhooks.mts';
import { WEBHOOK_PASSWORD } from '../../checks/triggerNodes.mts';
import type { WalkPart } from './part.mts';

export const receiveWebhook: WalkPart = {
	title: "The trigger for AFAS's webhooks",
	async run({ editor, step, credential }) {
		await credential();

		await step('read what to do in Profit', async () => {
			await editor.openNewWorkflow();
			await editor.openNodePanel();
			await editor.searchNode('webhook', 'AFAS Profit Webhook');
			await editor.openActions('AFAS Profit Webhook', 'On dossier item updated');
			await editor.addByAction('On dossier item updated');
			const notice = editor.parameters.locator('.notice');
			assert.equal(await notice.locator('li').count(), 3);
			await editor.window.getByText('When will this node trigger my flow?').click();
			await editor.window.getByText('give the webhook in Profit the Test URL').waitFor();
		});

		await step(
			'be told that the password of the webhook is not filled in',
			async () => {
				await editor.window.getByRole('button', { name: 'Execute step' }).first().click();
				await editor.page.getByText("'Webhook Password' in the credential is empty").waitFor();
			},
			{ toast: /'Webhook Password' in the credential is empty/ },
		);

		await step('fill in the password', async () => {
			await editor.openCredential();
			await editor.fill('webhookPassword', WEBHOOK_PASSWORD);
			await editor.saveCredential('Connection tested successfully');
			await editor.closeCredential();
		});

		await step('receive a test event of Profit', async () => {
			await editor.window.getByText('Webhook URLs').click();
			const address = editor.window.getByText(/^https?:\/\/.*\/webhook-test\//);
			const url = (await address.innerText()).trim();
			await editor.window.getByRole('button', { name: 'Execute step' }).first().click();
			await editor.window.getByText('Listening for test event').first().waitFor();
			const event = webhookEvent('subject.updated', { SubjectTypeId: 1, SubjectId: 54286 });
			const body = JSON.stringify(event);
			const headers = signedHeaders(body, WEBHOOK_PASSWORD);
			assert.equal((await fetch(url, { method: 'POST', headers, body })).status, 200);
			await editor.seeItems(1);
			const [headings, cells] = await editor.table();
			assert.equal(cells[headings.indexOf('EventType')], 'subject.updated');
		});

		await step('see on the canvas which events start the workflow', async () => {
			await editor.closeNode();
			await editor.nodes.filter({ hasText: 'Dossier Item Updated' }).waitFor();
		});
	},
};
