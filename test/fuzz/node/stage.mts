// What the targets of the node share: n8n with the package, the simulator behind a server that spoils answers, and
// calls of every operation that are right.
import type { IDataObject } from 'n8n-workflow';
import { loadN8n, type N8n } from '../../integration/support/n8n.mts';
import { startRecordingServer, type RecordingServer } from '../../e2e/host/recordingServer.mts';
import { startSimulator, type Simulator } from '../../simulator/simulator.mts';
import { startSpoilingServer, type SpoilingServer } from './spoilingServer.mts';

export interface NodeStage {
	n8n: N8n;
	simulator: Simulator;
	server: SpoilingServer;
	/** Where nothing may ever arrive. */
	foreign: RecordingServer;
	/** The credential form as a user fills it in, for the spoiling server. */
	credential: IDataObject;
	/** Parameters by `resource/operation` with which each operation gives something. */
	calls: Record<string, IDataObject>;
	/** Parameters of the polling trigger. */
	poll: IDataObject;
	/** Must be shown nowhere. */
	secrets: string[];
	close(): Promise<void>;
}

export const WEBHOOK_PASSWORD = 'Qw7-webhook-Zx5';

/** A simulator and n8n's engine that made-up input goes into; close it after use. */
export async function openNodeStage(): Promise<NodeStage> {
	const [n8n, simulator, foreign] = await Promise.all([
		loadN8n(),
		startSimulator({ bigRows: 300, orderRows: 50 }),
		startRecordingServer({ status: 200, body: '{}' }),
	]);
	const server = await startSpoilingServer(simulator.port);
	const { token, integrationId } = simulator;
	return {
		n8n,
		simulator,
		server,
		foreign,
		credential: {
			environment: 'custom',
			restUrl: `${server.origin}/ProfitRestServices`,
			soapUrl: `${server.origin}/ProfitServices`,
			integrationId,
			authentication: 'token',
			token,
			language: 'en-us',
			webhookPassword: WEBHOOK_PASSWORD,
		},
		calls: callsFor(simulator),
		poll: {
			connector: byId('Sim_Debtors'),
			event: 'createdOrUpdated',
			modifiedField: 'ModifiedDate',
			createdField: 'CreateDate',
			keyFields: ['DebtorId'],
			startFrom: 'all',
			options: { maxPerPoll: 20 },
		},
		secrets: [WEBHOOK_PASSWORD, dataOf(token), Buffer.from(token).toString('base64').slice(40, 80)],
		async close() {
			server.close();
			foreign.close();
			await simulator.close();
		},
	};
}

function byId(value: string): IDataObject {
	return { __rl: true, mode: 'id', value };
}

/** The part of a token that is the secret. */
function dataOf(token: string): string {
	return /<data>(.*)<\/data>/.exec(token)?.[1] ?? token;
}

function callsFor({ environment: { documents } }: Simulator): Record<string, IDataObject> {
	const fileId = documents.attach(50_001, { name: 'a.pdf', data: Buffer.from('%PDF-1.4') });
	const subject = { connector: byId('KnSubject') };
	const record = (value: object) => ({ dataMode: 'record', record: JSON.stringify(value) });
	const filter = {
		filterMode: 'builder',
		filterGroups: {
			group: [
				{
					conditions: { condition: [{ field: 'DebtorId', operator: 'notEqual', value: '000001' }] },
				},
			],
		},
	};
	return {
		'environment/getConnectors': {},
		'environment/getVersion': { protocol: 'soap' },
		'file/getAttachment': { subjectId: '50001', fileId, protocol: 'rest' },
		'file/getAttachments': { subjectId: '50001', options: {} },
		'file/getFile': { fileId, fileName: 'a.pdf' },
		'file/getImage': { imageId: [...documents.images.keys()][0], size: 'original' },
		'report/get': { reportId: [...documents.reports.keys()][0], protocol: 'rest', ...filter },
		'biModel/getMany': { model: 'Sim_Mutations', limit: 3, select: 'EntryId', filter: '' },
		'getConnector/getFields': { connector: byId('Sim_Debtors') },
		'getConnector/getMany': {
			connector: byId('Sim_Debtors'),
			protocol: 'rest',
			limit: 7,
			...filter,
			sort: { by: [{ field: 'DebtorId', direction: 'asc' }] },
			keyFields: ['DebtorId'],
			options: { retries: 0, pageSize: 5, outputFields: [], dateTimes: 'local', skip: 1 },
		},
		'getConnector/getMany 2': {
			connector: byId('Sim_Transactions'),
			protocol: 'soap',
			returnAll: true,
			keyFields: ['EntryId'],
			options: { retries: 0, pageSize: 40, output: 'csv' },
		},
		'updateConnector/getFields': subject,
		'updateConnector/create': { ...subject, ...record({ StId: 1, Ds: 'Text' }), protocol: 'rest' },
		'updateConnector/create 2': {
			connector: byId('FbSales'),
			dataMode: 'fields',
			fields: {
				mappingMode: 'defineBelow',
				value: { DbId: '000010', OrDa: '2026-01-01', FbSalesLines: '[{"ItCd":"A1","QuUn":1}]' },
			},
			options: { batchSize: 2, concurrency: 2, validate: false },
		},
		'updateConnector/update': {
			...subject,
			...record({ SbId: 50_001, Ds: 'Other text' }),
			protocol: 'soap',
		},
		'updateConnector/update 2': {
			...subject,
			dataMode: 'body',
			body: '{"KnSubject":{"Element":{"@SbId":50001,"Fields":{"Ds":"x"}}}}',
		},
		'updateConnector/upsert': {
			connector: byId('FbSales'),
			lookupConnector: byId('Sim_SalesOrders'),
			lookupMatch: { field: [{ field: 'CustomerReference', value: 'New' }] },
			lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
			...record({ DbId: '000010', RfCs: 'New' }),
			options: { skipUnchanged: true },
		},
		'updateConnector/delete': {
			...subject,
			keys: { mappingMode: 'defineBelow', value: { SbId: '99999' } },
			options: { keyStyle: 'attribute', path: {} },
		},
	};
}

/** The parameters of a call, its resource and operation among them. */
export function callParameters({ calls }: NodeStage, name: string): IDataObject {
	const [resource, operation] = name.split(' ')[0].split('/');
	return { resource, operation, ...structuredClone(calls[name]) };
}
