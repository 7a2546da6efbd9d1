/**
 * Reads AFAS's examples: which of them contradict their own schema, their content as a simple record, and every value
 * with its path. Written without the node's code, as it is what that code is measured against.
 */
import { objectSchema, type OpenApi, type Schema } from './openApi.mts';
import { scalarViolation } from './schemaCheck.mts';

type Json = Record<string, unknown>;

/** Something of an example that is not tried, and why. */
export interface LeftOut {
	where: string;
	why: string;
}

/** A wrapper of the example after what contradicts the schema was taken out. */
export interface CleanExample {
	root: string;
	wrapper: Json;
	leftOut: LeftOut[];
	/** Values in fields, and sub-objects, that the schema does not declare; they are tried. */
	undeclared: string[];
	valueCount: number;
}

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** @returns why the example as a whole is not tried, or its usable content */
export function cleanExample(
	value: unknown,
	schema: Schema,
	resolve: OpenApi['resolve'],
): CleanExample | string {
	const roots = Object.keys(resolve(schema)?.properties ?? {});
	const names = isObject(value) ? Object.keys(value) : [];
	if (names.length !== 1 || names[0] !== roots[0]) {
		return `the example's root ${names.join()} is not the schema's root ${roots.join()}`;
	}
	const clean: CleanExample = {
		root: roots[0],
		wrapper: {},
		leftOut: [],
		undeclared: [],
		valueCount: 0,
	};
	const wrapper = cleanWrapper(
		(value as Json)[roots[0]],
		resolve(schema)!.properties![roots[0]],
		roots[0],
	);
	if (typeof wrapper === 'string') return wrapper;
	clean.wrapper = wrapper;
	return clean;

	function cleanWrapper(given: unknown, declared: Schema | undefined, path: string): Json | string {
		if (!isObject(given) || !('Element' in given)) return `${path} is malformed`;
		const known = objectSchema(declared, resolve);
		const rows: Json[] = [];
		for (const row of listOf(given.Element)) {
			if (!isObject(row)) return `${path} has an Element that is no object`;
			const fields = row.Fields || {};
			if (!isObject(fields)) {
				return `${path} has Fields that are no object`;
			}
			const cleaned: Json = {};
			for (const [name, inner] of Object.entries(row)) {
				if (name.startsWith('@')) {
					cleaned[name] = inner;
					clean.valueCount++;
				}
			}
			cleaned.Fields = cleanFields(fields, known.fields, path);
			const objects: Json[] = [];
			for (const entry of row.Objects === undefined ? [] : listOf(row.Objects)) {
				if (!isObject(entry)) return `${path} has Objects that are no object`;
				for (const [name, inner] of Object.entries(entry)) {
					const subPath = `${path}.${name}`;
					if (inner === null) {
						clean.leftOut.push({ where: subPath, why: 'null instead of a sub-object' });
						continue;
					}
					if (!known.objects[name]) clean.undeclared.push(subPath);
					const sub = cleanWrapper(inner, known.objects[name], subPath);
					if (typeof sub === 'string') return sub;
					objects.push({ [name]: sub });
				}
			}
			cleaned.Objects = objects;
			rows.push(cleaned);
		}
		return { Element: rows };
	}

	function cleanFields(fields: Json, known: Record<string, Schema>, path: string): Json {
		const kept: Json = {};
		for (const [name, inner] of Object.entries(fields)) {
			const why = known[name] ? contradiction(inner, known[name]) : undefined;
			if (why) {
				const shown = JSON.stringify(inner);
				clean.leftOut.push({ where: `${path}.${name}`, why: `${shown} ${why}` });
				continue;
			}
			if (!known[name] && !name.startsWith('@')) clean.undeclared.push(`${path}.${name}`);
			kept[name] = inner;
			clean.valueCount++;
		}
		return kept;
	}
}

/** Why no way of writing the value can make it valid; undefined when one can. */
function contradiction(value: unknown, schema: Schema): string | undefined {
	if (typeof value === 'string' && /^\d+,\d+$/.test(value) && schema.type === 'number') {
		return 'decimal comma';
	}
	return scalarViolation(meant(value, schema), schema);
}

