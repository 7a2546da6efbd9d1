import assert from 'node:assert/strict';
import { failureOf, outputOf, type NodeJson } from '../host/workflow.mts';
import { readExample } from '../stage.mts';
import type { CheckFile } from './check.mts';

export const soap: CheckFile = {
	title: 'The same over SOAP',
	async run({ host, credential, simulator, check }) {
		const rowsOver = async (protocol: string) => {
			const workflow = readExample('read-getconnector-rows.json', `rows-${protocol}`, credential);
			const reader = workflow.nodes.at(-1) as NodeJson;
			Object.assign(reader.parameters, {
				protocol,
				sort: { by: [{ field: 'DebtorId', direction: 'asc' }] },
			});
			await host.importWorkflows([workflow]);
			const execution = await host.execute(workflow.id);
			assert.equal(failureOf(execution), undefined);
			return outputOf(execution, reader.name);
		};

		await check(
			'the example workflow with only the protocol changed gives the same items',
			async () => {
				const overRest = await rowsOver('rest');
				const before = simulator.requests.length;
				const overSoap = await rowsOver('soap');
				const services = simulator.requests
					.slice(before)
					.map(({ path }) => path.split('/').at(-1)?.toLowerCase());
				assert.ok(services.includes('appconnectorget.asmx'), 'No SOAP call was made');
				assert.ok(overRest.length > 0);
				assert.deepEqual(overSoap, overRest);
			},
		);
	},
};
