import assert from 'node:assert/strict';
import { openNewNode } from './newNode.mts';
import type { WalkPart } from './part.mts';

const NODE = 'Create or update record';
const REFERENCE = 'Web shop 0099';

export const createOrUpdate: WalkPart = {
	title: 'An order that is written twice and made once',
	async run({ editor, simulator, step, credential }) {
		await credential();
		const rows = () => simulator.table('Sim_SalesOrders').find({ CustomerReference: REFERENCE });
		const written = async () => {
			await editor.executeNode();
			await editor.seeItems(1);
			const [headings, cells] = await editor.table();
			return { action: cells[headings.indexOf('action')], rows: rows().length };
		};

		await step('choose what to write', async () => {
			await openNewNode(editor, NODE);
			await editor.openList('connector');
			await editor.searchList('order sales');
			await editor.takeFromList('FbSales');
		});

		await step('say how to see whether the order is there', async () => {
			await editor.openList('lookupConnector');
			await editor.searchList('SalesOrders');
			await editor.takeFromList('Sim_SalesOrders');
			await editor.press('Add Match');
			await editor.choose('field', /\(CustomerReference\)$/);
			await editor.fill('value', REFERENCE);
			await editor.press('Add Key');
			await editor.choose('keyField', /\(OrNu\)$/);
			await editor.choose('field', /\(OrderNumber\)$/, 1);
		});

		await step('fill in the form', async () => {
			await editor.addField('Order number/reference (RfCs)');
			await editor.fill('DbId', '000010');
			await editor.fill('RfCs', REFERENCE);
		});

		await step('see that the first run makes it', async () => {
			assert.deepEqual(await written(), { action: 'create', rows: 1 });
		});

		await step('see that the second run changes it', async () => {
			assert.deepEqual(await written(), { action: 'update', rows: 1 });
		});
	},
};
