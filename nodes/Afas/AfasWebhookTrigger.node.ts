import {
	NodeConnectionTypes,
	NodeOperationError,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { getRecordFields } from './methods/getConnectorFields';
import { searchGetConnectors } from './methods/searchConnectors';
import { webhookPanel, webhookProperties, webhookSubtitle } from './triggers/webhook/properties';
import { receiveWebhook, refusalOf } from './triggers/webhook/receive';

export class AfasWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AFAS Profit Webhook Trigger',
		name: 'afasWebhookTrigger',
		icon: { light: 'file:afas.svg', dark: 'file:afas.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: webhookSubtitle,
		description: 'Starts the workflow when AFAS sends a webhook for a dossier item or workflow',
		defaults: { name: 'AFAS Profit Webhook Trigger' },
		triggerPanel: webhookPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// For n8n's AI builder, which makes workflows from a description.
		builderHint: {
			searchHint:
				'Only for dossier items, their reactions and Profit workflows, from Profit 8 on; an administrator registers its address in Profit. For everything else use the AFAS Profit Trigger, which polls.',
		},
		credentials: [{ name: 'afasApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'webhook',
			},
		],
		properties: webhookProperties,
	};

	methods = {
		listSearch: { searchGetConnectors },
		loadOptions: { getRecordFields },
	};

	/** AFAS has no way to register a webhook: a user pastes the URL into Profit. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				// n8n shows no description here.
				const refusal = await refusalOf(this);
				if (refusal === undefined) return true;
				throw new NodeOperationError(this.getNode(), refusal);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this);
	}
}
