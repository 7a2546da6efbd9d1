import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { randomBytes } from '../../simulator/documents.mts';
import { processMemory } from '../host/processMemory.mts';
import { chainWorkflow, failureOf, itemsOf, type NodeJson } from '../host/workflow.mts';
import { CURRENT_N8N } from '../host/versions.mts';
import { afasNode } from './afasNode.mts';
import type { CheckFile } from './check.mts';

const SUBJECT = 70_001;
const BIG_SUBJECT = 70_002;
const MEGABYTE = 1024 * 1024;
/**
 * Above what n8n used before the first of these files. The one over SOAP comes second, so that its figure also holds
 * what the first one left behind.
 */
const MOST_MEMORY_MB = { rest: 250, soap: 300 };

const NAMES = [
	"a_b#c&d%e+f~g-h@i!j$k'l.pdf",
	'wat? nee, ja; Ünï 文件 [1].docx',
	'leeg.txt',
	'%20_23.bin',
];
const SIZES = [1, 65_537, 0, 3 * MEGABYTE];

/** Hashes the file of each item, as any node after ours would read it. */
const hashNode: NodeJson = {
	id: 'hash',
	name: 'Hash',
	type: 'n8n-nodes-base.crypto',
	typeVersion: 1,
	position: [440, 0],
	parameters: {
		action: 'hash',
		type: 'SHA256',
		binaryData: true,
		binaryPropertyName: 'data',
		dataPropertyName: 'hash',
	},
};

const OVER_SOAP = 'Over SOAP';

const hashOf = (data: Buffer) => createHash('sha256').update(data).digest('hex');

export const files: CheckFile = {
	title: 'Files',
	async run({ n8n, host, server, credential, simulator, check }) {
		const { documents } = simulator.environment;
		const expected = new Map<string, [name: string, hash: string]>();
		for (const [at, name] of NAMES.entries()) {
			const data = randomBytes(SIZES[at], at + 1);
			expected.set(documents.attach(SUBJECT, { name, data }), [name, hashOf(data)]);
		}
		const big = randomBytes(50 * MEGABYTE, 50);
		const bigId = documents.attach(BIG_SUBJECT, { name: 'groot.bin', data: big });

		const attachments = (subjectId: number) =>
			afasNode(
				{ resource: 'file', operation: 'getAttachments', subjectId: String(subjectId) },
				credential,
			);
		// The same files once more, each fetched over SOAP by the IDs that the first node gave.
		const overSoap = afasNode(
			{
				resource: 'file',
				operation: 'getAttachment',
				protocol: 'soap',
				subjectId: '={{ $json.subjectId }}',
				fileId: '={{ $json.fileId }}',
			},
			credential,
			{ id: 'soap', name: OVER_SOAP },
		);
		await host.importWorkflows(
			[SUBJECT, BIG_SUBJECT].flatMap((subject) => [
				chainWorkflow(`files-${subject}`, 'Files', [attachments(subject), hashNode]),
				chainWorkflow(`files-soap-${subject}`, 'Files', [attachments(subject), overSoap, hashNode]),
			]),
		);

		const runs = ['filesystem', 'default'].flatMap((mode) =>
			['rest', 'soap'].map((protocol) => [mode, protocol]),
		);
		for (const [mode, protocol] of runs) {
			const place = `over ${protocol}, binary data ${mode === 'default' ? 'in memory' : 'on disk'}`;
			const settings = { N8N_DEFAULT_BINARY_DATA_MODE: mode };
			const prefix = protocol === 'soap' ? 'files-soap' : 'files';
			const reader = protocol === 'soap' ? OVER_SOAP : 'AFAS Profit';
			await check(`names and bytes come whole ${place}`, async () => {
				const execution = await host.execute(`${prefix}-${SUBJECT}`, settings);
				assert.equal(failureOf(execution), undefined);
				const items = itemsOf(execution, reader);
				const hashes = itemsOf(execution, 'Hash').map(({ json }) => json.hash);
				const got = items.map(({ json, binary }, at) => [
					String(json.fileId),
					[binary?.data.fileName, hashes[at]],
				]);
				assert.deepEqual(Object.fromEntries(got), Object.fromEntries(expected));
				const isOnDisk = items.every(({ binary }) => binary?.data.id?.startsWith('filesystem'));
				assert.equal(isOnDisk, mode === 'filesystem');
			});
			await check(`50 MB come whole ${place}`, async () => {
				const execution = await host.execute(`${prefix}-${BIG_SUBJECT}`, settings);
				assert.equal(failureOf(execution), undefined);
				assert.deepEqual(
					itemsOf(execution, 'Hash').map(({ json }) => [json.fileSize, json.hash]),
					[[big.length, hashOf(big)]],
				);
			});
		}

		const memory = processMemory(server.pid);
		const idle = memory?.restart() ?? 0;
		// An older n8n takes more by itself.
		const limits = n8n.version === CURRENT_N8N.n8n ? Object.entries(MOST_MEMORY_MB) : [];
		for (const [protocol, most] of limits) {
			const file = { subjectId: String(BIG_SUBJECT), fileId: bigId };
			const node = afasNode(
				{ resource: 'file', operation: 'getAttachment', protocol, ...file },
				credential,
			);
			await check(`50 MB over ${protocol} take under ${most} MB above idle`, async () => {
				memory?.restart();
				const execution = await server.execution.execute('One file', [node]);
				const used = (memory?.peak() ?? 0) - idle;
				if (memory) console.log(`            50 MB took ${Math.round(used)} MB`);
				assert.equal(failureOf(execution), undefined);
				assert.equal(itemsOf(execution, node.name)[0]?.json.fileSize, big.length);
				assert.ok(used < most, `It took ${Math.round(used)} MB`);
			});
		}
	},
};
