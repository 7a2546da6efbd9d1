import { inputError, type ProfitError } from '../errors/profitError';
import { asText } from '../values/read';
import { isEmptyField } from './emptyField';
import type { AfasCredential, Environment } from './credential';

/** The base URLs of an environment's services, without a trailing slash. */
export interface BaseUrls {
	rest: string;
	/** null if AFAS documents no SOAP host, or a custom environment has none. */
	soap: string | null;
}

/** AFAS's two kinds of web service. */
export type Protocol = keyof BaseUrls;

/** What follows `rest` and `soap` in AFAS's host names. docs/afas.md 1.5. */
const HOST_SUFFIX: Record<Exclude<Environment, 'custom'>, string> = {
	production: '',
	test: 'test',
	accept: 'accept',
	cursus: 'cursus',
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Gives the base URLs of a credential.
 * @throws ProfitError `input` that names the field when the tenant or a custom URL cannot be used
 */
export function baseUrls(credential: AfasCredential): BaseUrls {
	const { environment } = credential;
	if (isEmptyField(environment)) {
		throw inputError(
			"'Environment' is empty",
			'Give one of: production, test, accept, cursus, custom.',
		);
	}
	if (environment === 'custom') {
		return {
			rest: customUrl('REST URL', credential.restUrl, 'ProfitRestServices'),
			soap: asText(credential.soapUrl).trim()
				? customUrl('SOAP URL', credential.soapUrl, 'ProfitServices')
				: null,
		};
	}
	if (environment === undefined || !Object.hasOwn(HOST_SUFFIX, asText(environment))) {
		throw inputError(`'Environment' is set to '${asText(environment)}', which AFAS does not have`);
	}
	const suffix = HOST_SUFFIX[environment];
	const tenant = tenantNumber(credential.tenant, environment);
	return {
		rest: `https://${tenant}.rest${suffix}.afas.online/ProfitRestServices`,
		soap:
			environment === 'cursus'
				? null
				: `https://${tenant}.soap${suffix}.afas.online/ProfitServices`,
	};
}

/** The first letter of an environment's code in Profit, such as `O12345AA`. docs/afas.md 1.5. */
const CODE_LETTERS: Partial<Record<Environment, string>> = {
	production: 'O',
	test: 'T',
	accept: 'A',
};

/** Gives the tenant's number, also from the code of an environment, which Profit shows in more places. */
function tenantNumber(tenant: unknown, environment: Environment): string {
	const text = asText(tenant).trim();
	const [, letter = '', code] = /^([OTA])(\d{2,10})[A-Z]{2}$/i.exec(text) ?? [];
	const number = code ?? text;
	if (!/^\d{2,10}$/.test(number)) {
		throw inputError(
			text === '' ? "'Tenant' is empty" : "'Tenant' must be digits only",
			"It is the number in the customer's AFAS address, e.g. 12345 for 12345.afas.online.",
		);
	}
	const expected = CODE_LETTERS[environment];
	if (letter !== '' && expected !== undefined && letter.toUpperCase() !== expected) {
		throw inputError(
			`'Tenant' is the code of another environment than 'Environment': '${text}'`,
			'A code that begins with O is Production, T is Test and A is Acceptance. Choose that environment, or fill in the number only.',
		);
	}
	return number;
}

/** The error of a SOAP call with a credential whose `soap` is null. */
export function withoutSoap({ rest }: BaseUrls): ProfitError {
	const isTraining = new URL(rest).hostname.endsWith(`.rest${HOST_SUFFIX.cursus}.afas.online`);
	return inputError(
		'The credential has no address for SOAP',
		isTraining
			? "Set 'Protocol' to REST: AFAS has no SOAP address for the environment Training."
			: "Set 'Protocol' to REST, or fill in 'SOAP URL' in the credential.",
	);
}

function customUrl(field: string, text: unknown, service: string): string {
	const example = `For example https://profit.example.com/${service}.`;
	let url: URL | undefined;
	try {
		url = new URL(asText(text).trim());
	} catch {
		url = undefined;
	}
	if (!url) throw inputError(`'${field}' is not a complete URL`, example);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
		throw inputError(`'${field}' must start with https://`, example);
	}
	if (url.username || url.password || url.search || url.hash) {
		throw inputError(`'${field}' must be an address only, without user, '?' or '#'`, example);
	}
	return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
