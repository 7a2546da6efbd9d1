import { randomUUID } from 'node:crypto';
import type { Environment } from '../environment.mts';
import { ProfitFailure, type Language, type Text } from '../failure.mts';
import { htmlPage, json, type Answer, type Call, type Service } from '../http.mts';
import { getConnectorMetainfo, getRows } from './getConnectorRoutes.mts';
import { isTokenRequest } from './oauthRoute.mts';

/** Answers a call that is for it; undefined when it is not. */
export type Route = (call: Call) => Answer | Promise<Answer> | undefined;

/** Answer to `GET /metainfo`. */
function metainfo(environment: Environment, language: Language) {
	const { settings } = environment;
	const shown = (connectors: { id: string; description: Text }[]) =>
		connectors
			.filter(({ id }) => !settings.notAuthorised.has(id.toLowerCase()))
			.map(({ id, description }) => ({ id, description: description[language] }));
	const lists: Record<string, unknown[]> = {
		updateConnectors: shown(environment.updateConnectors),
		getConnectors: shown(environment.getConnectors),
	};
	for (const [name, list] of Object.entries(lists)) {
		if (settings.omitEmptyLists && list.length === 0) delete lists[name];
	}
	return {
		...lists,
		info: {
			envid: `T${environment.access.tenant}AA`,
			appName: 'n8n',
			group: `n8n (${environment.access.tenant}.N8N)`,
			tokenExpiry: '2027-05-01T00:00:00Z',
		},
	};
}

/** Metainfo, version and GetConnectors. */
export function readRoutes(environment: Environment): Route {
	return (call) => {
		if (call.method !== 'GET') return undefined;
		const { changeMetainfo } = environment.settings;
		const [first, second, third, ...more] = call.path;
		const name = first?.toLowerCase();
		if (name === 'metainfo' && second === undefined) {
			return json(200, changeMetainfo('', metainfo(environment, call.language)));
		}
		if (name === 'metainfo' && second?.toLowerCase() === 'get' && third && more.length === 0) {
			const answer = getConnectorMetainfo(environment, third, call);
			return json(200, changeMetainfo(`get/${third}`, answer));
		}
		if (name === 'profitversion' && second === undefined) {
			const version = environment.settings.profitVersion;
			return version === null ? { status: 401 } : json(200, { version });
		}
		if (name === 'connectors' && second && third === undefined) {
			return getRows(environment, second, call);
		}
		return undefined;
	};
}

/** Profit's REST services: the routes are asked in turn. */
export function restService(routes: Route[]): Service {
	return {
		base: 'profitrestservices',
		needsAccess: (call) => !isTokenRequest(call),
		async handle(call) {
			for (const route of routes) {
				const answer = await route(call);
				if (answer) return answer;
			}
			return htmlPage(404, 'Not Found');
		},
		failed(error, call) {
			if (!(error instanceof ProfitFailure)) throw error;
			call.log.refused = error.reason;
			return json(500, {
				externalMessage: error.text[call.language],
				errorNumber: error.errorNumber,
				profitLogReference: randomUUID().replaceAll('-', '').toUpperCase(),
			});
		},
	};
}
