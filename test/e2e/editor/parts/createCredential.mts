import assert from 'node:assert/strict';
import { CREDENTIAL_NAME, type WalkPart } from './part.mts';

const WRONG_TOKEN = `<token><version>1</version><data>${'0'.repeat(64)}</data></token>`;

/** From top to bottom, as a user comes by the values. */
const FIELDS = [
	'Environment',
	'Tenant',
	'IntegrationId',
	'Authentication',
	'Client ID',
	'Client Secret',
	'Language',
	'Read Only',
	'Webhook Password',
];

export const createCredential: WalkPart = {
	title: 'A credential',
	async run({ editor, simulator, step, picture }) {
		const { page } = editor;
		const form = editor.credentialForm;
		const types = page.locator('[data-test-id=new-credential-type-select-option]:visible');
		const labels = async () =>
			(await form.innerText())
				.split('\n')
				.map((line) => line.replace('*', '').trim())
				.filter((line) => FIELDS.includes(line));

		await step('find the type of credential by AFAS', async () => {
			await editor.openCredentials();
			await page.getByRole('button', { name: 'Create credential' }).first().click();
			await page.locator('[data-test-id=new-credential-type-select] input').fill('afas');
			await editor.seeTexts(types, ['AFAS Profit API']);
		});

		await step('see what to fill in, in its order', async () => {
			await types.first().click();
			await page.locator('[data-test-id=new-credential-type-button]').click();
			await editor.parameter('integrationId').waitFor();
			assert.deepEqual(await labels(), FIELDS);
			await editor.fill('tenant', simulator.tenant);
			await editor.fill('integrationId', simulator.integrationId);
			await form.getByText('12345 in 12345.afas.online').waitFor();
			await form.getByText('AFAS Partner Portal').waitFor();
		});
		await picture('credential', form, { height: 900 });

		await step('read which ways to log in there are', async () => {
			await editor.parameter('authentication').locator('input').click();
			await editor.seeTexts(editor.options, [
				'OAuth: Client Secret',
				'OAuth: Private Key',
				'Token (Classic)',
			]);
		});

		await step('be told that the IntegrationId is not complete', async () => {
			await editor.options.filter({ hasText: 'Token (Classic)' }).click();
			await editor.choose('environment', 'Custom URLs');
			await editor.fill('restUrl', simulator.restUrl);
			await editor.fill('soapUrl', simulator.soapUrl);
			await editor.fill('token', WRONG_TOKEN);
			await editor.choose('language', 'English');
			await editor.fill('integrationId', simulator.integrationId.split('_')[0]);
			await editor.saveCredential("'IntegrationId' is not two numbers with an underscore");
			await form.getByText('your subscription number, an underscore and the project').waitFor();
		});

		await step('be told that the token is refused', async () => {
			await editor.fill('integrationId', simulator.integrationId);
			await editor.saveCredential('AFAS does not accept the token');
			assert.ok(!(await form.innerText()).includes('0'.repeat(64)), 'The form shows the token');
		});

		await step('connect', async () => {
			await editor.fill('token', simulator.token);
			await editor.saveCredential('Connection tested successfully');
			assert.match(await form.innerText(), new RegExp(`^${CREDENTIAL_NAME}\\s`));
		});

		await step('find the credential in the list', async () => {
			await editor.closeCredential();
			const cards = page.locator('[data-test-id=resources-list-item]');
			await cards.filter({ hasText: CREDENTIAL_NAME }).waitFor();
			assert.equal(await cards.count(), 1);
		});
	},
};
