import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { baseUrls } from '../profit/credential/baseUrls';
import type { AfasCredential } from '../profit/credential/credential';
import { integrationIdHeader } from '../profit/credential/integrationId';
import { usesOAuth } from '../profit/credential/login';
import { clientOf, type ProfitClient } from './client';
import { CREDENTIAL, type ProfitContext } from './context';
import { sendWithCredential } from './send';

/** The customers of one execution: each input item is worked on with the credential that n8n works out for it. */
export interface Customers {
	/**
	 * The client of an item's customer; the same one for all items of that customer.
	 * @throws ProfitError `input` when a field of the credential cannot be used; what n8n throws when there is no credential
	 */
	of(itemIndex: number): Promise<ProfitClient>;
}

/** Opens the customers of an execution. Nothing is read or sent yet. */
export function openCustomers(context: IExecuteFunctions): Customers {
	let client: Promise<ProfitClient> | undefined;
	return { of: async () => await (client ??= openProfit(context)) };
}

/**
 * Opens the environment of the node's credential, where there is only one.
 * @throws as `Customers.of` does
 */
export async function openProfit(context: ProfitContext): Promise<ProfitClient> {
	const credential = await context.getCredentials<AfasCredential & ICredentialDataDecryptedObject>(
		CREDENTIAL,
	);
	// Not in every context that n8n runs nodes in.
	const signal = 'getExecutionCancelSignal' in context && context.getExecutionCancelSignal();
	return clientOf(
		{
			bases: baseUrls(credential),
			integrationId: integrationIdHeader(credential.integrationId),
			usedToken: usesOAuth(credential) ? 'saved' : 'classic',
			send: async (outgoing) => await sendWithCredential(context, outgoing),
		},
		signal || undefined,
	);
}
