import { randomUUID } from 'node:crypto';
import type { CredentialJson, NodeJson } from '../host/workflow.mts';
import { useCredential } from '../stage.mts';
import { byId } from './afasNode.mts';

/** The password of the webhook in Profit. */
export const WEBHOOK_PASSWORD = 'Geheim van Profit';

/** A workflow to make active, in which a trigger starts a node that does nothing. */
export function triggerWorkflow(trigger: NodeJson) {
	const end: NodeJson = {
		id: 'end',
		name: 'End',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [220, 0],
		parameters: {},
	};
	return {
		name: trigger.name,
		nodes: [trigger, end],
		connections: {
			[trigger.name]: { main: [[{ node: end.name, type: 'main' as const, index: 0 as const }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

/** The AFAS Profit Trigger, for debtors that are created or changed; it is named "Changes". */
export const pollingTrigger = (credential: CredentialJson): NodeJson => ({
	id: randomUUID(),
	name: 'Changes',
	type: 'n8n-nodes-afas.afasTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {
		pollTimes: { item: [{ mode: 'everyMinute' }] },
		connector: byId('Sim_Debtors'),
		event: 'createdOrUpdated',
		modifiedField: 'ModifiedDate',
		keyFields: ['DebtorId'],
	},
	credentials: useCredential(credential),
});

/** The AFAS Profit Webhook Trigger, for changed dossier items; it is named "Events". */
export const webhookTrigger = (credential: CredentialJson): NodeJson => ({
	id: randomUUID(),
	name: 'Events',
	type: 'n8n-nodes-afas.afasWebhookTrigger',
	typeVersion: 1,
	position: [0, 0],
	webhookId: randomUUID(),
	parameters: { events: ['subject.updated'] },
	credentials: useCredential(credential),
});
