// What an administrator changes in a GetConnector between two polls.
import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { byId, openStage, type Stage } from './support/profit.mts';
import {
	asStrings,
	BEFORE,
	CHANGES,
	compose,
	CONNECTOR,
	type Composition,
} from './support/recomposed.mts';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.simulator.close());
afterEach(() => {
	stage.simulator.settings.changeSchema = (schema) => schema;
	expect(stage.simulator.violations).toEqual([]);
});

/** With the moment at which all rows were changed last. */
function changedAt([list, rows]: Composition, at: number): Composition {
	return [[...list, ['Changed', 'date', 'Gewijzigd', 'Changed']], rows.map((row) => [...row, at])];
}

const LONG_AGO = Date.UTC(2026, 0, 1);
const SOON = Date.now() + 86_400_000;

const DETECTIONS: Array<[string, IDataObject]> = [
	['dates', { event: 'createdOrUpdated', modifiedField: 'Changed' }],
	['comparison', { detection: 'comparison' }],
];

/** A trigger, and what the rows are that a poll gives and the calls that it takes. */
function triggerOver(protocol: string, parameters: IDataObject) {
	const staticData: IDataObject = {};
	return async () => {
		stage.simulator.reset();
		const items = await stage.n8n.poll({
			node: 'afasTrigger',
			credential: stage.credential,
			staticData,
			parameters: { protocol, connector: byId(CONNECTOR), keyFields: ['Code'], ...parameters },
		});
		const rows = (items?.[0] ?? []).map(({ json }) => (json.event ? json.row : json));
		return { rows, calls: stage.simulator.requests.length };
	};
}

/** What somebody reads who knows nothing. */
async function coldRows() {
	const { items } = await stage.n8n.runNode({
		credential: { ...stage.credential, webhookPassword: randomUUID() },
		parameters: { resource: 'getConnector', operation: 'getMany', connector: byId(CONNECTOR) },
	});
	return items[0].map(({ json }) => json);
}

const NOTHING = { rows: [], calls: 1 };

/** Lets an administrator change the GetConnector between two polls: the next one gives what is there now. */
async function goesOn(
	protocol: string,
	parameters: IDataObject,
	change: (before: Composition) => Composition,
) {
	const poll = triggerOver(protocol, parameters);
	compose(stage.simulator, changedAt(BEFORE, LONG_AGO));
	await poll();
	expect(await poll()).toEqual(NOTHING);
	compose(stage.simulator, changedAt(change(BEFORE), SOON));
	expect(await poll()).toEqual({ rows: await coldRows(), calls: 3 });
	expect(await poll()).toEqual(NOTHING);
}

describe.each(['rest', 'soap'])('a trigger over %s', (protocol) => {
	describe.each(DETECTIONS)('by %s', (_name, parameters) => {
		it.each(CHANGES)('goes on when an administrator %s', async (_change, change) => {
			await goesOn(protocol, parameters, change);
		});
	});
});

describe.each(DETECTIONS)('a trigger over SOAP by %s', (_name, parameters) => {
	it.each(CHANGES.slice(0, 3))('needs no types where somebody %s', async (_change, change) => {
		stage.simulator.settings.changeSchema = asStrings;
		await goesOn('soap', parameters, change);
	});

	it('is one call without a schema too', async () => {
		stage.simulator.settings.changeSchema = () => '';
		const poll = triggerOver('soap', parameters);
		compose(stage.simulator, changedAt(BEFORE, LONG_AGO));
		await poll();
		expect(await poll()).toEqual(NOTHING);
	});

	it('asks once for the fields of a column without values that got another type', async () => {
		const empty = (type: 'int' | 'string'): Composition => [
			[
				['Code', 'string', 'Code', 'Code'],
				['Size', type, 'Maat', 'Size'],
			],
			[['0010', null]],
		];
		const poll = triggerOver('soap', parameters);
		compose(stage.simulator, changedAt(empty('int'), LONG_AGO));
		await poll();
		compose(stage.simulator, changedAt(empty('string'), LONG_AGO));
		expect(await poll()).toEqual({ rows: [], calls: 3 });
		expect(await poll()).toEqual(NOTHING);
	});
});
