import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator/simulator.mts';

/** The credential form as a user fills it in for the simulator. */
export function credentialFor(simulator: Simulator): IDataObject {
	return {
		environment: 'custom',
		restUrl: simulator.restUrl,
		soapUrl: simulator.soapUrl,
		integrationId: simulator.integrationId,
		authentication: 'token',
		token: simulator.token,
		language: 'en-us',
	};
}
