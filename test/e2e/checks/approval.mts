import assert from 'node:assert/strict';
import { startChatModel, type ChatReply, type ChatRequest } from '../host/chatModel.mts';
import { startMailServer, type MailServer } from '../host/mailServer.mts';
import { OLD_N8N } from '../host/versions.mts';
import { failureOf, outputOf, type CredentialJson, type WorkflowJson } from '../host/workflow.mts';
import { readExample, useCredential } from '../stage.mts';
import type { CheckContext, CheckFile } from './check.mts';

/** The workflow that is executed here. */
export const APPROVAL = 'agent-with-approval.json';

const READ = 'Find_Debtors';
const WRITE = 'Create_Dossier_Item';
const REVIEW = 'Ask for Approval';

/** What the model wants to write; the subject tells the runs apart. */
const proposal = (subject: string) => ({
	DebtorId: '000010',
	Subject: subject,
	Comment: 'Calls back on Monday <b>before</b> 10:00.',
});

/** A model that looks a debtor up, wants to write once, and then says what became of it. */
function scripted(subject: string) {
	return ({ messages }: ChatRequest): ChatReply => {
		const results = messages.filter(({ role }) => role === 'tool');
		if (results.length === 0) return { tool: READ, arguments: { Name: 'B.V.' } };
		if (results.length === 1) {
			return {
				tool: WRITE,
				arguments: { toolParameters: proposal(subject), hitlParameters: {} },
			};
		}
		return { text: String(results[1].content) };
	};
}

/** The addresses behind the buttons of a mail, which came as quoted-printable text. */
function buttonsOf(mail: string): { approve: string; decline: string } {
	const text = mail
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_sign, hex: string) => String.fromCharCode(parseInt(hex, 16)))
		.replaceAll('&amp;', '&');
	const links = [...text.matchAll(/href="([^"]*webhook-waiting[^"]*)"/g)].map(([, link]) => link);
	const linkOf = (approved: boolean) => {
		const found = links.find((link) => link.includes(`approved=${approved}`));
		assert.ok(found, `No button for approved=${approved} in:\n${text}`);
		return found;
	};
	return { approve: linkOf(true), decline: linkOf(false) };
}

/** Opens a link of the mail, as a browser does. */
async function click(link: string): Promise<number> {
	const answer = await fetch(link, { headers: { 'user-agent': 'Mozilla/5.0 Firefox/140.0' } });
	await answer.text();
	return answer.status;
}

/** The example, with the scripted model, the test's mail server, and credentials that may read and may write. */
function prepared(
	subject: string,
	{ reads, writes, model, mail }: Record<string, CredentialJson>,
): WorkflowJson {
	const workflow = readExample(APPROVAL, '', reads);
	const of = (name: string) => workflow.nodes.find((node) => node.name === name)!;
	of('Create Dossier Item').credentials = useCredential(writes);
	of('Chat Model').credentials = useCredential(model);
	of(REVIEW).credentials = useCredential(mail);
	const chatInput = `Note that ${subject}`;
	return {
		...workflow,
		pinData: { Chat: [{ json: { chatInput, sessionId: subject, action: 'sendMessage' } }] },
	};
}

/** Runs the example until the mail came, uses it, and gives what the agent said at the end. */
async function decide(
	{ server, simulator, credential }: CheckContext,
	mailServer: MailServer,
	subject: string,
	use: (buttons: { approve: string; decline: string }) => Promise<void>,
): Promise<string> {
	const model = await startChatModel(scripted(subject));
	try {
		const add = async (type: string, data: Record<string, unknown>) =>
			await server.execution.addCredential({ name: `${type} ${subject}`, type, data });
		const workflow = prepared(subject, {
			reads: await add('afasApi', { ...credential.data, readOnly: true }),
			writes: await add('afasApi', credential.data),
			model: await add('openAiApi', { apiKey: 'none', url: model.baseUrl }),
			mail: await add('smtp', {
				host: '127.0.0.1',
				port: mailServer.port,
				secure: false,
				disableStartTls: true,
			}),
		});
		const id = await server.execution.start(workflow, 'Chat');
		await server.execution.untilWaiting(id);
		const mail = mailServer.mails.at(-1)!;
		assert.match(mail, new RegExp(`Subject: Create a dossier item: ${subject}`));
		assert.deepEqual(written(simulator, subject), []);
		await use(buttonsOf(mail));
		const execution = await server.execution.untilEnded(id);
		assert.equal(failureOf(execution), undefined);
		return String(outputOf(execution, 'Assistant')[0].output);
	} finally {
		model.close();
	}
}

/** The dossier items with this subject. */
const written = (simulator: CheckContext['simulator'], subject: string) =>
	simulator.written('KnSubject').filter(({ fields }) => fields.Ds === subject);

export const approval: CheckFile = {
	title: 'An AI agent that writes after approval',
	async run(context) {
		const { check, simulator, n8n } = context;
		// n8n 1 has no human review of tools.
		if (n8n.version === OLD_N8N.n8n) return;
		const mailServer = await startMailServer();

		await check(
			'an approved write is written once, also when the button is clicked twice',
			async () => {
				const said = await decide(context, mailServer, 'Approved', async ({ approve }) => {
					assert.equal(await click(approve), 200);
					await click(approve);
				});
				const items = written(simulator, 'Approved');
				assert.equal(items.length, 1);
				const [{ fields, objects }] = items;
				const { DebtorId, Comment } = proposal('Approved');
				assert.equal(fields.SbTx, Comment);
				assert.equal(objects.KnSubjectLink[0].fields.SfId, DebtorId);
				assert.match(said, new RegExp(String(fields.SbId)));
			},
		);

		await check('a declined write writes nothing, and the agent is told', async () => {
			const said = await decide(context, mailServer, 'Declined', async ({ decline, approve }) => {
				assert.equal(await click(decline), 200);
				await click(approve);
			});
			assert.deepEqual(written(simulator, 'Declined'), []);
			assert.match(said, /rejected/);
		});
		mailServer.close();
	},
};
