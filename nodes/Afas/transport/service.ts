import type { Protocol } from '../profit/credential/baseUrls';
import type { ProfitClient } from './client';
import type { ProfitService } from './profitService';
import { restService } from './restService';
import { soapService } from './soapService';

/** The services of a customer over the chosen protocol: the one place that chooses. */
export function serviceOf(client: ProfitClient, protocol: Protocol): ProfitService {
	return protocol === 'soap' ? soapService(client) : restService(client);
}
