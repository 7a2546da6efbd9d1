// Whatever an expression leaves in a parameter: it is refused by name, or the documented default holds where that restricts as
// much. Generated over the catalogue, so that it holds for each operation and parameter that is added.
import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import {
	describedFor,
	describedOf,
	extentOf,
	faultsOf,
	isNamed,
	LEFTOVERS,
	placesOf,
	valueAt,
	withValue,
	wrongFor,
	type LoggedRun,
} from '../support/leftovers.mts';
import {
	callParameters,
	CATALOGUE_ITEMS,
	operationCalls,
	POLL_PARAMETERS,
} from '../support/operations.mts';
import { openStage, type Stage } from './support/profit.mts';

let stage: Stage;
let calls: Record<string, IDataObject>;

beforeAll(async () => {
	stage = await openStage({ bigRows: 300, orderRows: 50 });
	calls = operationCalls(stage.simulator);
});
afterAll(() => stage.simulator.close());

async function run(parameters: IDataObject): Promise<LoggedRun> {
	stage.simulator.reset();
	const result = await stage.n8n.runNode({
		credential: stage.credential,
		parameters,
		items: CATALOGUE_ITEMS,
	});
	expect(stage.simulator.violations).toEqual([]);
	return { ...result, requests: [...stage.simulator.requests] };
}

describe('the catalogue', () => {
	it('has every operation of the node with every parameter', () => {
		const description = stage.n8n.nodeDescription('afas');
		const operations = description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ displayOptions, options }) =>
				(options as Array<{ value: string }>)
					.filter(({ value }) => value !== '__CUSTOM_API_CALL__')
					.map(({ value }) => `${String(displayOptions?.show?.resource?.[0])}/${value}`),
			);
		const missing = operations.flatMap((operation) => {
			const own = Object.keys(calls).filter((name) => name.split(' ')[0] === operation);
			if (own.length === 0) return [operation];
			return describedFor(description, operation)
				.filter((one) => !own.some((name) => placesOf(one, calls[name]).length > 0))
				.map(({ names }) => `${operation}: ${names.join('.')}`);
		});
		expect(missing).toEqual([]);
	});

	it('has only calls that work', async () => {
		for (const name of Object.keys(calls)) {
			const { error, items } = await run(callParameters(calls, name));
			expect({ name, error: error?.message }).toEqual({ name, error: undefined });
			expect({ name, items: items.flat().length > 0 }).toEqual({ name, items: true });
		}
	});
});

describe('rule 13: what an expression leaves in a parameter', () => {
	// One test for all, because the catalogue needs a simulator.
	it('is refused by name, or means no less than was written', async () => {
		const description = stage.n8n.nodeDescription('afas');
		const wrong: string[] = [];
		for (const name of Object.keys(calls)) {
			const good = callParameters(calls, name);
			const asked = extentOf(await run(good));
			for (const one of describedFor(description, name, good)) {
				for (const path of placesOf(one, good)) {
					const wrongOnes = wrongFor(one.property, valueAt(good, path));
					for (const [kind, expression] of Object.entries({ ...LEFTOVERS, ...wrongOnes })) {
						const what = `${name}: ${path.join('.')} is ${kind}`;
						const result = await run(withValue(good, path, expression));
						wrong.push(
							...faultsOf(result, asked, one, path, kind).map((fault) => `${what}: ${fault}`),
						);
					}
				}
			}
		}
		expect(wrong).toEqual([]);
	}, 300_000);
});

describe('rule 13: what an expression leaves in a parameter of a trigger', () => {
	const poll = async (parameters: IDataObject) => {
		const items = await stage.n8n.poll({
			node: 'afasTrigger',
			credential: stage.credential,
			parameters,
			staticData: {},
		});
		return items?.[0].length ?? 0;
	};

	it('that polls is refused by name, or means no less than was written', async () => {
		const description = stage.n8n.nodeDescription('afasTrigger');
		const asked = await poll(POLL_PARAMETERS);
		expect(asked).toBeGreaterThan(0);
		const wrong: string[] = [];
		for (const one of describedOf(description, POLL_PARAMETERS)) {
			for (const path of placesOf(one, POLL_PARAMETERS)) {
				const others = wrongFor(one.property, valueAt(POLL_PARAMETERS, path));
				for (const [kind, expression] of Object.entries({ ...LEFTOVERS, ...others })) {
					const what = `${path.join('.')} is ${kind}`;
					try {
						const got = await poll(withValue(POLL_PARAMETERS, path, expression));
						if (got > asked) wrong.push(`${what}: gave ${got} rows instead of ${asked}`);
					} catch (error) {
						const { message } = error as Error;
						if (!isNamed(message, one, path)) wrong.push(`${what}: is not named: ${message}`);
					}
				}
			}
		}
		expect(wrong).toEqual([]);
	}, 120_000);

	it('that AFAS calls starts nothing when its events cannot be read', async () => {
		const body = JSON.stringify({ EventId: 'a', EventType: 'subject.created', Data: {} });
		const password = 'Qw7';
		const hmac = createHmac('sha256', password).update(body).digest('hex');
		for (const [kind, events] of Object.entries({ ...LEFTOVERS, 'a text': 'Subject.Created' })) {
			const { status, items } = await stage.n8n.webhook({
				node: 'afasWebhookTrigger',
				credential: { ...stage.credential, webhookPassword: password },
				parameters: { events } as IDataObject,
				body,
				headers: { 'x-profit-signature-256': `sha256=${hmac}` },
			});
			expect({ kind, status, items }).toEqual({ kind, status: 500, items: undefined });
		}
	});
});
