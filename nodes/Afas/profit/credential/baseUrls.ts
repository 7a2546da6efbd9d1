import { inputError } from '../errors/profitError';
import { asText } from '../values/read';
import type { AfasCredential, Environment } from './credential';

/** Where the services of an environment are, without a slash at the end. */
export interface BaseUrls {
	rest: string;
	/** null where AFAS documents no SOAP host. */
	soap: string | null;
}

/** AFAS's two kinds of web service. */
export type Protocol = keyof BaseUrls;

/** What stands behind `rest` and `soap` in AFAS's host names. docs/afas.md 1.5. */
const HOST_SUFFIX: Record<Exclude<Environment, 'custom'>, string> = {
	production: '',
	test: 'test',
	accept: 'accept',
	cursus: 'cursus',
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The base URLs that a credential stands for.
 * @throws ProfitError `input` naming the field when the tenant or a custom URL cannot be used
 */
export function baseUrls(credential: AfasCredential): BaseUrls {
	const environment = credential.environment ?? 'production';
	if (environment === 'custom') {
		return {
			rest: customUrl('REST URL', credential.restUrl, 'ProfitRestServices'),
			soap: asText(credential.soapUrl).trim()
				? customUrl('SOAP URL', credential.soapUrl, 'ProfitServices')
				: null,
		};
	}
	if (!Object.hasOwn(HOST_SUFFIX, asText(environment))) {
		throw inputError(`'Environment' is set to '${asText(environment)}', which AFAS does not have`);
	}
	const suffix = HOST_SUFFIX[environment];
	const tenant = tenantNumber(credential.tenant);
	return {
		rest: `https://${tenant}.rest${suffix}.afas.online/ProfitRestServices`,
		soap:
			environment === 'cursus'
				? null
				: `https://${tenant}.soap${suffix}.afas.online/ProfitServices`,
	};
}

function tenantNumber(tenant: unknown): string {
	const text = asText(tenant).trim();
	if (!/^\d{2,10}$/.test(text)) {
		throw inputError(
			text === '' ? "'Tenant' is empty" : "'Tenant' must be digits only",
			"It is the number in the customer's AFAS address, e.g. 12345 for 12345.afas.online.",
		);
	}
	return text;
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
