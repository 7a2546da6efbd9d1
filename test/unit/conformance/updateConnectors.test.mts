import { parseUpdateConnectorInfo } from '../../../nodes/Afas/profit/metainfo/parseUpdate';
import { columnsOf } from '../../../nodes/Afas/profit/records/columns';
import { fieldsToRecord } from '../../../nodes/Afas/profit/records/fieldsToRecord';
import { itemToRecord } from '../../../nodes/Afas/profit/records/itemToRecord';
import type { UpdateConnectorInfo } from '../../../nodes/Afas/profit/metainfo/types';
import { deletePath } from '../../../nodes/Afas/profit/rest/paths';
import { recordToElement } from '../../../nodes/Afas/profit/records/recordToElement';
import { restBody } from '../../../nodes/Afas/profit/rest/restBody';
import { validateElement } from '../../../nodes/Afas/profit/records/validateElement';
import {
	attributeNames,
	cleanExample,
	simpleRecord,
	valuesByPath,
	type CleanExample,
} from './example.mts';
import { metainfoOf } from './metainfoOf.mts';
import {
	AFAS_FILES,
	MADE_FILES,
	readOpenApi,
	type OpenApi,
	type WriteOperation,
} from './openApi.mts';
import { violations } from './schemaCheck.mts';

/** Which fields of an operation are keys: as its file tells, or as this very example writes them. */
type KeySource = 'the file' | 'the example';

/**
 * Keys of a DELETE path that an example writes under Fields while others of the same object write keys as attributes; for
 * KnUser and KnWorkflow it is the same key.
 */
const WRITTEN_BOTH_WAYS = [
	'HrJudgement.JuSn',
	'KnCurrencyRates.Sn',
	'KnUser.UsId',
	'KnWorkflow.SbId',
];

interface Tried {
	name: string;
	operation: WriteOperation;
	example: CleanExample;
}

function examplesOf({ writes, resolve }: OpenApi) {
	const tried: Tried[] = [];
	const whole: string[] = [];
	for (const operation of writes) {
		for (const { name, value } of operation.examples) {
			const title = `${operation.name} # ${name}`;
			const example = cleanExample(value, operation.schema, resolve);
			if (typeof example === 'string') whole.push(`${title}: ${example}`);
			else tried.push({ name: title, operation, example });
		}
	}
	return { tried, whole };
}

/** `Object.Field` of the keys: those with `@` in the examples, and with the file's also those of the DELETE path. */
function keysOf(source: KeySource, { operation, example }: Tried, all: Tried[]): Set<string> {
	if (source === 'the example') return attributeNames(example.root, example.wrapper);
	const sameConnector = all.filter((one) => one.operation.connector === operation.connector);
	return new Set([
		...sameConnector.flatMap((one) => [...attributeNames(one.example.root, one.example.wrapper)]),
		...operation.deleteKeys.map((name) => `${example.root}.${name}`),
	]);
}

function write(tried: Tried, all: Tried[], source: KeySource, resolve: OpenApi['resolve']) {
	const { operation, example } = tried;
	const wrapperSchema = resolve(operation.schema)!.properties![example.root];
	const keys = keysOf(source, tried, all);
	const info = parseUpdateConnectorInfo(
		metainfoOf(operation.connector, example.root, wrapperSchema, resolve, (object, field) =>
			keys.has(`${object}.${field}`),
		),
	);
	const built = (example.wrapper.Element as Array<Record<string, unknown>>).map((element) =>
		recordToElement(simpleRecord(element), info),
	);
	const body = restBody(
		info.name,
		built.map(({ element }) => element),
		operation.method === 'post' ? 'insert' : 'update',
	);
	// What leaves is text.
	return { info, built, wrapperSchema, body: JSON.parse(JSON.stringify(body)) as typeof body };
}

/** The record without the empty text in its rows, which there means a place that was not filled in. */
function withoutEmptyText(record: Record<string, unknown>): Record<string, unknown> {
	const filled = (row: unknown) =>
		withoutEmptyText(
			Object.fromEntries(Object.entries(row as object).filter(([, value]) => value !== '')),
		);
	return Object.fromEntries(
		Object.entries(record).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.map(filled) : value,
		]),
	);
}

