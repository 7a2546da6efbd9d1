import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { checkout } from './support/libraries.mts';
import { callParameters, CATALOGUE_ITEMS, operationCalls } from '../support/operations.mts';
import { openStage, type Stage } from './support/profit.mts';

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

/** The calls of the catalogue whose output is known beforehand; their changes are sent. */
function runs(): Record<string, IDataObject> {
	const known = schemaNames();
	const calls = operationCalls(stage.simulator);
	const names = Object.keys(calls).filter((name) => known.includes(name));
	return Object.fromEntries(
		names.map((name) => {
			const { options = {}, ...parameters } = callParameters(calls, name);
			const { dryRun: _dryRun, ...sent } = options as IDataObject;
			return [name, { ...parameters, options: sent }];
		}),
	);
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
			const { items, error } = await stage.n8n.runNode({
				credential: stage.credential,
				items: CATALOGUE_ITEMS,
				parameters,
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
