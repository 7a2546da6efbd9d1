import type { Simulator } from '../../simulator/simulator.mts';

/** Headers of a call as AFAS wants it. */
export function headersFor(simulator: Simulator): Record<string, string> {
	return {
		Authorization: `AfasToken ${Buffer.from(simulator.token).toString('base64')}`,
		IntegrationId: simulator.integrationId,
		'Accept-Language': 'en-us',
	};
}

/** Sends one call; the body is parsed when it is JSON. */
export async function send(
	simulator: Simulator,
	path: string,
	init: { method?: string; headers?: Record<string, string>; body?: unknown } = {},
): Promise<{ status: number; headers: Headers; text: string; json: any }> {
	const response = await fetch(`${simulator.restUrl}${path}`, {
		method: init.method,
		headers: { ...headersFor(simulator), ...init.headers },
		body: init.body === undefined ? undefined : JSON.stringify(init.body),
	});
	const text = await response.text();
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		json = undefined;
	}
	return { status: response.status, headers: response.headers, text, json };
}

/** Rows of a GetConnector. */
export async function rowsOf(
	simulator: Simulator,
	connector: string,
	query: Record<string, string | number> = {},
): Promise<Record<string, any>[]> {
	const parameters = new URLSearchParams(
		Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
	);
	const { json, text } = await send(simulator, `/connectors/${connector}?${parameters}`);
	if (!Array.isArray(json?.rows)) throw new Error(text);
	return json.rows;
}
