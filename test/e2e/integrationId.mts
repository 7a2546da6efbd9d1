import type { Simulator } from './stage.mts';

/** The requests that reached the simulator without its IntegrationId; none may. */
export function requestsWithoutIntegrationId({
	requests,
	integrationId,
}: Simulator): Array<Simulator['requests'][number]> {
	return requests.filter(({ headers }) => headers.integrationid !== integrationId);
}
