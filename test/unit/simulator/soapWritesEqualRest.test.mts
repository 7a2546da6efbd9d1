// The node's own code writes the same records to two equal environments, over REST and over SOAP.
import { parseUpdateConnectorInfo } from '../../../nodes/Afas/profit/metainfo/parseUpdate';
import { soapFault } from '../../../nodes/Afas/profit/answers/soapFault';
import { executeRequest } from '../../../nodes/Afas/profit/soap/requests';
import { readUpdateResult } from '../../../nodes/Afas/profit/soap/updateResult';
import { updateXml } from '../../../nodes/Afas/profit/soap/updateXml';
import {
	answeredRecords,
	type AnsweredRecord,
} from '../../../nodes/Afas/profit/records/answeredRecords';
import { recordToElement } from '../../../nodes/Afas/profit/records/recordToElement';
import { restBody } from '../../../nodes/Afas/profit/rest/restBody';
import type { SimpleRecord } from '../../../nodes/Afas/profit/records/simpleRecord';
import type { WriteAction, WriteElement } from '../../../nodes/Afas/profit/records/writeElement';
import { NASTY_TEXTS } from '../../simulator/connectors/texts.mts';
import { startSimulator, type Simulator } from '../../simulator/simulator.mts';
import { headersFor, send } from './client.mts';

// Other work on the machine may slow the servers down.
jest.setTimeout(60_000);

const NOW = Date.UTC(2026, 2, 1, 12);
let rest: Simulator;
let soap: Simulator;
beforeEach(async () => {
	const options = { orderRows: 200, bigRows: 10, settings: { now: () => NOW } };
	[rest, soap] = await Promise.all([startSimulator(options), startSimulator(options)]);
});
afterEach(async () => {
	expect([rest.violations, soap.violations]).toEqual([[], []]);
	await Promise.all([rest.close(), soap.close()]);
});

async function elementsOf(
	connector: string,
	records: SimpleRecord[],
): Promise<[string, WriteElement[]]> {
	const { json } = await send(rest, `/metainfo/update/${connector}`);
	const info = parseUpdateConnectorInfo(json);
	return [info.name, records.map((record) => recordToElement(record, info).element)];
}

/** What AFAS answers for each of the written records, or its words. */
async function overRest(
	connector: string,
	root: string,
	elements: WriteElement[],
	action: WriteAction,
) {
	const { status, text, json } = await send(rest, `/connectors/${connector}`, {
		method: action === 'insert' ? 'POST' : 'PUT',
		headers: { 'Content-Type': 'application/json;charset=utf-8' },
		body: restBody(root, elements, action === 'insert' ? 'insert' : 'update'),
	});
	if (status !== 201) return String(json?.externalMessage);
	return answeredRecords(text === '' ? undefined : json, root, elements.length);
}

async function overSoap(
	connector: string,
	root: string,
	elements: WriteElement[],
	action: WriteAction,
) {
	const { path, headers, body } = executeRequest(connector, updateXml(root, elements, action));
	const response = await fetch(`${soap.soapUrl}${path}`, {
		method: 'POST',
		headers: { ...headersFor(soap), ...headers },
		body,
	});
	const text = await response.text();
	return response.status === 200
		? answeredRecords(readUpdateResult(text), root, elements.length)
		: String(soapFault(text)?.message);
}

/** Writes over both protocols; gives what each answered. */
async function both(connector: string, records: SimpleRecord[], action: WriteAction) {
	const [root, elements] = await elementsOf(connector, records);
	return {
		rest: await overRest(connector, root, elements, action),
		soap: await overSoap(connector, root, elements, action),
	};
}

function expectSameTables(...tables: string[]): void {
	for (const table of tables) {
		expect([table, soap.table(table).records()]).toEqual([table, rest.table(table).records()]);
	}
}

/** An answer without anything, as AFAS gives for all but inserts. */
const NOTHING = { key: null, results: null };

const line = { VaIt: '2', ItCd: '0012', QuUn: 2.5, Upri: '1.25' };

