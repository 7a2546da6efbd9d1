import type { AddressInfo } from 'node:net';
import { classicToken } from './authentication.mts';
import { BigTable } from './data/bigTable.mts';
import type { RowRecord, Table } from './data/table.mts';
import { Environment, type Access, type EnvironmentOptions } from './environment.mts';
import { SimulatedOAuth, type OAuthSettings } from './oauth.mts';
import { RequestLog, type LoggedRequest } from './requestLog.mts';
import { accessToken, oauthRoute } from './rest/oauthRoute.mts';
import { biRoutes } from './rest/biRoutes.mts';
import { fileRoutes } from './rest/fileRoutes.mts';
import { readRoutes, restService } from './rest/restService.mts';
import { updateRoutes } from './rest/updateRoutes.mts';
import { createProfitServer } from './server.mts';
import type { Settings } from './settings.mts';
import { soapService } from './soap/soapService.mts';
import type { WrittenRecord } from './write/definition.mts';

export interface SimulatorOptions extends Partial<EnvironmentOptions>, Partial<Access> {
	/** TCP port on 127.0.0.1; 0 takes a free one. */
	port?: number;
	settings?: Partial<Settings>;
	/** OAuth clients and how the token service behaves; no clients when left out. */
	oauth?: Partial<OAuthSettings>;
}

/** A written record: its fields by name, its sub-objects as lists under theirs. */
export interface WrittenFields {
	fields: RowRecord;
	objects: Record<string, WrittenFields[]>;
}

function writtenFields(record: WrittenRecord): WrittenFields {
	const objects: Record<string, WrittenFields[]> = {};
	for (const [name, children] of record.children) objects[name] = children.map(writtenFields);
	return { fields: Object.fromEntries(record.values), objects };
}

/** A Profit environment on localhost. */
export interface Simulator extends Access {
	/** `http://127.0.0.1:PORT/ProfitRestServices` */
	restUrl: string;
	/** `http://127.0.0.1:PORT/ProfitServices` */
	soapUrl: string;
	port: number;
	/** Every call since the start or the last `reset`. */
	readonly requests: LoggedRequest[];
	/** What AFAS would punish, one line per call; must be empty. */
	readonly violations: string[];
	/** May be changed at any time. */
	settings: Settings;
	environment: Environment;
	/** The token service: its settings, its log, and taking tokens back. */
	oauth: SimulatedOAuth;
	/** The rows behind a GetConnector, to look at or to change. */
	table(id: string): Table;
	/** What UpdateConnector calls wrote and is still there, with all fields and sub-objects. */
	written(connector: string): WrittenFields[];
	/** Makes the rows of a GetConnector beforehand, so that a measurement does not pay for it. */
	warm(id: string): void;
	/** Empties the log. */
	reset(): void;
	/** Refuses connections for so many seconds, or until `comeBack`. */
	goAway(seconds?: number): void;
	/** Takes connections again. */
	comeBack(): Promise<void>;
	close(): Promise<void>;
}

/**
 * Starts a Profit environment on localhost; the same seed gives the same data.
 * @param options `bigRows` is the size of `Sim_Transactions` (default 200,000), `orderRows` that of
 *   `Sim_SalesOrders` (default 50,000)
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { port = 0, seed = 1, bigRows = 200_000, orderRows = 50_000 } = options;
	const environment = new Environment({ seed, bigRows, orderRows });
	const { access, settings } = environment;
	access.tenant = options.tenant ?? access.tenant;
	access.integrationId = options.integrationId ?? access.integrationId;
	access.token = options.token ?? access.token;
	Object.assign(settings, options.settings);
	const oauth = new SimulatedOAuth(options.oauth);
	const log = new RequestLog();
	let closed = false;
	let comingBack: NodeJS.Timeout | undefined;
	const comeBack = async () => {
		clearTimeout(comingBack);
		if (closed || server.listening) return;
		await new Promise<void>((listening, failed) => {
			server.once('error', failed);
			server.listen(address.port, '127.0.0.1', listening);
		});
	};
	const goAway = (seconds?: number) => {
		server.close();
		clearTimeout(comingBack);
		if (seconds !== undefined) comingBack = setTimeout(() => void comeBack(), seconds * 1000);
	};
	const server = createProfitServer({
		goAway,
		environment,
		log,
		authenticators: [classicToken(environment), accessToken(oauth)],
		services: [
			restService([
				oauthRoute(oauth),
				readRoutes(environment),
				fileRoutes(environment),
				biRoutes(environment),
				updateRoutes(environment),
			]),
			soapService(environment, log),
		],
	});
	await new Promise<void>((listening, failed) => {
		server.once('error', failed);
		server.listen(port, '127.0.0.1', listening);
	});
	const address = server.address() as AddressInfo;
	const origin = `http://127.0.0.1:${address.port}`;
	return {
		...access,
		restUrl: `${origin}/ProfitRestServices`,
		soapUrl: `${origin}/ProfitServices`,
		port: address.port,
		get requests() {
			return log.entries;
		},
		get violations() {
			return log.violations;
		},
		settings,
		environment,
		oauth,
		table: (id) => environment.table(id),
		written(id) {
			const connector = environment.updateConnector(id);
			if (!connector) throw new Error(`There is no UpdateConnector ${id}`);
			return environment.writes.written(connector.root).map(writtenFields);
		},
		warm(id) {
			const rows = environment.getConnector(id)?.rows();
			if (rows instanceof BigTable) rows.warm();
		},
		reset: () => log.reset(),
		goAway,
		comeBack,
		close: () =>
			new Promise((done) => {
				closed = true;
				clearTimeout(comingBack);
				server.close(() => done());
				server.closeAllConnections();
			}),
	};
}
