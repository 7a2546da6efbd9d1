import assert from 'node:assert/strict';
import type { WalkPart } from './part.mts';

const NODE = 'Create record';
const DEBTOR = '000010';
const REFERENCE = 'Web shop 0012';
const UNKNOWN = "The entered value for 'Sales contact' does not exist.";

export const writeOrder: WalkPart = {
	title: 'A sales order with an UpdateConnector',
	async run({ editor, simulator, step, picture, credential }) {
		await credential();
		const article = String(simulator.table('Sim_Articles').column('ItemCode')[0]);
		const orders = () => simulator.written('FbSales');
		const before = orders().length;

		await step('find the action', async () => {
			await editor.openNewWorkflow();
			await editor.openNodePanel();
			await editor.searchNode('UpdateConnector', 'AFAS Profit');
			await editor.openActions('AFAS Profit', NODE);
			await editor.addByAction(NODE);
		});

		await step('choose the UpdateConnector by what it writes', async () => {
			await editor.openList('connector');
			await editor.searchList('sales order');
			await editor.seeTexts(editor.listEntries, ['FbSales (Sales order)']);
			await editor.takeFromList('FbSales');
			for (const label of ['Number (OrNu, key)', 'Sales contact * (DbId)', 'Currency * (CuId)']) {
				await editor.seeIn(editor.parameters, label);
			}
		});

		await step('see which fields can be added', async () => {
			await editor.openAddField();
			const menu = await editor.page.locator('[role=option]:visible, [role=menuitem]:visible');
			const labels = await menu.allInnerTexts();
			assert.ok(labels.includes('Delivery conditions (DeCo)'), labels.join(', '));
			await editor.page.keyboard.press('Escape');
			await editor.page.keyboard.press('Escape');
		});

		await step('fill in the form, with a code from its list', async () => {
			if (!(await editor.window.isVisible())) await editor.openNode(NODE);
			await editor.addField('Delivery conditions (DeCo)');
			await editor.addField('Order number/reference (RfCs)');
			await editor.fill('DbId', DEBTOR);
			await editor.fill('RfCs', REFERENCE);
			await editor.choose('DeCo', /\(1\)$/);
		});

		await step('fill in a line by the names of its fields', async () => {
			await editor.addField('FbSalesLines (rows)');
			const [template] = JSON.parse(await editor.code('FbSalesLines')) as Array<
				Record<string, string>
			>;
			const itemType = Object.keys(template).find((name) => name.endsWith('(VaIt)')) ?? '';
			assert.match(itemType, /2 = Artikel/);
			const line = {
				...template,
				[itemType]: '2',
				'Item code * (ItCd)': article,
				'Number of units * (QuUn)': '5',
			};
			assert.deepEqual(Object.keys(line), Object.keys(template));
			await editor.fillCode('FbSalesLines', JSON.stringify([line], null, 2));
		});

		await step('see the new order, which Profit holds', async () => {
			await editor.executeNode();
			await editor.seeItems(1);
			const [headings, cells] = await editor.table();
			assert.deepEqual(headings.slice(0, 4), ['connector', 'action', 'key', 'results']);
			assert.deepEqual(cells.slice(0, 2), ['FbSales', 'create']);
			assert.equal(orders().length, before + 1);
			const { fields, objects } = orders()[before];
			assert.match(cells[2], new RegExp(`OrNu\\s*:\\s*${String(fields.OrNu)}`));
			assert.equal(fields.DbId, DEBTOR);
			assert.equal(fields.RfCs, REFERENCE);
			assert.equal(fields.DeCo, '1');
			assert.equal(objects.FbSalesLines.length, 1);
			const [line] = objects.FbSalesLines;
			assert.equal(line.fields.ItCd, article);
			assert.equal(line.fields.QuUn, 5);
		});
		await picture('write', editor.window, { height: 1050, top: editor.parameter('dataMode') });

		await step(
			'be told by AFAS what it refuses, and what to do',
			async () => {
				await editor.fill('DbId', '999999');
				await editor.executeNode();
				await editor.seeTexts(editor.errorMessage, [UNKNOWN]);
				await editor.seeIn(
					editor.output,
					'Look up the code or number of the named field in Profit',
				);
				await editor.seeIn(editor.output, 'environment log under this reference: ');
				assert.equal(orders().length, before + 1);
			},
			{ toast: new RegExp(UNKNOWN) },
		);
		await picture('refusal', editor.window, { height: 700, top: editor.parameter('dataMode') });

		await step(
			'be told before anything is sent that a value does not fit',
			async () => {
				const sent = simulator.requests.filter(({ method }) => method === 'POST').length;
				await editor.fill('DbId', DEBTOR);
				const rows = (await editor.code('FbSalesLines')).replace('"5"', '"vijf"');
				await editor.fillCode('FbSalesLines', rows);
				await editor.executeNode();
				await editor.seeIn(editor.output, "QuUn (Number of units): 'vijf' is not a number");
				assert.equal(simulator.requests.filter(({ method }) => method === 'POST').length, sent);
			},
			{ toast: /Not sent/ },
		);

		await step('see on the canvas what the node writes', async () => {
			await editor.closeNode();
			await editor.nodes.filter({ hasText: 'Create: FbSales' }).waitFor();
		});
	},
};
