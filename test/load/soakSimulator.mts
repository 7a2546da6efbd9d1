import type { IDataObject } from 'n8n-workflow';
import { answerQuestions, startHelper } from '../bench/downloads/process.mts';
import { credentialFor } from '../integration/support/credential.mts';
import { startSimulator, type Simulator } from '../simulator/simulator.mts';

/** Credentials for the simulated Profit, as a user fills them in. */
export interface SoakCredentials {
	token: IDataObject;
	oauth: IDataObject;
}

/** A Profit environment in a process of its own, so that its memory is not measured. */
export interface SoakSimulator {
	credentials: SoakCredentials;
	/** What AFAS would punish in the calls since the last time, one line each. */
	violations(): Promise<string[]>;
	end(): void;
}

const ROLE = 'simulator';
const CLIENT = { clientId: 'soak', secret: 'a client secret' };

/** Short, so that the node logs in many times. */
const TOKEN_SECONDS = 20;

/** Starts the script that calls this once more as the simulator; it must call `playSimulator` first. */
export async function startSoakSimulator(): Promise<SoakSimulator> {
	const helper = startHelper(ROLE);
	return {
		credentials: await helper.ask<SoakCredentials>('start'),
		violations: async () => await helper.ask<string[]>('violations'),
		end: helper.end,
	};
}

/** Whether this process is the simulator, which then answers until its parent ends. */
export function playSimulator(): boolean {
	if (!process.argv.includes(ROLE)) return false;
	let simulator: Simulator | undefined;
	answerQuestions<string>(async () => {
		if (simulator !== undefined) {
			const violations = [...simulator.violations];
			simulator.reset();
			return violations;
		}
		simulator = await startSimulator({
			bigRows: 10,
			orderRows: 100,
			settings: { logLimit: 100 },
			oauth: { clients: [CLIENT], tokenLifetimeSeconds: TOKEN_SECONDS },
		});
		const token = credentialFor(simulator);
		return {
			token,
			oauth: {
				...token,
				authentication: 'clientSecret',
				token: '',
				clientId: CLIENT.clientId,
				clientSecret: CLIENT.secret,
			},
		} satisfies SoakCredentials;
	});
	return true;
}
