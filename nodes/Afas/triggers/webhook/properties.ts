import type { INodeProperties } from 'n8n-workflow';
import { getConnectorLocator } from '../../actions/shared/connectorLocator';
import { EVENT_TYPES } from '../../profit/webhook/event';

const EVENT_NAMES: Record<(typeof EVENT_TYPES)[number], string> = {
	'subject.created': 'Dossier Item Created',
	'subject.deleted': 'Dossier Item Deleted',
	'subject.reaction.created': 'Reaction Created',
	'subject.reaction.deleted': 'Reaction Deleted',
	'subject.reaction.updated': 'Reaction Updated',
	'subject.updated': 'Dossier Item Updated',
	'test.executed': 'Test',
	'workflow.action.executed': 'Workflow Action Executed',
	'workflow.task.entered': 'Workflow Task Entered',
};

/** The parameters of the webhook trigger. */
export const webhookProperties: INodeProperties[] = [
	{
		displayName:
			'AFAS has webhooks from Profit 8 on, for dossier items, reactions and workflows. Set yours up once in Profit:<br>1. Open the app connector, tab Webhooks, and add one with the Production URL above and a password.<br>2. Put the same password into <b>Webhook Password</b> of the credential.<br>3. Turn the webhook on at each type of dossier item, and at each workflow task or action, that it is for.<br>4. Activate this workflow and let Profit send a test.',
		name: 'setUpNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['subject.created', 'subject.updated'],
		options: EVENT_TYPES.map((value) => ({ name: EVENT_NAMES[value], value })).sort((a, b) =>
			a.name.localeCompare(b.name),
		),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				...getConnectorLocator,
				displayName: 'Record GetConnector',
				name: 'recordConnector',
				required: undefined,
				description:
					'AFAS says which dossier item it is about, not what is in it. With a GetConnector of dossier items here, its row is added as <code>record</code>. When that does not succeed the event comes without it, and <code>recordMissing</code> says why.',
			},
			{
				displayName: 'Record Field Name or ID',
				name: 'recordField',
				type: 'options',
				typeOptions: {
					loadOptionsMethod: 'getRecordFields',
					loadOptionsDependsOn: ['options.recordConnector.value'],
				},
				default: '',
				hint: 'The field of that GetConnector with the number of the dossier item',
				description:
					'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			},
		],
	},
];
