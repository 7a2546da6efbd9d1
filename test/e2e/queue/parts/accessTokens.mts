import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { CheckFile } from '../../checks/check.mts';
import { DossierItems } from '../dossierItems.mts';
import type { QueueContext } from '../queueStage.mts';

const COUNT = 100;
const WITHIN_MS = 120_000;
const LIFETIME_SECONDS = 5;

/** The node uses a token for nine tenths of its life. */
const USED_SECONDS = LIFETIME_SECONDS * 0.9;

export const accessTokens: CheckFile<QueueContext> = {
	title: 'OAuth access tokens',
	async run(stage) {
		const { simulator, main, credential, progress, check } = stage;
		const { settings, log } = simulator.oauth;
		const tokensOf = (clientId: unknown) => log.filter((entry) => entry.clientId === clientId);
		const first = tokensOf(credential.data.clientId).length;
		progress.note(`  ${first} tokens for everything until here, by 3 processes`);
		await check('the processes share the token: one for each process at most', async () => {
			assert.ok(first >= 1 && first <= 3);
		});

		const client = { clientId: 'short', secret: `simulated ${randomUUID()}` };
		settings.clients.push(client);
		settings.tokenLifetimeSeconds = LIFETIME_SECONDS;
		const short = await main.execution.addCredential({
			...credential,
			name: 'AFAS with short tokens',
			data: { ...credential.data, clientId: client.clientId, clientSecret: client.secret },
		});
		const items = await DossierItems.prepare(stage, 'tokens', COUNT, { credential: short });
		simulator.settings.delayMs = 150;
		const startMs = Date.now();
		await items.send();
		await items.untilEnded(COUNT, WITHIN_MS);
		const seconds = (Date.now() - startMs) / 1000;
		simulator.settings.delayMs = 0;
		const lifetimes = Math.ceil(seconds / USED_SECONDS);
		const tokens = tokensOf(client.clientId).length;
		progress.note(
			`  tokens of ${LIFETIME_SECONDS} s: ${tokens} of them in ${seconds.toFixed(1)} s of full load (${lifetimes} lifetimes)`,
		);
		await check(`${COUNT} executions with tokens of ${LIFETIME_SECONDS} s succeed`, async () => {
			assert.deepEqual((await items.outcome()).others, []);
		});
		await check('no worker fetches two in one lifetime', async () => {
			assert.ok(tokens >= lifetimes - 1 && tokens <= 2 * lifetimes);
		});
	},
};
