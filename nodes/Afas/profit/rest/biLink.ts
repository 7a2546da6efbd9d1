import { ProfitError } from '../errors/profitError';

/**
 * Gives the path below the REST URL of a link or redirect in an answer of a BI model. It must lead to BI models on the
 * same server, because the secret is sent with the call.
 * @param link absolute, or relative to the call that it answers
 * @param restUrl the REST base URL of the credential
 * @param path path and query of the call that it answers, below the REST URL
 * @throws ProfitError `badAnswer` that names the host when it leads elsewhere
 */
export function biLinkPath(link: string, restUrl: string, path: string): string {
	const target = parsedUrl(link, `${restUrl}${path}`);
	const rest = new URL(restUrl);
	if (!target) throw refused('an address that cannot be read');
	if (target.origin !== rest.origin || target.username || target.password) {
		throw refused(target.host || target.protocol);
	}
	const base = rest.pathname.replace(/\/+$/, '');
	const { pathname } = target;
	// AFAS ignores letter case, and decodes a path before splitting it.
	const below = `${base}/bi/`.toLowerCase();
	if (!pathname.toLowerCase().startsWith(below) || /[\\%]|\/\.\.?(\/|$)/.test(pathname)) {
		throw refused(`another service: ${pathname}`);
	}
	return `${pathname.slice(base.length)}${target.search}`;
}

/** Like `biLinkPath`, for a redirect: it keeps the query of the call if it has none of its own. */
export function biRedirectPath(location: string, restUrl: string, path: string): string {
	const target = biLinkPath(location, restUrl, path);
	const query = path.indexOf('?');
	return target.includes('?') || query < 0 ? target : `${target}${path.slice(query)}`;
}

function parsedUrl(link: string, base: string): URL | undefined {
	try {
		return new URL(link, base);
	} catch {
		return undefined;
	}
}

function refused(place: string): ProfitError {
	return new ProfitError('badAnswer', `The BI model sends the call on to ${place}`, {
		description:
			'The call was not sent there: the credential is only for the BI models of its own environment. Check the environment and URLs in the credential.',
	});
}
