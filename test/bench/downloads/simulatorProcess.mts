import type { IDataObject } from 'n8n-workflow';
import { credentialFor } from '../../integration/support/credential.mts';
import { startSimulator, type Simulator } from '../../simulator/simulator.mts';
import { answerQuestions, startHelper, type Helper } from './process.mts';

export const CONNECTOR = 'Sim_Transactions';
export const KEY = 'TransactionId';

/** What the simulator saw of a read. */
export interface CallReport {
	calls: number;
	mostAtOnce: number;
	highestSkip: number;
	violations: string[];
}

export interface Environment {
	restUrl: string;
	/** The credential form as a user fills it in. */
	credential: IDataObject;
	headers: Record<string, string>;
}

type Question = { start: number } | { delayMs: number } | { report: true };

/** A Profit environment in a process of its own. */
export interface SimulatorProcess extends Environment {
	setDelay(delayMs: number): Promise<void>;
	/** The calls since the last report. */
	report(): Promise<CallReport>;
	end(): void;
}

/** Starts a simulator with so many rows in a process of its own. */
export async function startSimulatorProcess(rows: number): Promise<SimulatorProcess> {
	const helper: Helper = startHelper('simulator');
	const environment = await helper.ask<Environment>({ start: rows });
	return {
		...environment,
		setDelay: async (delayMs) => await helper.ask({ delayMs }),
		report: async () => await helper.ask<CallReport>({ report: true }),
		end: helper.end,
	};
}

/** What a call passes over; over SOAP its body tells. */
function skipOf({ query, body = '' }: Simulator['requests'][number]): number {
	return Number(query.skip ?? /<skip>(\d+)</.exec(body)?.[1] ?? 0);
}

/** The role `simulator`. */
export function simulatorRole(): void {
	let simulator: Simulator;
	answerQuestions<Question>(async (question) => {
		if ('start' in question) {
			simulator = await startSimulator({ bigRows: question.start });
			simulator.warm(CONNECTOR);
			const token = Buffer.from(simulator.token).toString('base64');
			return {
				restUrl: simulator.restUrl,
				credential: credentialFor(simulator),
				headers: {
					Authorization: `AfasToken ${token}`,
					IntegrationId: simulator.integrationId,
				},
			} satisfies Environment;
		}
		if ('delayMs' in question) {
			simulator.settings.delayMs = question.delayMs;
			return undefined;
		}
		const calls = simulator.requests.filter(({ path }) =>
			/\/connectors\/|\/appconnectorget/i.test(path),
		);
		const report: CallReport = {
			calls: calls.length,
			mostAtOnce: Math.max(0, ...simulator.requests.map(({ parallel }) => parallel)),
			highestSkip: Math.max(0, ...calls.map(skipOf)),
			violations: [...simulator.violations],
		};
		simulator.reset();
		return report;
	});
}