it('inserts an order with lines, several at once, and changes and empties fields', async () => {
	const inserted = await both(
		'FbSales',
		NASTY_TEXTS.slice(0, 20).map((text) => ({
			DbId: '000010',
			RfCs: text,
			Re: `${text}\n${text}`,
			BkOr: true,
			OrDa: '2026-03-01',
			FbSalesLines: [{ ...line, Ds: text }, { ...line, DiDe: false }, line],
		})),
		'insert',
	);
	expect(inserted.soap).toHaveLength(20);
	expect(inserted.soap).toEqual(inserted.rest);
	expectSameTables('Sim_SalesOrders', 'Sim_SalesOrderLines');

	const [{ key }] = inserted.soap as AnsweredRecord[];
	const { OrNu } = key ?? {};
	const { soap: answer } = await both(
		'FbSales',
		[{ OrNu, RfCs: null, BkOr: '0', InPc: '12.5', FbSalesLines: { '@Action': 'insert', ...line } }],
		'update',
	);
	// AFAS names keys of what was inserted only.
	expect(answer).toEqual([NOTHING]);
	expectSameTables('Sim_SalesOrders', 'Sim_SalesOrderLines');
	const order = soap.table('Sim_SalesOrders').find({ OrderNumber: OrNu })[0];
	expect(soap.table('Sim_SalesOrders').record(order)).toMatchObject({
		CustomerReference: null,
		Discount: 12.5,
	});
});

it('writes a file and nasty text in a dossier item', async () => {
	const data = Buffer.from(NASTY_TEXTS.join('\0')).toString('base64');
	const { soap: keys, rest: restKeys } = await both(
		'KnSubject',
		NASTY_TEXTS.map((text) => ({
			StId: 1,
			Ds: text,
			SbTx: text.repeat(50),
			KnSubjectAttachment: { FileName: 'a & b.txt', FileStream: data },
		})),
		'insert',
	);
	expect(keys).toHaveLength(NASTY_TEXTS.length);
	expect(keys).toEqual(restKeys);
	expectSameTables('Sim_Subjects', 'Profit_Subject_Attachments');
	expect([...soap.environment.files.values()].map((file) => file.data.toString('base64'))).toEqual(
		NASTY_TEXTS.map(() => data),
	);
});

it('gives the same refusal, and neither writes anything', async () => {
	const before = soap.table('Sim_SalesOrders').size;
	const refused = await both(
		'FbSales',
		[{ DbId: '000010', FbSalesLines: [line] }, { DbId: 'nobody' }],
		'insert',
	);
	expect(refused.soap).toMatch(/'Sales contact' does not exist/);
	expect(refused.soap).toBe(refused.rest);
	expect([soap, rest].map((each) => each.table('Sim_SalesOrders').size)).toEqual([before, before]);
});

it('deletes a record by its key, and a nested one without the one above', async () => {
	const { soap: answer } = await both(
		'FbSales',
		[{ DbId: '000010', FbSalesLines: [line, line] }],
		'insert',
	);
	const [{ key }] = answer as AnsweredRecord[];
	const { OrNu } = key ?? {};
	const lines = () => soap.table('Sim_SalesOrderLines').find({ OrderNumber: OrNu });
	const GuLi = String(soap.table('Sim_SalesOrderLines').record(lines()[0]).LineGuid);
	const remove = async (record: SimpleRecord) => {
		const [root, elements] = await elementsOf('FbSales', [record]);
		return overSoap('FbSales', root, elements, 'delete');
	};
	expect(await remove({ OrNu, FbSalesLines: { GuLi } })).toEqual([NOTHING]);
	expect(lines()).toHaveLength(1);
	expect(soap.table('Sim_SalesOrders').find({ OrderNumber: OrNu })).toHaveLength(1);
	expect(await remove({ OrNu })).toEqual([NOTHING]);
	expect(soap.table('Sim_SalesOrders').find({ OrderNumber: OrNu })).toHaveLength(0);
});
