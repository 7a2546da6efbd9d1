import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import type { Seen, Stage } from './work.mts';

/** The OAuth client of the simulated environment. */
export const CLIENT = { clientId: 'faults', secret: 'pQ7+zV&x%20=é~Yw3Kd9' };

/** What else the credential holds that may not be seen. */
export const MORE_SECRETS = { webhookPassword: 'Wq8-hook-Zr5-pass-Tk2' };

/** The credential of somebody whom no process knows anything of yet, so that each combination makes all of its calls. */
export function unknown(credential: IDataObject): IDataObject {
	return { ...credential, webhookPassword: `${MORE_SECRETS.webhookPassword}-${randomUUID()}` };
}

/** Secrets that can be seen in what n8n keeps or shows, and requests that AFAS would punish; one line each. */
export function leaksOf({ simulator }: Stage, { kept }: Seen): string[] {
	const { requests, violations, integrationId, token } = simulator;
	// The access tokens are among these.
	const authorization = requests.map(({ headers }) => headers.authorization ?? '');
	const secrets = new Map([
		[/<data>(.*)<\/data>/.exec(token)?.[1] ?? token, 'the token'],
		[Buffer.from(token).toString('base64').slice(0, 60), 'the token in Base64'],
		[CLIENT.secret, 'the client secret'],
		[encodeURIComponent(CLIENT.secret), 'the client secret'],
		[MORE_SECRETS.webhookPassword, 'the webhook password'],
		...authorization.map((value) => [value.replace(/^\w+ /, ''), 'Authorization'] as const),
	]);
	const text = kept.map(everythingIn).join('\n');
	const shown = [...secrets].flatMap(([secret, name]) =>
		secret !== '' && text.includes(secret) ? [`shows ${name}`] : [],
	);
	const bare = requests.filter(({ headers }) => headers.integrationid !== integrationId);
	return [
		...shown,
		...violations,
		...bare.map(({ method, path }) => `${method} ${path} without IntegrationId`),
	];
}

/** Output items are plain data; errors hide things in properties that JSON leaves out. */
function everythingIn(value: unknown): string {
	return Array.isArray(value)
		? JSON.stringify(value)
		: inspect(value, { depth: 12, maxArrayLength: null, maxStringLength: null, showHidden: true });
}