/** The form of a record: a value per column, rows as JSON text; names that the schema does not declare get a column too. */
function formValues(
	record: Record<string, unknown>,
	info: UpdateConnectorInfo,
	undeclared: string[],
) {
	const values: Record<string, unknown> = {};
	const columns = columnsOf(info);
	const isInRows = (path: string) =>
		columns.some(({ id, type }) => type === 'array' && path.startsWith(`${id}.`));
	const added = undeclared
		.map((path) => path.slice(path.indexOf('.') + 1))
		.filter((path) => path.includes('.') && !isInRows(path))
		.map((path) => ({ id: path, path: path.split('.'), type: 'string' }));
	for (const { id, path, type } of [...columns, ...added]) {
		let value: unknown = record;
		for (const name of path) {
			const holder = Array.isArray(value) && value.length === 1 ? value[0] : value;
			value = (holder as Record<string, unknown> | undefined)?.[name];
		}
		if (value !== undefined) values[id] = type === 'array' ? JSON.stringify(value) : value;
	}
	// The record's own directives and forced keys have no column; they go along as they are.
	for (const name of Object.keys(record)) if (name.startsWith('@')) values[name] = record[name];
	return values;
}

/** Paths of the values in which two bodies differ; a key may stand as `@Key` in one and under Fields in the other. */
function differences(wanted: Map<string, unknown>, got: Map<string, unknown>) {
	const missing: string[] = [];
	const moved: string[] = [];
	const extra = new Set(got.keys());
	for (const [path, value] of wanted) {
		const attribute = path.replace(/\/Fields\/([^/]+)$/, '/@$1');
		if (got.has(path) && same(got.get(path), value)) {
			extra.delete(path);
		} else if (attribute !== path && got.has(attribute) && same(got.get(attribute), value)) {
			extra.delete(attribute);
			moved.push(path);
		} else {
			missing.push(`${path}: ${JSON.stringify(value)} became ${JSON.stringify(got.get(path))}`);
		}
	}
	return { missing, moved, extra: [...extra] };
}

/** Equal lines once, with their number. */
function counted(lines: string[]): string[] {
	return [...new Set(lines)].map((line) => {
		const count = lines.filter((other) => other === line).length;
		return count > 1 ? `${line} (${count} times)` : line;
	});
}

function same(a: unknown, b: unknown): boolean {
	return a === b || String(a) === String(b);
}

/** How many are left out because they contradict their own schema, and of how many. */
interface LeftOut {
	examples: [leftOut: number, all: number];
	values: [leftOut: number, all: number];
}

