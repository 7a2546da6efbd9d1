import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { customerOf, tenantIn, type Customer } from '../profit/credential/customer';
import type { AfasCredential } from '../profit/credential/credential';
import { isFixed, withoutItem, type PlaceWithoutItem } from '../profit/credential/expressions';
import { ProfitError } from '../profit/errors/profitError';
import { clientOf, type ProfitClient } from './client';
import { CREDENTIAL, type ProfitContext } from './context';
import type { Login } from './oneCall';
import { renewals } from './refusedTokens';
import { sendAs, sendWithCredential, type Outgoing } from './send';
import { outcomeOf } from './wait';

type Credential = AfasCredential & ICredentialDataDecryptedObject;

/** The customers of one execution. Each input item uses the credential that n8n evaluates for it. */
export interface Customers {
	/**
	 * The client of an item's customer; the same one for all items of that customer.
	 * @throws ProfitError `input` when a field of the credential cannot be used; n8n's error when it cannot give the
	 *   credential
	 */
	of(itemIndex: number): Promise<ProfitClient>;
}

/** Opens the customers of an execution. Nothing is read or sent yet. */
export function openCustomers(context: IExecuteFunctions): Customers {
	const byItem: Array<Promise<ProfitClient> | undefined> = [];
	const byKey = new Map<string, ProfitClient>();
	let fixed: ProfitClient | undefined;

	const open = async (itemIndex: number): Promise<ProfitClient> => {
		if (fixed) return fixed;
		const credential = await context.getCredentials<Credential>(CREDENTIAL, itemIndex);
		const customer = await customerOfItem(credential);
		if (isFixed(credential)) return (fixed ??= fixedClient(context, customer));
		const known = byKey.get(customer.key) ?? itemClient(context, credential, customer);
		byKey.set(customer.key, known);
		return known;
	};
	return {
		async of(itemIndex) {
			// A fixed credential is evaluated only once for all items.
			if (byItem[0] !== undefined && itemIndex > 0) await outcomeOf(async () => await byItem[0]);
			return await (byItem[itemIndex] ??= open(itemIndex));
		},
	};
}

/** An error in a field of the credential names the customer, where the items may be of several. */
async function customerOfItem(credential: Credential): Promise<Customer> {
	const outcome = await outcomeOf(async () => customerOf(credential));
	if ('answer' in outcome) return outcome.answer;
	const { thrown } = outcome;
	const isNamed = thrown instanceof ProfitError && !isFixed(credential);
	throw isNamed ? thrown.with({ tenant: tenantIn(credential) }) : thrown;
}

/**
 * Opens the environment of the node's credential in a place without items.
 * @throws as `Customers.of` does; also when the credential depends on an item
 */
export async function openProfit(
	context: ProfitContext,
	place: PlaceWithoutItem,
): Promise<ProfitClient> {
	const given = await outcomeOf(async () => await context.getCredentials<Credential>(CREDENTIAL));
	if ('thrown' in given) throw isExpressionError(given.thrown) ? withoutItem(place) : given.thrown;
	const credential = given.answer;
	const customer = await outcomeOf(async () => customerOf(credential));
	if ('thrown' in customer) {
		throw isFixed(credential) ? customer.thrown : withoutItem(place);
	}
	return isFixed(credential)
		? fixedClient(context, customer.answer)
		: itemClient(context, credential, customer.answer);
}

function isExpressionError(thrown: unknown): boolean {
	return thrown instanceof Error && thrown.name === 'ExpressionError';
}

/** n8n evaluates the credential for each request, and saves the access token for other processes. */
function fixedClient(context: ProfitContext, customer: Customer): ProfitClient {
	return open(context, {
		...customer,
		send: async (outgoing) => await sendWithCredential(context, outgoing),
	});
}

/** Every request uses the credential of this customer, and its access token stays in this process. */
function itemClient(context: ProfitContext, given: Credential, customer: Customer): ProfitClient {
	// Ignore an access token that n8n may have saved earlier.
	const credential = { ...given, accessToken: '' };
	// Do not retry a refused login for every item of the customer.
	let refused: ProfitError | undefined;
	const send = async (outgoing: Outgoing) => {
		if (refused) throw refused;
		const outcome = await outcomeOf(async () => await sendAs(context, credential, outgoing));
		if ('answer' in outcome) return outcome.answer;
		const { thrown } = outcome;
		if (thrown instanceof ProfitError && thrown.details.notSent && !thrown.facts.passes) {
			refused = thrown;
		}
		throw thrown;
	};
	return open(context, { ...customer, send }, customer.tenant);
}

function open(context: ProfitContext, login: Login, tenant?: string): ProfitClient {
	// Some of n8n's contexts lack it.
	const signal = 'getExecutionCancelSignal' in context && context.getExecutionCancelSignal();
	const left = renewals();
	const send = async (outgoing: Outgoing) => await login.send({ ...outgoing, renewals: left });
	const ofExecution = login.usesOAuth ? { ...login, send } : login;
	return { ...clientOf(ofExecution, signal || undefined), tenant };
}
