import type { Authenticator } from '../authentication.mts';
import type { Call } from '../http.mts';
import type { SimulatedOAuth } from '../oauth.mts';
import type { Route } from './restService.mts';

/** Whether the call asks for an access token: it needs no token, and its body holds secrets. */
export function isTokenRequest({ path }: Call): boolean {
	return path.join('/').toLowerCase() === 'oauth/token';
}

/** AFAS's token service, below the REST base URL. */
export function oauthRoute(oauth: SimulatedOAuth): Route {
	return (call) => {
		if (!isTokenRequest(call)) return undefined;
		const { request } = call;
		// The address as AFAS knows it, whatever the client calls it.
		const tokenUrl = `http://127.0.0.1:${request.socket.localPort}/ProfitRestServices/oauth/token`;
		const answer = oauth.answer(
			{
				method: call.method,
				url: request.url ?? '',
				headers: request.headers,
				body: call.body.toString('utf8'),
			},
			tokenUrl,
		);
		const date = new Date(oauth.settings.nowMs()).toUTCString();
		return { ...answer, headers: { ...answer.headers, Date: date } };
	};
}

/** `Bearer ` and an access token that the token service gave, while it is valid. */
export function accessToken(oauth: SimulatedOAuth): Authenticator {
	return (header) => 'clientId' in oauth.checkBearer(header);
}
