// AFAS refuses with a status that says that all is well. Generated over the catalogue, so that it holds for each operation that is added.
import type { IDataObject } from 'n8n-workflow';
import type { FaultKind } from '../simulator/faults.mts';
import { callParameters, CATALOGUE_ITEMS, operationCalls } from '../support/operations.mts';
import { openStage, type Stage } from './support/profit.mts';
import './support/quickSleep.mts';

const WORDS = 'Deze actie is niet toegestaan.';
const FORMS: FaultKind[] = ['refusal200', 'odata200'];

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ bigRows: 10, orderRows: 10 });
});
afterAll(() => stage.simulator.close());
beforeEach(() => {
	stage.simulator.reset();
	stage.simulator.settings.faults = [];
});

const refuse = (kind: FaultKind, path?: RegExp) => {
	stage.simulator.settings.faults = [{ kind, path, message: WORDS, times: Infinity }];
};

async function run(parameters: IDataObject): Promise<string> {
	const result = await stage.n8n.runNode({
		credential: stage.credential,
		parameters,
		items: CATALOGUE_ITEMS,
	});
	expect(stage.simulator.violations).toEqual([]);
	return JSON.stringify([result.error?.message, result.items]);
}

describe.each(FORMS)('rule 6: a refusal inside an answer with status 200, as %s', (kind) => {
	it.each(['rest', 'soap'])("shows AFAS's words, in every operation over %s", async (protocol) => {
		const calls = operationCalls(stage.simulator);
		const silent: string[] = [];
		for (const name of Object.keys(calls)) {
			const parameters = callParameters(calls, name);
			const options = { ...(parameters.options as IDataObject), protocol };
			stage.simulator.reset();
			refuse(kind);
			const shown = await run({ ...parameters, options });
			const isAsked = stage.simulator.requests.length > 0;
			if (isAsked && !shown.includes(WORDS)) silent.push(`${name}: ${shown}`);
		}
		expect(silent).toEqual([]);
	});

	it('shows them in the credential test', async () => {
		refuse(kind, /metainfo/);
		expect((await stage.n8n.testCredential(stage.credential)).message).toContain(WORDS);
	});
});
