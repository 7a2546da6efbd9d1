// Whatever an expression leaves in a parameter: it is refused by name, or the documented default holds where that restricts as
// much. Generated over the catalogue, so that it holds for each operation and parameter that is added.
import type { IDataObject } from 'n8n-workflow';
import {
	describedFor,
	extentOf,
	faultsOf,
	LEFTOVERS,
	placesOf,
	valueAt,
	withValue,
	wrongFor,
	type LoggedRun,
} from '../support/leftovers.mts';
import { callParameters, CATALOGUE_ITEMS, operationCalls } from '../support/operations.mts';
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
			for (const one of describedFor(description, name)) {
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
