import assert from 'node:assert/strict';
import type { WalkPart } from './part.mts';

const NODE = 'Get many rows of GetConnector';

/** What a user sees from top to bottom: first what to read, last what few need. */
const PARAMETERS = [
	'Resource',
	'Operation',
	'GetConnector',
	'Return All',
	'Limit',
	'Filter Mode',
	'Filters',
	'Sort',
	'Options',
];

const CREATED_FROM = '2025-01-01';
const CREDIT_ABOVE = 49_000;
const COLUMNS = ['DebtorId', 'DebtorName', 'CreditLimit', 'PayCon', 'CreateDate'];

export const readRows: WalkPart = {
	title: 'Rows of a GetConnector',
	async run({ editor, simulator, step, picture, credential }) {
		await credential();
		const debtors = simulator.table('Sim_Debtors').records();
		const expected = debtors.filter(
			({ PayCon, CreateDate, CreditLimit }) =>
				(PayCon === '30' && Number(CreateDate) >= Date.parse(CREATED_FROM)) ||
				Number(CreditLimit) > CREDIT_ABOVE,
		);
		assert.ok(expected.length > 10 && expected.length < 50, `${expected.length} rows`);
		const highest = expected.reduce((best, row) =>
			Number(row.CreditLimit) > Number(best.CreditLimit) ? row : best,
		);

		await step('find the node by what AFAS is', async () => {
			await editor.openNewWorkflow();
			await editor.openNodePanel();
			for (const word of ['ERP', 'HRM', 'payroll', 'accounting', 'Profit', 'GetConnector']) {
				await editor.searchNode(word, 'AFAS Profit');
			}
			await editor.searchNode('AFAS', 'AFAS Profit');
			await editor.seeTexts(editor.foundNodes, ['AFAS Profit', 'AFAS Profit Webhook']);
		});

		await step('see what it can do', async () => {
			const others = ['On row created', 'Create or update record', 'Get report'];
			await editor.openActions('AFAS Profit', NODE, ...others);
		});

		await step('open an empty node', async () => {
			await editor.addByAction(NODE);
			const text = await editor.parameters.innerText();
			const places = PARAMETERS.map((name) => text.search(new RegExp(`^${name}$`, 'm')));
			assert.ok(!places.includes(-1), `Not there: ${PARAMETERS[places.indexOf(-1)]}`);
			assert.deepEqual(
				[...places].sort((a, b) => a - b),
				places,
			);
		});

		await step('search a GetConnector in the list', async () => {
			await editor.openList('connector');
			await editor.searchList('debtors');
			await editor.seeTexts(editor.listEntries, ['Sim_Debtors (Debtors)']);
		});

		await step('build a filter of two groups', async () => {
			await editor.takeFromList('Sim_Debtors');
			await editor.press('Add OR Group');
			await editor.press('Add AND Condition');
			await editor.choose('field', 'Payment terms (PayCon)');
			await editor.fill('value', '30');
			await editor.press('Add AND Condition');
			await editor.choose('field', 'Created on (CreateDate)', 1);
			await editor.choose('operator', 'Greater or Equal', 1);
			await editor.fill('value', CREATED_FROM, 1);
			await editor.press('Add OR Group');
			await editor.press('Add AND Condition', 1);
			await editor.choose('field', 'Credit limit (CreditLimit)', 2);
			await editor.choose('operator', 'Greater Than', 2);
			await editor.fill('value', String(CREDIT_ABOVE), 2);
		});

		await step('sort, and choose the fields to see', async () => {
			await editor.press('Add Sort Field');
			await editor.choose('field', 'Credit limit (CreditLimit)', 3);
			await editor.choose('direction', 'Descending');
			await editor.addOption('Output Field Names or IDs');
			for (const column of COLUMNS) {
				await editor.chooseAlso('outputFields', new RegExp(`\\(${column}\\)$`));
			}
		});

		await step('see the rows', async () => {
			await editor.executeNode();
			await editor.seeItems(expected.length);
			const [headings, first] = await editor.table();
			assert.deepEqual(headings.slice(0, COLUMNS.length), COLUMNS);
			assert.equal(first[0], highest.DebtorId);
			assert.equal(first[2], String(highest.CreditLimit));
			assert.match(first[4], /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/);
		});
		await picture('rows', editor.window, {
			height: 1220,
			top: editor.parameters.getByText('Filters', { exact: true }),
		});

		await step('see on the canvas what the node reads', async () => {
			await editor.closeNode();
			await editor.nodes.filter({ hasText: 'Get Many: Sim_Debtors' }).waitFor();
		});

		await step('get the rows as a CSV file', async () => {
			await editor.openNode(NODE);
			await editor.addOption('Output');
			await editor.choose('output', 'CSV Files');
			await editor.executeNode();
			await editor.seeItems(1);
			await editor.seeIn(editor.output, 'Sim_Debtors-001.csv');
		});

		await step('see the same with an ID', async () => {
			const locator = editor.parameters.locator('[data-test-id=resource-locator-connector]');
			await locator.locator('[data-test-id=rlc-mode-selector]').click();
			await editor.page.getByRole('option', { name: 'By ID' }).click();
			await editor.settle();
			assert.equal(await editor.chosenIn('connector'), 'Sim_Debtors');
			await editor.closeNode();
			await editor.nodes.filter({ hasText: 'Get Many: Sim_Debtors' }).waitFor();
		});

		await step(
			'be told which condition is not complete',
			async () => {
				await editor.openNode(NODE);
				await editor.press('Add OR Group');
				await editor.executeNode();
				await editor.seeTexts(editor.errorMessage, ["Group 3 of 'Filters' has no condition"]);
				await editor.seeIn(editor.output, "remove it, or set 'Filter Mode' to None");
			},
			{ toast: /Group 3 of 'Filters'/ },
		);
	},
};
