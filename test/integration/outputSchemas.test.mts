import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { checkout } from './support/libraries.mts';
import { byId, openStage, type Stage } from './support/profit.mts';
import { keys, record } from './support/writes.mts';

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
}

const SCHEMAS = join(checkout, 'dist', 'nodes', 'Afas', '__schema__', 'v1.0.0');

/** `resource/operation` of every schema in the built package. */
function schemaNames(): string[] {
	return readdirSync(SCHEMAS).flatMap((resource) =>
		readdirSync(join(SCHEMAS, resource)).map((file) => `${resource}/${file.replace('.json', '')}`),
	);
}

const readSchema = (name: string) =>
	JSON.parse(readFileSync(join(SCHEMAS, `${name}.json`), 'utf8')) as Schema;

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ bigRows: 10, orderRows: 10 });
});
afterAll(() => stage.simulator.close());

/** What operations get that take a file. */
const FILE = { data: 'MTsy', mimeType: 'text/csv', fileName: 'file.csv' };

/** Parameters by `resource/operation`, with which an operation gives at least one item. */
function runs(): Record<string, IDataObject> {
	const { documents } = stage.simulator.environment;
	const fileId = documents.attach(50_001, { name: 'a.pdf', data: Buffer.from('%PDF-1.4') });
	const subject = { connector: byId('KnSubject') };
	const order = {
		connector: byId('FbSales'),
		lookupConnector: byId('Sim_SalesOrders'),
		lookupMatch: { field: [{ field: 'CustomerReference', value: 'New' }] },
		lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
	};
	return {
		'environment/checkSetup': { connectorIds: ['Sim_Odd_Names'] },
		'environment/getBlueprint': { connectorIds: ['Sim_Countries'] },
		'environment/getConnectors': {},
		'environment/getInfo': {},
		'environment/getMetainfo': { connector: byId('Sim_Debtors') },
		'environment/getVersion': {},
		'file/getAttachment': { subjectId: '50001', fileId },
		'file/getAttachments': { subjectId: '50001' },
		'file/getFile': { fileId, fileName: 'a.pdf' },
		'file/getImage': { imageId: [...documents.images.keys()][0] },
		'report/get': { reportId: [...documents.reports.keys()][0] },
		'getConnector/getFields': { connector: byId('Sim_Debtors') },
		'updateConnector/getFields': subject,
		'updateConnector/create': { ...subject, ...record({ StId: 1, Ds: 'Text' }) },
		'updateConnector/update': { ...subject, ...record({ SbId: 50_001, Ds: 'Other text' }) },
		'updateConnector/upsert': { ...order, ...record({ DbId: '000010', RfCs: 'New' }) },
		'remote/importFile': { importDefinition: 'Sim debiteuren' },
		'remote/importGetConnector': { fileName: 'debtors.gcn' },
		'remote/getResult': { commandId: '0'.repeat(32) },
		'updateConnector/delete': { ...subject, ...keys({ SbId: '50001' }) },
	};
}

/** A value's type in words of JSON Schema; null says nothing. */
function typeOf(value: unknown): string | undefined {
	if (value === null) return undefined;
	if (Array.isArray(value)) return 'array';
	return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

describe('the output that the editor shows before a run', () => {
	it('is what the operation gives', async () => {
		const all = runs();
		expect(schemaNames().sort()).toEqual(Object.keys(all).sort());
		for (const [name, parameters] of Object.entries(all)) {
			const [resource, operation] = name.split('/');
			const { items, error } = await stage.n8n.runNode({
				credential: stage.credential,
				items: [{ json: {}, binary: { data: FILE } }],
				parameters: { resource, operation, ...parameters },
			});
			expect({ name, error }).toEqual({ name, error: undefined });
			expect(items[0].length).toBeGreaterThan(0);
			const { properties = {} } = readSchema(name);
			for (const { json } of items[0]) {
				expect({ name, fields: Object.keys(json) }).toEqual({
					name,
					fields: Object.keys(properties),
				});
				for (const [field, value] of Object.entries(json)) {
					const type = typeOf(value) ?? properties[field].type;
					expect({ name, field, type }).toEqual({ name, field, type: properties[field].type });
				}
			}
		}
	});

	it('is there only where it is known beforehand', () => {
		expect(existsSync(join(SCHEMAS, 'getConnector', 'getMany.json'))).toBe(false);
		expect(existsSync(join(SCHEMAS, 'biModel'))).toBe(false);
	});
});
