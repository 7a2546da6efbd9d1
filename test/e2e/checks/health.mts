import assert from 'node:assert/strict';
import { failureOf } from '../host/workflow.mts';
import { readExample } from '../stage.mts';
import { firstAnswer, untilExecutions } from './activeWorkflow.mts';
import { getMany } from './afasNode.mts';
import type { CheckFile } from './check.mts';
import { openMailbox, startByWebhook } from './standIns.mts';

/** The example that is executed here. */
export const HEALTH = 'health-every-night.json';

const FAILING = 'A workflow that fails';

export const health: CheckFile = {
	title: 'recipe of the health of the connection, twice in a row',
	async run({ server, simulator, credential, check }) {
		const saved = await server.execution.addCredential(credential);
		const mailbox = await openMailbox(server);
		const { rawApiKey } = await server.rest.post<{ rawApiKey: string }>('/rest/api-keys', {
			label: 'health',
			expiresAt: null,
			scopes: ['workflow:list', 'execution:list'],
		});
		const api = await server.execution.addCredential({
			name: 'n8n',
			type: 'n8nApi',
			data: { apiKey: rawApiKey, baseUrl: `${server.url}/api/v1` },
		});
		const workflow = readExample(HEALTH, '', saved);
		mailbox.takeMailOf(workflow);
		// Nights that come when they are called.
		const path = startByWebhook(workflow, 'Every Night');
		for (const node of workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.n8n')) {
			node.credentials = { n8nApi: { id: api.id, name: api.name } };
		}
		const id = await server.execution.activate(workflow);
		let nights = 0;
		/** The mails of one night. */
		const night = async (): Promise<string[]> => {
			const before = mailbox.mails().length;
			await firstAnswer(async () => await fetch(`${server.url}/${path}`));
			const execution = (await untilExecutions(server, id, ++nights)).at(-1)!;
			assert.equal(failureOf(execution), undefined);
			return mailbox.mails().slice(before);
		};

		await check('what is new is mailed, and the same is not mailed again', async () => {
			await night();
			assert.deepEqual(await night(), []);
			const failing = getMany('Sim_Nothing', saved);
			assert.notEqual(failureOf(await server.execution.execute(FAILING, [failing])), undefined);
			const mails = await night();
			assert.equal(mails.length, 1);
			assert.match(mails[0], new RegExp(`"${FAILING}": 1 of 1 runs failed`));
			assert.deepEqual(await night(), []);
		});

		await check('a token that expires soon is mailed once', async () => {
			const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
			simulator.settings.changeMetainfo = (path, answer) =>
				path === ''
					? { ...answer, info: { ...(answer.info as object), tokenExpiry: `${soon}T00:00:00Z` } }
					: answer;
			const mails = await night();
			assert.equal(mails.length, 1);
			assert.match(mails[0], new RegExp(`expires on\\s${soon}`));
			assert.deepEqual(await night(), []);
			simulator.settings.changeMetainfo = (_path, answer) => answer;
		});

		await check('an AFAS that refuses is mailed', async () => {
			const token = simulator.environment.access.token;
			simulator.environment.access.token = token.replace(/[0-9]/, 'x');
			const mails = await night();
			simulator.environment.access.token = token;
			assert.equal(mails.length, 1);
			assert.match(mails[0], /AFAS did not answer/);
		});
		await server.rest.deactivateWorkflow(id);
		mailbox.close();
	},
};
