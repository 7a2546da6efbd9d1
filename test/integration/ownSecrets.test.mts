// rule 9: a server that repeats what it was sent, or that says what only Profit knows, shows none of it to the user.
import type { IDataObject } from 'n8n-workflow';
import { openNodeStage, stageParameters, type NodeStage } from '../fuzz/node/stage.mts';
import type { PassedAnswer } from '../fuzz/node/spoilingServer.mts';

let stage: NodeStage;

beforeAll(async () => {
	stage = await openNodeStage();
});
afterAll(() => stage.close());
beforeEach(() => {
	stage.server.requests.length = 0;
	stage.server.spoil = (answer) => answer;
	stage.simulator.reset();
});

const CLIENT = { clientId: 'client-1', secret: 'Gehe/im+van "AFAS" & co: 7f3a9c' };
const PASSWORD = 'Qw7 webhook/Zx5+"pass"';
/** Every way in which a server may write a secret. */
const WAYS: Array<[way: string, write: (secret: string) => string]> = [
	['bare', (secret) => secret],
	['percent-encoded', encodeURIComponent],
	[
		'percent-encoded in small letters',
		(secret) => encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase()),
	],
	['as a form', (secret) => new URLSearchParams({ s: secret }).toString()],
	['in Base64', (secret) => Buffer.from(secret).toString('base64')],
	['in Base64 behind a name', (secret) => Buffer.from(`ab:${secret}`).toString('base64')],
	['in Base64 for URLs', (secret) => Buffer.from(`a${secret}`).toString('base64url')],
	['escaped for XML', (secret) => secret.replace(/&/g, '&amp;').replace(/</g, '&lt;')],
	['inside a word', (secret) => `x${secret}y`],
];

interface Case {
	credential: IDataObject;
	secrets: string[];
}

const token = (): Case => ({
	credential: { ...stage.credential, webhookPassword: PASSWORD },
	secrets: [/<data>(.*)<\/data>/.exec(stage.simulator.token)?.[1] ?? '', PASSWORD],
});

const failure = (body: string): PassedAnswer => ({
	status: 500,
	headers: { 'content-type': 'application/json' },
	body: Buffer.from(body),
});

/** What the user gets to see of a run, in an error or in items. */
async function shown(parameters: IDataObject, credential: IDataObject): Promise<string> {
	const { items, error, hints } = await stage.n8n.runNode({ parameters, credential });
	return JSON.stringify([items, hints, error && { ...error, message: error.message }]);
}

describe.each(WAYS)('rule 9: a secret that a server repeats %s', (_way, write) => {
	it('is in no message, description or detail of a refusal', async () => {
		const { credential, secrets } = token();
		for (const secret of secrets) {
			const written = write(secret);
			const words = `No access for ${written}, sorry`;
			const refusal = { externalMessage: words, profitLogReference: written.slice(0, 90) };
			stage.server.spoil = () => failure(JSON.stringify(refusal));
			const seen = await shown(stageParameters(stage, 'environment/getConnectors'), credential);
			expect(seen).not.toContain(JSON.stringify(written.slice(4, 18)).slice(1, -1));
			expect(seen).not.toContain(secret);
			expect(seen).toContain('***');
		}
	});

	it('is in no results of a write and in no row', async () => {
		const { credential, secrets } = token();
		for (const secret of secrets) {
			const written = write(secret);
			stage.server.spoil = (answer, { method, url }) => {
				const isWrite = method === 'POST';
				if (!isWrite && !url.includes('/connectors/')) return answer;
				const body = isWrite
					? { results: { KnSubject: { SbId: '1', Note: written } } }
					: { skip: 0, take: 5, rows: [{ DebtorId: '1', SearchName: written }] };
				return { ...answer, body: Buffer.from(JSON.stringify(body)) };
			};
			for (const call of ['updateConnector/create', 'getConnector/getMany']) {
				const parameters = { ...stageParameters(stage, call), options: {}, limit: 1 };
				const seen = await shown(parameters, credential);
				expect(seen).not.toContain(JSON.stringify(written).slice(1, -1));
				expect(seen).toContain('***');
			}
		}
	});

	it('is shown nowhere, be it a client secret or the access token of this very call', async () => {
		stage.simulator.oauth.settings.clients = [CLIENT];
		const login = { authentication: 'clientSecret', token: '', clientId: CLIENT.clientId };
		const credential = { ...stage.credential, ...login, clientSecret: CLIENT.secret };
		const secrets: string[] = [];
		for (const status of [200, 500]) {
			stage.server.spoil = (answer, { url, headers }) => {
				if (!url.includes('/connectors/')) return answer;
				const accessToken = String(headers.authorization).replace('Bearer ', '');
				secrets.push(accessToken, CLIENT.secret);
				const words = [accessToken, CLIENT.secret].map(write).join(' and ');
				const body =
					status === 200
						? { skip: 0, take: 5, rows: [{ DebtorId: '1', SearchName: words }] }
						: { externalMessage: words };
				return { ...answer, status, body: Buffer.from(JSON.stringify(body)) };
			};
			const parameters = {
				...stageParameters(stage, 'getConnector/getMany'),
				options: {},
				limit: 1,
			};
			const seen = await shown(parameters, credential);
			expect(secrets.length).toBeGreaterThan(0);
			for (const secret of secrets) {
				expect(seen).not.toContain(JSON.stringify(write(secret)).slice(1, -1));
			}
			expect(seen).toContain('***');
		}
	});
});

describe('rule 10: what only looks like a secret', () => {
	it('stays in rows: a webhook password that is a word of theirs', async () => {
		stage.server.spoil = (answer, { url }) =>
			url.includes('/connectors/')
				? {
						...answer,
						body: Buffer.from(
							'{"skip":0,"take":5,"rows":[{"DebtorId":"1","SearchName":"Welkom"}]}',
						),
					}
				: answer;
		const parameters = {
			...stageParameters(stage, 'getConnector/getMany'),
			options: {},
			limit: 1,
		};
		const seen = await shown(parameters, { ...stage.credential, webhookPassword: 'Welkom' });
		expect(seen).toContain('"SearchName":"Welkom"');
	});
});
