// 1,000 creates with 1% that AFAS refuses, 50 ms per call: in batches, one by one, and by n8n's HTTP Request node.
// gulp build && node test/run.mjs test/bench/writes.mts [items]
import type { IDataObject } from 'n8n-workflow';
import { openStage } from '../integration/support/profit.mts';
import { bodiesOf, record, runWrite, stored, writesOf } from '../integration/support/writes.mts';
import { formatTable } from '../e2e/table.mts';

const ITEMS = Number(process.argv[2] ?? 1000);
const DELAY_MS = 50;

const isBad = (index: number) => index % 100 === 37;

async function main(): Promise<void> {
	const stage = await openStage({ settings: { delayMs: DELAY_MS } });
	const results: IDataObject[] = [];

	/** Measures one way, and counts what it left in Profit. */
	async function measure(
		way: string,
		work: (items: IDataObject[]) => Promise<Array<{ json: IDataObject; pairedItem?: unknown }>>,
	): Promise<void> {
		const items = Array.from({ length: ITEMS }, (_, index) => ({
			debtor: isBad(index) ? `none-${index}` : '000010',
			reference: `${way} ${index}`,
		}));
		stage.simulator.reset();
		const begin = performance.now();
		const output = await work(items);
		const seconds = (performance.now() - begin) / 1000;

		const times = items.map(
			({ reference }) => stored(stage, 'Sim_SalesOrders', 'CustomerReference', reference).length,
		);
		const failed = output.filter(({ json }) => 'error' in json);
		const ownMessages = failed.filter(({ json, pairedItem }) =>
			String(json.error).includes(`none-${(pairedItem as { item: number }).item}`),
		);
		results.push({
			way,
			calls: writesOf(stage).length,
			seconds: seconds.toFixed(1),
			'made once': times.filter((count) => count === 1).length,
			'made twice': times.filter((count) => count > 1).length,
			'items with an error': failed.length,
			'with its own message': ownMessages.length,
		});
	}

	const create = (options: IDataObject) => async (items: IDataObject[]) => {
		const parameters = record('={{ { DbId: $json.debtor, RfCs: $json.reference } }}', options);
		const { items: output, error } = await runWrite(stage, 'create', 'FbSales', parameters, {
			items,
			continueOnFail: true,
		});
		if (error) throw new Error(error.message);
		return output[0];
	};

	// The first write makes the simulator's rows; nobody pays for that.
	await create({})([{ debtor: '000010', reference: 'first' }]);
	stored(stage, 'Sim_SalesOrders', 'CustomerReference', 'first');

	await measure('AFAS Profit, batch size 50', create({ batchSize: 50 }));
	await measure(
		'AFAS Profit, batch size 50, concurrency 4',
		create({ batchSize: 50, concurrency: 4 }),
	);
	await measure('AFAS Profit, one by one', create({}));
	await measure('HTTP Request, one by one, good items only', async (items) => {
		// The stand-in of the tests stops at the first refusal.
		const { items: output, error } = await stage.n8n.runNode({
			node: 'n8n-nodes-base.httpRequest',
			credential: stage.credential,
			items: items.filter((_, index) => !isBad(index)),
			parameters: {
				method: 'POST',
				url: `${stage.simulator.restUrl}/connectors/FbSales`,
				nodeCredentialType: 'afasApi',
				headers: { 'Content-Type': 'application/json;charset=utf-8' },
				body: '={{ JSON.stringify({ FbSales: { Element: { Fields: { DbId: $json.debtor, RfCs: $json.reference } } } }) }}',
			},
		});
		if (error) throw new Error(error.message);
		return output[0];
	});
	if (bodiesOf(stage).length === 0) throw new Error('Nothing was sent');
	console.log(`${ITEMS} creates, 1% refused, ${DELAY_MS} ms per call`);
	console.log(formatTable(results, 7));
	await stage.simulator.close();
}

await main();
