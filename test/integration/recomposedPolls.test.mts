// What an administrator changes in a GetConnector between two polls.
import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { byId, openStage, type Stage } from './support/profit.mts';
import { BEFORE, CHANGES, compose, CONNECTOR, type Composition } from './support/recomposed.mts';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.simulator.close());
afterEach(() => expect(stage.simulator.violations).toEqual([]));

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

describe.each(['rest'])('a trigger over %s', (protocol) => {
	describe.each(DETECTIONS)('by %s', (_name, parameters) => {
		it.each(CHANGES)('goes on when an administrator %s', async (_change, change) => {
			const staticData: IDataObject = {};
			const poll = async () => {
				stage.simulator.reset();
				const items = await stage.n8n.poll({
					node: 'afasTrigger',
					credential: stage.credential,
					staticData,
					parameters: {
						protocol,
						connector: byId(CONNECTOR),
						keyFields: ['Code'],
						...parameters,
					},
				});
				return (items?.[0] ?? []).map(({ json }) => (json.event ? json.row : json));
			};
			compose(stage.simulator, changedAt(BEFORE, LONG_AGO));
			await poll();
			expect(await poll()).toEqual([]);
			expect(stage.simulator.requests).toHaveLength(1);

			compose(stage.simulator, changedAt(change(BEFORE), SOON));
			const given = await poll();
			const { items } = await stage.n8n.runNode({
				credential: { ...stage.credential, webhookPassword: randomUUID() },
				parameters: {
					resource: 'getConnector',
					operation: 'getMany',
					connector: byId(CONNECTOR),
				},
			});
			expect(given).toEqual(items[0].map(({ json }) => json));
			expect(await poll()).toEqual([]);
			expect(stage.simulator.requests).toHaveLength(1);
		});
	});
});