/** The value that is meant, in the type of its schema: `"1"` in a boolean field is `true`. */
export function meant(value: unknown, schema: Schema | undefined): unknown {
	if (value === null || value === '') return '';
	if (typeof value === 'object') return value;
	const text = String(value);
	switch (schema?.type) {
		case 'boolean':
			if (/^(1|true)$/i.test(text)) return true;
			return /^(0|false)$/i.test(text) ? false : value;
		case 'integer':
		case 'number':
			return typeof value !== 'boolean' && /^-?(\d+\.?\d*|\.\d+)$/.test(text)
				? Number(text)
				: value;
		default:
			return schema?.enum?.find((code) => code.toLowerCase() === text.toLowerCase()) ?? text;
	}
}

/** The content of an Element as a user would write it: names only, no Fields, Objects or Element, no `@` at keys. */
export function simpleRecord(element: Json): Json {
	const record: Json = {};
	const fields = (element.Fields ?? {}) as Json;
	for (const [name, value] of Object.entries(element)) {
		if (!name.startsWith('@')) continue;
		const plain = name.slice(1);
		if (/^action$/i.test(plain)) record['@Action'] = value;
		else record[plain in fields ? name : plain] = value;
	}
	for (const [name, value] of Object.entries(fields)) {
		record[/^@action$/i.test(name) ? '@Action' : name] = value;
	}
	for (const entry of (element.Objects ?? []) as Json[]) {
		for (const [name, wrapper] of Object.entries(entry)) {
			const rows = listOf((wrapper as Json).Element).map((row) => simpleRecord(row as Json));
			const present = record[name] as Json[] | undefined;
			record[name] = present ? [...present, ...rows] : rows;
		}
	}
	return record;
}

/** Every value of a body with its path, whatever form the body has: `KnSubject[0]/KnSubjectLink[1]/Fields/SfTp`. */
export function valuesByPath(
	root: string,
	wrapper: unknown,
	declared: Schema | undefined,
	resolve: OpenApi['resolve'],
): Map<string, unknown> {
	const values = new Map<string, unknown>();
	addRows(root, [wrapper], declared);
	return values;

	function addRows(path: string, wrappers: unknown[], schema: Schema | undefined): void {
		const known = objectSchema(schema, resolve);
		const rows = wrappers.flatMap((inner) => listOf((inner as Json).Element)) as Json[];
		rows.forEach((row, index) => {
			const at = `${path}[${index}]`;
			for (const [name, value] of Object.entries(row)) {
				if (/^@action$/i.test(name)) values.set(`${at}/Fields/@Action`, value);
				else if (name.startsWith('@')) values.set(`${at}/${name}`, value);
			}
			for (const [name, value] of Object.entries((row.Fields ?? {}) as Json)) {
				if (/^@action$/i.test(name)) values.set(`${at}/Fields/@Action`, value);
				else values.set(`${at}/Fields/${name}`, meant(value, known.fields[name]));
			}
			const groups = new Map<string, unknown[]>();
			for (const entry of listOf(row.Objects ?? []) as Json[]) {
				for (const [name, inner] of Object.entries(entry)) {
					groups.set(name, [...(groups.get(name) ?? []), inner]);
				}
			}
			for (const [name, inner] of groups) addRows(`${at}/${name}`, inner, known.objects[name]);
		});
	}
}

/** `@` names of an example's Elements as `Object.Field`. */
export function attributeNames(root: string, wrapper: unknown): Set<string> {
	const names = new Set<string>();
	const visit = (object: string, inner: unknown): void => {
		for (const row of listOf((inner as Json).Element) as Json[]) {
			for (const name of Object.keys(row)) {
				if (name.startsWith('@') && !/^@action$/i.test(name))
					names.add(`${object}.${name.slice(1)}`);
			}
			for (const entry of (row.Objects ?? []) as Json[]) {
				for (const [sub, wrapperOfSub] of Object.entries(entry)) visit(sub, wrapperOfSub);
			}
		}
	};
	visit(root, wrapper);
	return names;
}
