import assert from 'node:assert/strict';
import { failureOf, outputOf } from '../host/workflow.mts';
import { readExample } from '../stage.mts';
import type { CheckFile } from './check.mts';

type Json = Record<string, any>;

export const writes: CheckFile = {
	title: 'Writes by the command line',
	async run({ host, credential, simulator, check }) {
		const workflow = readExample('write-order-and-subject.json', 'writes', credential);
		await host.importWorkflows([workflow]);
		const before = simulator.requests.length;
		const execution = await host.execute(workflow.id);
		const calls = simulator.requests.slice(before).filter(({ method }) => method !== 'GET');
		const of = (name: string): Json[] => outputOf(execution, name);

		await check('the example workflow writes without an error', async () => {
			assert.equal(failureOf(execution), undefined);
			assert.deepEqual(
				calls.map(({ method, path }) => `${method} ${path.split('/connectors/')[1].split('/')[0]}`),
				['POST FbSales', 'PUT FbSales', 'POST KnSubject', 'DELETE FbSales', 'DELETE KnSubject'],
			);
		});

		await check('a sales order with three lines comes from the form', async () => {
			const body = JSON.parse(String(calls[0].body)) as Json;
			const { Element } = body.FbSales;
			assert.equal(Element.Fields.DbId, '000010');
			assert.equal(Element.Objects[0].FbSalesLines.Element.length, 3);
			const [created] = of('Create Sales Order');
			assert.ok(created.key.OrNu, 'The new order has no number');
		});

		await check('the update names the order that was made', async () => {
			const body = JSON.parse(String(calls[1].body)) as Json;
			assert.deepEqual(body.FbSales.Element.Fields, {
				OrNu: of('Create Sales Order')[0].key.OrNu,
				RfCs: 'Changed by n8n',
			});
		});

		await check('a subject goes with a PDF of the input item', async () => {
			const body = JSON.parse(String(calls[2].body)) as Json;
			const [file] = body.KnSubject.Element.Objects[0].KnSubjectAttachment.Element;
			assert.equal(file.Fields.FileName, 'order.pdf');
			const content = Buffer.from(file.Fields.FileStream, 'base64').toString('latin1');
			assert.ok(content.startsWith('%PDF-1.4'), 'The file is not the PDF');
		});

		await check('what was made is deleted again', async () => {
			const table = simulator.table('Sim_SalesOrders');
			const [deleted] = of('Delete Sales Order');
			assert.equal(deleted.deleted, true);
			assert.deepEqual(table.find({ OrderNumber: deleted.key.OrNu }), []);
		});
	},
};
