import assert from 'node:assert/strict';
import { amsterdamTime } from '../../../simulator/time.mts';
import { openNewNode } from './newNode.mts';
import type { WalkPart } from './part.mts';

/** Debtors that somebody changes in Profit; a test event shows the last three, the newest first. */
const CHANGED = ['000521', '000766', '000976'];

export const pollChanges: WalkPart = {
	title: 'The trigger that asks for changes',
	async run({ editor, simulator, step, picture, credential }) {
		await credential();
		const debtors = simulator.table('Sim_Debtors');
		CHANGED.forEach((DebtorId, index) => {
			const [row] = debtors.find({ DebtorId });
			debtors.update(row, { ModifiedDate: amsterdamTime(Date.now()) + index * 1000 });
		});
		const changed = [...CHANGED].reverse();

		await step('start a workflow by a row that is created or updated', async () => {
			await openNewNode(editor, 'On row created or updated');
			await editor.seeIn(
				editor.parameters,
				'For deleted rows, set Detect Changes to By Comparison',
			);
			await editor.seeIn(editor.parameters, 'Row Created or Updated');
		});

		await step('choose the GetConnector, the date of change and the key', async () => {
			await editor.openList('connector');
			await editor.searchList('debtors');
			await editor.takeFromList('Sim_Debtors');
			await editor.parameter('modifiedField').locator('input').first().click();
			await editor.seeTexts(editor.options, [
				'Created on (CreateDate)',
				'Modified on (ModifiedDate)',
			]);
			await editor.options.filter({ hasText: 'ModifiedDate' }).click();
			await editor.chooseAlso('keyFields', 'Debtor number (DebtorId)');
		});

		await step('fetch a test event', async () => {
			await editor.window.getByRole('button', { name: 'Fetch Test Event' }).first().click();
			await editor.seeItems(changed.length);
			const [headings, ...rows] = await editor.table();
			const column = headings.indexOf('DebtorId');
			assert.deepEqual(
				rows.map((row) => row[column]),
				changed,
			);
		});
		await picture('trigger', editor.window, { height: 880 });

		await step('compare all rows instead, for those that are deleted', async () => {
			await editor.choose('detection', 'By Comparison');
			await editor.seeIn(editor.parameters, 'Ignored Field Names or IDs');
			await editor.window.getByRole('button', { name: 'Fetch Test Event' }).first().click();
			await editor.seeIn(editor.output, 'created');
			const [headings, ...rows] = await editor.table();
			assert.deepEqual(headings.slice(0, 3), ['event', 'key', 'row']);
			assert.equal(rows.length, 3);
		});

		await step('see on the canvas that differences start the workflow', async () => {
			await editor.closeNode();
			await editor.nodes.filter({ hasText: 'Differences: Sim_Debtors' }).waitFor();
			await editor.openNode('AFAS Profit Trigger');
			await editor.choose('detection', 'By Dates');
		});

		await step('see on the canvas what starts the workflow', async () => {
			await editor.closeNode();
			await editor.nodes.filter({ hasText: 'Row Created or Updated: Sim_Debtors' }).waitFor();
		});
	},
};
