import { inputError } from '../errors/profitError';
import { asText } from '../values/read';
import type { BaseUrls } from './baseUrls';

/** The parts of a request that decide where it goes; n8n's HTTP Request node uses `uri`, others `url`. */
export interface RequestAddress {
	url?: unknown;
	uri?: unknown;
	baseURL?: unknown;
}

/**
 * Gives every address to which n8n or axios may send a request: `url` and `uri`, resolved against `baseURL` as axios
 * does it, or else `baseURL`. n8n's request helpers differ in which of them they use.
 * @throws ProfitError `input` when one of them is no URL
 */
export function requestTargets({ url, uri, baseURL }: RequestAddress): URL[] {
	const given = [url, uri].map(addressText).filter(Boolean);
	return (given.length > 0 ? given : ['']).map((path) => resolved(path, addressText(baseURL)));
}

/**
 * Gives every address of a request whose host must be allowed: its targets, and `baseURL` even if an absolute URL
 * overrides it.
 */
export function requestHosts(request: RequestAddress): URL[] {
	const base = addressText(request.baseURL);
	return [...requestTargets(request), ...(base ? [resolved('', base)] : [])];
}

function resolved(path: string, base: string): URL {
	const absolute = /^([a-z][a-z\d+\-.]*:)?\/\//i.test(path);
	const full =
		base && !absolute
			? path
				? `${base.replace(/\/?\/$/, '')}/${path.replace(/^\/+/, '')}`
				: base
			: path;
	let target: URL | undefined;
	try {
		target = new URL(full);
	} catch {
		target = undefined;
	}
	if (!target) throw inputError('The request has no complete URL');
	return target;
}

function addressText(address: unknown): string {
	return address instanceof URL ? address.href : asText(address);
}

/**
 * Rejects a request to a foreign host before anything is sent.
 * @throws ProfitError `input` that names the host
 */
export function assertOwnHost(target: URL, bases: BaseUrls): void {
	if (!ownOrigins(bases).includes(target.origin) || target.username || target.password) {
		throw inputError(
			`This AFAS Profit credential is not sent to ${target.host || target.protocol}`,
			`It is for ${ownOrigins(bases).join(' and ')} only. Use another credential for other servers.`,
		);
	}
}

/**
 * Gives the hosts that n8n allows in redirects: the credential's own, limited to the user's list if there is one.
 * @param userList n8n's comma-separated list, `*.` as a wildcard; empty for none
 * @returns host names separated by commas
 * @throws ProfitError `input` when the user's list leaves none of the credential's hosts
 */
export function allowedDomains(bases: BaseUrls, userList: unknown): string {
	const patterns = asText(userList)
		.split(',')
		.map((pattern) => pattern.trim().toLowerCase())
		.filter(Boolean);
	const hosts = ownOrigins(bases).map((origin) => new URL(origin).hostname);
	const allowed = hosts.filter(
		(host) => patterns.length === 0 || patterns.some((pattern) => matchesDomain(host, pattern)),
	);
	if (allowed.length === 0) {
		throw inputError(
			"'Allowed Domains' in the AFAS Profit credential leaves out AFAS itself",
			`Add ${hosts.join(' and ')} to it.`,
		);
	}
	return [...new Set(allowed)].join(',');
}

function matchesDomain(host: string, pattern: string): boolean {
	return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

function ownOrigins({ rest, soap }: BaseUrls): string[] {
	const origins = [new URL(rest).origin];
	if (soap) origins.push(new URL(soap).origin);
	return [...new Set(origins)];
}
