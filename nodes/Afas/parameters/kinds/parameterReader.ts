import type {
	IExecuteFunctions,
	IHookFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

/** What reads the parameters of a node. */
export type ParameterReader = Pick<IExecuteFunctions, 'getNodeParameter'>;

/** The parameters of a trigger, which has no input items, so the item index is ignored. */
export function triggerParameters(
	context: Pick<IHookFunctions | IPollFunctions | IWebhookFunctions, 'getNodeParameter'>,
): ParameterReader {
	const getNodeParameter = ((name, _itemIndex, fallback, options) =>
		context.getNodeParameter(name, fallback, options)) as ParameterReader['getNodeParameter'];
	return { getNodeParameter };
}
