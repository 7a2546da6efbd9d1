import assert from 'node:assert/strict';
import { openNewNode } from './newNode.mts';
import type { WalkPart } from './part.mts';

const NODE = 'Look up row of GetConnector';
const DEBTOR = '000010';

export const lookUpRow: WalkPart = {
	title: 'The row of an item',
	async run({ editor, simulator, step, credential }) {
		await credential();
		const debtors = simulator.table('Sim_Debtors').records();
		const debtor = debtors.find(({ DebtorId }) => DebtorId === DEBTOR)!;

		await step('find the action by its words', async () => {
			await openNewNode(editor, NODE);
		});

		await step('say which row belongs to the item', async () => {
			await editor.openList('connector');
			await editor.searchList('debtors');
			await editor.takeFromList('Sim_Debtors');
			await editor.press('Add Match');
			await editor.choose('field', 'Debtor number (DebtorId)');
			await editor.fill('value', DEBTOR);
			await editor.addOption('Output Field Names or IDs');
			await editor.chooseAlso('outputFields', /\(DebtorName\)$/);
		});

		await step('see the item with its row', async () => {
			await editor.executeNode();
			await editor.seeItems(1);
			await editor.seeIn(editor.output, String(debtor.DebtorName));
		});

		await step('see an item without a row', async () => {
			await editor.fill('value', '999999');
			await editor.executeNode();
			await editor.seeIn(editor.output, 'null');
			const [headings, cells] = await editor.table();
			assert.equal(cells[headings.indexOf('row')], 'null');
		});

		await step(
			'be told that it was not found, when that is an error',
			async () => {
				await editor.choose('whenNotFound', 'Stop');
				await editor.executeNode();
				await editor.errorMessage.waitFor();
			},
			{ toast: /Sim_Debtors/ },
		);
	},
};
