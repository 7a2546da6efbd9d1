import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { failureOf, outputOf, type CredentialJson, type ExecutionJson } from '../host/workflow.mts';
import { CREDENTIAL_TYPE } from '../stage.mts';
import { getMany } from './afasNode.mts';
import type { CheckContext, CheckFile } from './check.mts';
import { httpRequest } from './httpRequestNode.mts';

const METHODS = ['token', 'clientSecret', 'privateKeyJwt'];
const FILES_OF_THE_DATABASE = ['database.sqlite', 'database.sqlite-wal'];

export const oauth: CheckFile = {
	title: 'OAuth',
	async run({ server, host, simulator, credential, check }: CheckContext) {
		const { rest, execution } = server;
		const secret = `simulated ${randomUUID()}`;
		const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
		const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
		const client = { clientId: 'by-secret', secret };
		const { settings, log } = simulator.oauth;
		settings.clients = [client, { clientId: 'by-key', keys: [{ publicKey }] }];
		const login: Record<string, Record<string, unknown>> = {
			token: {},
			clientSecret: { token: '', clientId: 'by-secret', clientSecret: secret },
			privateKeyJwt: { token: '', clientId: 'by-key', privateKey: pem },
		};
		const executions: ExecutionJson[] = [];
		const accessTokens = () =>
			simulator.requests.flatMap(
				({ headers }) => /^Bearer (.+)/.exec(String(headers.authorization))?.[1] ?? [],
			);

		const save = async (method: string): Promise<CredentialJson> => {
			const data = { ...credential.data, authentication: method, ...login[method] };
			return await execution.addCredential({ name: method, type: CREDENTIAL_TYPE, data });
		};
		const run = async (...nodes: Parameters<typeof execution.execute>[1]) => {
			const result = await execution.execute('OAuth', nodes);
			executions.push(result);
			return result;
		};
		const rows = (of: CredentialJson) => getMany('Sim_Debtors', of, { limit: 1 });
		const post = async (of: CredentialJson, options: Record<string, unknown> = {}) => {
			const before = simulator.requests.length;
			const url = `${simulator.restUrl}/connectors/KnSubject`;
			const jsonBody = '{"KnSubject":{"Element":{"Fields":{"NoSuchField":"x"}}}}';
			const result = await run(
				httpRequest(url, of, {
					method: 'POST',
					sendBody: true,
					specifyBody: 'json',
					jsonBody,
					options,
				}),
			);
			assert.notEqual(failureOf(result), undefined, 'The execution succeeded');
			return () =>
				simulator.requests.slice(before).filter(({ path }) => path.endsWith('/KnSubject')).length;
		};

		for (const method of METHODS) {
			const saved = await save(method);
			log.length = 0;
			await check(`${method}: the credential test is OK`, async () => {
				const { status, message } = await rest.testSavedCredential(saved);
				assert.equal(status, 'OK', message);
			});
			await check(`${method}: Get Many and the HTTP Request node get an answer`, async () => {
				const result = await run(rows(saved), httpRequest(`${simulator.restUrl}/metainfo`, saved));
				assert.equal(failureOf(result), undefined);
				assert.equal(outputOf(result, 'AFAS Profit').length, 1);
				assert.ok(Array.isArray(outputOf(result, 'HTTP Request')[0].getConnectors));
			});
			await check(`${method}: Get Many over SOAP gives the same`, async () => {
				const sort = { by: [{ field: 'DebtorId', direction: 'asc' }] };
				const over = async (protocol: string) => {
					const node = getMany('Sim_Debtors', saved, { limit: 3, protocol, sort });
					const result = await run(node);
					assert.equal(failureOf(result), undefined);
					return outputOf(result, 'AFAS Profit');
				};
				assert.deepEqual(await over('soap'), await over('rest'));
			});
			await check(`${method}: a POST that is answered with 500 arrives once`, async () => {
				const arrived = await post(saved);
				assert.equal(arrived(), 1);
			});
			await check(`${method}: a POST that times out arrives once`, async () => {
				simulator.settings.delayMs = 1500;
				try {
					const arrived = await post(saved, { timeout: 500 });
					await wait(2500);
					assert.equal(arrived(), 1);
				} finally {
					simulator.settings.delayMs = 0;
				}
			});
			if (method === 'token') continue;

			await check(`${method}: one access token did for all of it`, async () => {
				assert.deepEqual(
					log.map(({ status, method: used }) => [status, used]),
					[[200, method]],
				);
			});
			await check(`${method}: what n8n shows of the credential is masked`, async () => {
				const shown = JSON.stringify(await rest.shownCredential(saved));
				assert.match(shown, /"accessToken":"__n8n_BLANK/);
				for (const token of accessTokens()) assert.ok(!shown.includes(token));
				assert.ok(!shown.includes(secret) && !shown.includes('PRIVATE KEY'));
			});
			await check(`${method}: a token that was taken back is renewed by a read`, async () => {
				simulator.oauth.revoke();
				assert.equal(failureOf(await run(rows(saved))), undefined);
				assert.equal(failureOf(await run(rows(saved))), undefined);
				assert.equal(log.length, 2);
			});
			await check(`${method}: a token that was taken back is renewed by the test`, async () => {
				simulator.oauth.revoke();
				const { status, message } = await rest.testSavedCredential(saved);
				assert.equal(status, 'OK', message);
				assert.equal(failureOf(await run(rows(saved))), undefined);
				assert.equal(log.length, 3);
			});
		}

		await check('a changed secret: a new token, the new one of Profit', async () => {
			const saved = await save('clientSecret');
			assert.equal(failureOf(await run(rows(saved))), undefined);
			client.secret = `simulated ${randomUUID()}`;
			simulator.oauth.revoke(client.clientId);
			const { message } = await rest.testSavedCredential(saved);
			assert.match(message, /'Client ID' with this 'Client Secret'.*180 days/);
			await rest.editCredential(saved, { clientSecret: client.secret });
			assert.equal(failureOf(await run(rows(saved))), undefined);
		});

		await check('200 calls with tokens that live 2 s: no failed item', async () => {
			settings.tokenLifetimeSeconds = 2;
			// Five at once: longer than two tokens live.
			simulator.settings.delayMs = 120;
			try {
				const saved = await save('privateKeyJwt');
				log.length = 0;
				const many = getMany('Sim_Transactions', saved, { limit: 200 });
				const each = { ...rows(saved), id: 'each', name: 'Each', onError: 'continueErrorOutput' };
				const result = await run(many, each);
				assert.equal(failureOf(result), undefined);
				assert.equal(outputOf(result, 'Each').length, 200);
				assert.ok(log.length >= 3, `${log.length} token requests`);
			} finally {
				settings.tokenLifetimeSeconds = 3600;
				simulator.settings.delayMs = 0;
			}
		});

		await check('no secret in executions, in the log or in clear in the database', async () => {
			const kept = [
				JSON.stringify(executions),
				readFileSync(join(host.userFolder, 'server.log'), 'latin1'),
			];
			for (const file of FILES_OF_THE_DATABASE) {
				const path = join(host.userFolder, '.n8n', file);
				// n8n 1 has no second one.
				if (existsSync(path)) kept.push(readFileSync(path, 'latin1'));
			}
			const keyLines = pem.split('\n').slice(1, -2);
			const secrets = new Set([secret, client.secret, ...keyLines, ...accessTokens()]);
			for (const text of kept) {
				for (const each of secrets) {
					assert.ok(!text.includes(each), 'A secret is kept in clear');
				}
			}
		});
	},
};
