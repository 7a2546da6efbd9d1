import assert from 'node:assert/strict';
import { openNewNode } from './newNode.mts';
import type { WalkPart } from './part.mts';

const NODE = 'Check environment setup';

/** What the workflows of a partner need, and this environment has in part. */
const BLUEPRINT = {
	version: 1,
	getConnectors: {
		Sim_Debtors: {
			fields: {
				DebtorId: { dataType: 'string', length: 16 },
				DebtorName: { dataType: 'string' },
				Loyalty: { dataType: 'int' },
			},
		},
		MyApp_Contracts: { fields: { ContractId: {} } },
	},
	updateConnectors: {},
};

export const checkSetup: WalkPart = {
	title: 'Check of the setup',
	async run({ editor, step, picture, credential }) {
		await credential();

		await step('open Check Setup', async () => {
			await openNewNode(editor, NODE);
			const text = await editor.parameters.innerText();
			const names = ['Blueprint', 'Connector Names or IDs', 'Output', 'Options'];
			const places = names.map((name) => text.search(new RegExp(`^${name}$`, 'm')));
			assert.ok(!places.includes(-1), `Not there: ${names[places.indexOf(-1)]}`);
		});

		await step('choose connectors of both kinds', async () => {
			await editor.chooseAlso('connectorIds', /^Sim_Debtors/);
			await editor.chooseAlso('connectorIds', /^Sim_Countries/);
			await editor.chooseAlso('connectorIds', /^FbSales/);
		});

		await step('see a finding per item', async () => {
			await editor.fillCode('blueprint', JSON.stringify(BLUEPRINT));
			await editor.executeNode();
			const [headings, first] = await editor.table();
			assert.deepEqual(headings.slice(0, 5), ['level', 'code', 'connector', 'field', 'message']);
			assert.deepEqual(first.slice(0, 3), ['error', 'FIELD-MISSING', 'Sim_Debtors']);
		});
		await picture('check-setup', editor.window, { height: 900 });

		await step('see one report', async () => {
			await editor.choose('output', 'Report');
			await editor.executeNode();
			await editor.seeItems(1);
			await editor.seeIn(editor.output, 'Setup of AFAS Profit');
		});
	},
};
