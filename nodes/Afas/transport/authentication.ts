import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { authenticateRequest } from '../profit/credential/authenticateRequest';
import { cancelled, ProfitError } from '../profit/errors/profitError';
import { usesOAuth } from '../profit/credential/login';
import { AN_EXPRESSION, isFixed, withoutItem } from '../profit/credential/expressions';
import { savedAccessToken, type AccessTokenFields } from '../profit/credential/savedAccessToken';
import { isGivenUp, refuses, sendsWith } from './sentWith';
import { probeCredential, withNextStep } from './probe';
import { isRefusedToken } from './refusedTokens';
import { sharedAccessToken } from './sharedAccessToken';

/** A header that marks the request of the credential test; it never leaves n8n. */
export const TEST_MARK = 'X-Credential-Test';

/** One use of a credential. n8n decrypts it anew for each request, so a use is one request, or one test. */
interface CredentialUse {
	/** n8n's request helper, which `authenticate` does not get. */
	helper: IHttpRequestHelper;
	/** Whether an access token was fetched for this use. */
	fetched: boolean;
	/** Whether a new access token is wanted although the saved one has not expired. */
	renewing: boolean;
	/** Whether a request has been sent. */
	released: boolean;
	/** Why there is no access token. */
	failure?: Error;
	/** The access token of a credential with expressions, which n8n must not save. */
	unsaved?: AccessTokenFields;
	/** Call it when n8n has saved the access token. */
	saved?(): void;
}

const uses = new WeakMap<ICredentialDataDecryptedObject, CredentialUse>();

/**
 * What n8n calls before each request, and again after one that did not succeed: then it saves what it gets, and sends
 * the request once more, its HTTP Request node after any answer and any timeout. So a new access token is offered only
 * while no request was let go with this credential: when the saved one is missing, expired, taken back by AFAS, or of
 * other settings (docs/afas.md rule 5). It never throws AFAS's refusal, because n8n would ask a second time;
 * `authenticate` throws it, once.
 * @returns the fields to save, or none
 */
export async function prepareCredential(
	helper: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	const use: CredentialUse = uses.get(credentials) ?? {
		helper,
		fetched: false,
		renewing: false,
		released: false,
	};
	uses.set(credentials, use);
	if (use.released || use.failure) return {};

	const outcome = await newTokenFields(use, credentials);
	if (outcome instanceof Error) {
		use.failure = outcome;
		return {};
	}
	if (!outcome) return {};
	use.fetched = true;
	// n8n before 2.32 would replace the expressions by their values for this item.
	if (!isFixed(credentials)) {
		use.unsaved = outcome;
		return {};
	}
	return { tokenRenewal: '', ...AN_EXPRESSION, ...outcome };
}

async function newTokenFields(
	use: CredentialUse,
	credentials: ICredentialDataDecryptedObject,
): Promise<AccessTokenFields | Error | undefined> {
	try {
		if (!usesOAuth(credentials)) return undefined;
		const saved = savedAccessToken(credentials);
		const isGood = saved && saved.expiresAtMs > Date.now() && !isRefusedToken(saved.accessToken);
		if (isGood && !use.renewing) return undefined;
		const { fields, saved: isSaved } = await sharedAccessToken(
			use.helper,
			credentials,
			use.renewing,
		);
		if (isFixed(credentials)) use.saved = isSaved;
		return fields;
	} catch (error) {
		return error as Error;
	}
}

/** n8n takes it for a 401: it asks for a new access token, saves it, and authenticates the request again. */
class AccessTokenWanted extends ProfitError {
	readonly response = { status: 401 };

	constructor() {
		super('unauthorized', 'A new access token is needed. Test the credential again');
	}
}

/**
 * Adds to a request what AFAS needs. In the credential test it also fetches a new access token, which n8n saves in place of one
 * that AFAS may have taken back, and asks AFAS for metainfo, since n8n's own test shows no more than a network code or a status text.
 * @throws ProfitError for a credential or a request that cannot be used, and when AFAS gave no access token
 */
export async function authenticate(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const use = uses.get(credentials);
	// n8n has saved the token before this point.
	use?.saved?.();
	const isTest = request.headers?.[TEST_MARK] !== undefined;
	const refusal = (error: Error) => refuses(request, shown(error, credentials, isTest));
	if (use?.failure) throw refusal(use.failure);
	if (isGivenUp(request)) throw refusal(cancelled());

	if (isTest && use && !use.fetched && isFixed(credentials) && usesOAuth(credentials)) {
		use.renewing = true;
		throw new AccessTokenWanted();
	}
	const carried = { ...credentials, ...use?.unsaved };
	const authenticated = requestOrError(carried, request);
	if (authenticated instanceof Error) throw refusal(authenticated);
	if (isTest) {
		delete (authenticated.headers as IDataObject)[TEST_MARK];
		if (use) await probeCredential(use.helper, carried);
	}
	if (use) use.released = true;
	sendsWith(authenticated, carried);
	return authenticated;
}

function requestOrError(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): IHttpRequestOptions | Error {
	try {
		return authenticateRequest(credentials, request);
	} catch (error) {
		return error as Error;
	}
}

/** The credential form shows no description, so that there the next step belongs in the message; and it knows no input item. */
function shown(error: Error, credentials: ICredentialDataDecryptedObject, isTest: boolean): Error {
	if (!isTest || !(error instanceof ProfitError)) return error;
	const needsItem = error.facts.isInput && !isFixed(credentials);
	return withNextStep(needsItem ? withoutItem('test') : error);
}
