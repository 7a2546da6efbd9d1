import { startMailServer } from '../host/mailServer.mts';
import type { N8nServer } from '../host/n8nServer.mts';
import type { NodeJson, WorkflowJson } from '../host/workflow.mts';

const EMAIL_SEND = 'n8n-nodes-base.emailSend';

/** A mailbox that every mail of a workflow comes to. */
export interface Mailbox {
	/** Header and text of each mail, with lines that mail broke put together again. */
	mails(): string[];
	/** Lets a workflow mail to it. */
	takeMailOf(workflow: WorkflowJson): void;
	close(): void;
}

/** Starts a mail server on localhost, with a credential for it in n8n. */
export async function openMailbox(server: N8nServer): Promise<Mailbox> {
	const { port, mails, close } = await startMailServer();
	const { id, name } = await server.execution.addCredential({
		name: 'Mail',
		type: 'smtp',
		data: { host: '127.0.0.1', port, secure: false, disableStartTls: true },
	});
	return {
		mails: () => mails.map((mail) => mail.replace(/=\r\n/g, '')),
		takeMailOf: ({ nodes }) => {
			for (const node of nodes.filter(({ type }) => type === EMAIL_SEND)) {
				node.credentials = { smtp: { id, name } };
			}
		},
		close,
	};
}

/** Lets a call of a webhook stand in for what starts a workflow. @returns the webhook's path */
export function startByWebhook(
	{ nodes }: WorkflowJson,
	trigger: string,
	httpMethod = 'GET',
): string {
	const path = trigger.toLowerCase().replaceAll(' ', '-');
	const node = nodes.find(({ name }) => name === trigger) as NodeJson;
	Object.assign(node, { type: 'n8n-nodes-base.webhook', typeVersion: 2, webhookId: path });
	node.parameters = { httpMethod, path, responseMode: 'onReceived', options: {} };
	return `webhook/${path}`;
}