/** @param keysByFile `Object.Field` of the keys that the files name and examples write under Fields, while the node does not */
function conformance(
	title: string,
	openApi: OpenApi,
	keysByFile: string[],
	check: (leftOut: LeftOut) => void,
) {
	const { resolve, deletePaths, writes } = openApi;
	const { tried, whole } = examplesOf(openApi);

	describe(title, () => {
		it('says what is tried and what is left out', () => {
			const values = tried.flatMap(({ name, example }) =>
				example.leftOut.map(({ where, why }) => `${name}: ${where}: ${why}`),
			);
			const valueCount = tried.reduce((sum, { example }) => sum + example.valueCount, 0);
			const undeclared = tried.reduce((sum, { example }) => sum + example.undeclared.length, 0);
			const report = [
				`${writes.length} POST and PUT operations, ${writes.filter(({ examples }) => examples.length === 0).length} of them without an example`,
				`${tried.length} examples tried with ${valueCount} values, ${undeclared} of them in fields or sub-objects that the schema does not declare (custom fields among them)`,
				`${whole.length} examples left out:`,
				...whole.map((line) => `  ${line}`),
				`${values.length} single values left out, which contradict their own schema:`,
				...counted(values).map((line) => `  ${line}`),
			];
			process.stdout.write(`${report.join('\n')}\n`);
			expect(tried.length + whole.length).toBe(
				writes.reduce((sum, { examples }) => sum + examples.length, 0),
			);
			check({
				examples: [whole.length, tried.length + whole.length],
				values: [values.length, valueCount],
			});
		});

		describe.each<KeySource>(['the example', 'the file'])('with keys as %s tells', (source) => {
			let written: Array<{ one: Tried } & ReturnType<typeof write>>;

			beforeAll(() => {
				written = tried.map((one) => ({ one, ...write(one, tried, source, resolve) }));
			});

			it('become bodies that are valid against the schema of their operation', () => {
				const found = written.flatMap(({ one, body, built }) => {
					const refused = built.flatMap(({ findings }) => findings.map(({ path }) => path));
					return [...refused, ...violations(body, one.operation.schema, resolve)].map(
						(line) => `${one.name}: ${line}`,
					);
				});
				expect(found).toEqual([]);
			});

			it('keep every value at its path, and get none added', () => {
				const moved: string[] = [];
				const found = written.flatMap(({ one, body, info, wrapperSchema }) => {
					const { root, wrapper } = one.example;
					const wanted = valuesByPath(root, wrapper, wrapperSchema, resolve);
					const got = valuesByPath(info.name, body[info.name], wrapperSchema, resolve);
					const difference = differences(wanted, got);
					moved.push(...difference.moved.map((path) => `${one.name}: ${path}`));
					return [...difference.missing, ...difference.extra].map((line) => `${one.name}: ${line}`);
				});
				process.stdout.write(
					`keys as ${source} tells: ${moved.length} keys that an example has under Fields are written as @key\n`,
				);
				expect(found).toEqual([]);
				const movedFields = moved.map((path) => path.replace(/^.*: (\w+)\[\d+\]\/Fields\//, '$1.'));
				expect([...new Set(movedFields)].sort()).toEqual(
					source === 'the example' ? [] : keysByFile,
				);
			});

			it('can be filled in as a form, and be taken from an item, without loss', () => {
				const different = written.flatMap(({ one, info }) => {
					const elements = one.example.wrapper.Element as Array<Record<string, unknown>>;
					return elements.flatMap((element) => {
						const simple = withoutEmptyText(simpleRecord(element));
						// What the metainfo does not know has no column.
						const { record } = itemToRecord(simple, info);
						const wanted = JSON.stringify(recordToElement(record, info).element);
						const form = fieldsToRecord(formValues(record, info, one.example.undeclared), info);
						const filledIn = JSON.stringify(recordToElement(form, info).element);
						const whole = JSON.stringify(recordToElement(simple, info).element);
						const complete = one.example.undeclared.length > 0 || wanted === whole;
						return filledIn === wanted && complete ? [] : [one.name];
					});
				});
				expect(different).toEqual([]);
			});

			it('pass the checks of their values', () => {
				const found = written.flatMap(({ one, built, info }) => {
					const action = one.operation.method === 'post' ? 'insert' : 'update';
					return built
						.flatMap(({ element }) => validateElement(element, info, action))
						.filter(({ message }) => !/is not a field|is the key of the row/.test(message))
						.map(({ path, message }) => `${one.name}: ${path} ${message}`);
				});
				expect(found).toEqual([]);
			});
		});

		it('have the delete paths that deletePath writes', () => {
			const found = deletePaths.map((path) => {
				const [, , connector, root, names] = path.split('/');
				const keys = names
					.split(',')
					.map((name): [string, string] => [name.slice(1), `${name} 1?2`]);
				return deletePath({ connector, root, keys, levels: [], keyStyle: 'attribute' });
			});
			const wanted = deletePaths.map((path) =>
				path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(`@${name} 1?2`)),
			);
			process.stdout.write(`${deletePaths.length} delete paths tried\n`);
			expect(found).toEqual(wanted);
			expect(deletePaths.length).toBeGreaterThan(0);
		});
	});
}

// Each way to contradict the schema is in the data once.
const MADE_KEYS = ['ZzBicycle.BiNu', 'ZzRentalPar.Peri', 'ZzRentalPar.Year'];
conformance("OpenAPI examples in AFAS's shape", readOpenApi(MADE_FILES), MADE_KEYS, (leftOut) => {
	expect(leftOut).toEqual({ examples: [3, 17], values: [5, 82] });
});

// Hardly anything of AFAS's own is left out: 7 of 582 examples and 73 of 11,492 values in 12 files of August 2025.
if (AFAS_FILES) {
	const openApi = readOpenApi(AFAS_FILES);
	conformance("AFAS's own examples", openApi, WRITTEN_BOTH_WAYS, ({ examples, values }) => {
		expect(examples[0] / examples[1]).toBeLessThan(0.02);
		expect(values[0] / values[1]).toBeLessThan(0.01);
	});
}
