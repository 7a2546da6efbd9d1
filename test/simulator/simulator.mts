import type { AddressInfo } from 'node:net';
import { classicToken } from './authentication.mts';
import { BigTable } from './data/bigTable.mts';
import type { Table } from './data/table.mts';
import { Environment, type Access, type EnvironmentOptions } from './environment.mts';
import { RequestLog, type LoggedRequest } from './requestLog.mts';
import { readRoutes, restService } from './rest/restService.mts';
import { updateRoutes } from './rest/updateRoutes.mts';
import { createProfitServer } from './server.mts';
import type { Settings } from './settings.mts';

export interface SimulatorOptions extends Partial<EnvironmentOptions>, Partial<Access> {
	/** TCP port on 127.0.0.1; 0 takes a free one. */
	port?: number;
	settings?: Partial<Settings>;
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
	/** The rows behind a GetConnector, to look at or to change. */
	table(id: string): Table;
	/** Makes the rows of a GetConnector beforehand, so that a measurement does not pay for it. */
	warm(id: string): void;
	/** Empties the log. */
	reset(): void;
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
	const log = new RequestLog();
	const server = createProfitServer({
		environment,
		log,
		authenticators: [classicToken(environment)],
		services: [restService([readRoutes(environment), updateRoutes(environment)])],
	});
	await new Promise<void>((listening, failed) => {
		server.once('error', failed);
		server.listen(port, '127.0.0.1', listening);
	});
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		...access,
		restUrl: `${origin}/ProfitRestServices`,
		soapUrl: `${origin}/ProfitServices`,
		port: (server.address() as AddressInfo).port,
		get requests() {
			return log.entries;
		},
		get violations() {
			return log.violations;
		},
		settings,
		environment,
		table: (id) => environment.table(id),
		warm(id) {
			const rows = environment.getConnector(id)?.rows();
			if (rows instanceof BigTable) rows.warm();
		},
		reset: () => log.reset(),
		close: () =>
			new Promise((closed) => {
				server.close(() => closed());
				server.closeAllConnections();
			}),
	};
}
