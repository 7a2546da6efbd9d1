import type { Protocol } from '../profit/credential/baseUrls';
import type { ProfitClient } from './client';
import type { ProfitService } from './profitService';
import { restService } from './restService';
import { soapService } from './soapService';

/** Gives the services of a customer over the chosen protocol. Only this function chooses. */
export function serviceOf(client: ProfitClient, protocol: Protocol): ProfitService {
	return protocol === 'soap' ? soapService(client) : restService(client);
}
