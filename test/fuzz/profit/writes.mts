// Metainfo, and records that are checked against it and written in both protocols.
import assert from 'node:assert/strict';
import { parseEnvironmentInfo } from '../../../nodes/Afas/profit/metainfo/parseEnvironment';
import { parseGetConnectorInfo } from '../../../nodes/Afas/profit/metainfo/parseGetConnector';
import { parseUpdateConnectorInfo } from '../../../nodes/Afas/profit/metainfo/parseUpdate';
import type { UpdateConnectorInfo } from '../../../nodes/Afas/profit/metainfo/types';
import { updateXml } from '../../../nodes/Afas/profit/soap/updateXml';
import { attachFile } from '../../../nodes/Afas/profit/records/attachFile';
import type { GetField } from '../../../nodes/Afas/profit/metainfo/types';
import { withKeys } from '../../../nodes/Afas/profit/records/rowKeys';
import { columnsOf, keyColumnsOf } from '../../../nodes/Afas/profit/records/columns';
import { fieldsToRecord } from '../../../nodes/Afas/profit/records/fieldsToRecord';
import { itemToRecord } from '../../../nodes/Afas/profit/records/itemToRecord';
import { findingsError } from '../../../nodes/Afas/profit/records/finding';
import {
	assertFilled,
	isUnchanged,
	keysOfRow,
	lookupColumns,
	lookupConditions,
} from '../../../nodes/Afas/profit/records/lookup';
import { missingMandatory } from '../../../nodes/Afas/profit/records/missingMandatory';
import { recordToElement } from '../../../nodes/Afas/profit/records/recordToElement';
import { restBody, restElementBytes } from '../../../nodes/Afas/profit/rest/restBody';
import { readRecord, type SimpleRecord } from '../../../nodes/Afas/profit/records/simpleRecord';
import { validateElement } from '../../../nodes/Afas/profit/records/validateElement';
import type { WriteElement } from '../../../nodes/Afas/profit/records/writeElement';
import { numberText } from '../../../nodes/Afas/profit/records/writeValue';
import {
	childElements,
	childNamed,
	textOf,
	type XmlElement,
} from '../../../nodes/Afas/profit/xml/element';
import { readXml } from '../../../nodes/Afas/profit/xml/fastXml';
import type { Random } from '../../support/random.ts';
import { FB_SALES, field, KN_SALES_RELATION } from '../../unit/profit/records/metainfo';
import { target } from '../engine.mts';
import { mutatedJson } from '../mutations.mts';
import { refusable, refusableInput } from '../promises.mts';
import { json, leftover, name, nested, objectOf, text } from '../values.mts';

const CODES = [
	{ id: 'Wst', description: 'Werksoort' },
	{ id: 'wst', description: '' },
];

const UPDATE_METAINFO = {
	id: 'FbSales',
	name: 'FbSales',
	description: 'Verkooporder',
	fields: [
		field('OrNu', { primaryKey: 'true', length: 12 }),
		field('OrDa', { dataType: 'date', label: 'Begintijd' }),
		field('PrTp', { dataType: 'boolean' }),
		field('VaIt', { values: CODES }),
	],
	objects: [
		{
			name: 'FbSalesLines',
			fields: [field('QuUn', { dataType: 'decimal', mandatory: true })],
			objects: [{ name: 'KnPerson', fields: [field('LaNm')], objects: null }],
		},
		{ name: 'KnOrganisation', fields: [field('Nm')] },
	],
};

const GET_METAINFO = {
	name: 'Debtors',
	description: 'x',
	fields: [{ id: 'DebtorId', fieldId: 'U001', dataType: 'string', label: 'Nummer', length: 16 }],
};

const ENVIRONMENT = {
	updateConnectors: [{ id: 'FbSales', description: 'Verkooporder' }],
	getConnectors: [{ id: 'Debtors', description: 'Debiteuren' }],
	info: { envid: 'O12345AA', appName: 'App', group: '', tokenExpiry: '' },
};

const METAINFO_NAMES = [
	'id',
	'name',
	'description',
	'fields',
	'objects',
	'fieldId',
	'primaryKey',
	'dataType',
	'label',
	'mandatory',
	'length',
	'values',
];

/** An object that holds objects, far deeper than AFAS's. */
function deepObjects(depth: number): unknown {
	let object: Record<string, unknown> = { name: 'Deepest', fields: [field('A')] };
	for (let level = 0; level < depth; level++) {
		object = {
			name: level % 2 === 0 ? 'KnPerson' : 'KnContact',
			fields: [field('A')],
			objects: [object],
		};
	}
	return { id: 'X', ...object };
}

function manyFields(count: number): unknown {
	const fields = Array.from({ length: count }, (_, at) => field(`F${at}`, { mandatory: true }));
	return { ...UPDATE_METAINFO, fields };
}

const metainfo = target({
	name: 'Metainfo',
	make: (random) => {
		const kind = random.whole(0, 60);
		if (kind === 0) return deepObjects(random.pick([15, 2_000]));
		if (kind === 1) return manyFields(5_000);
		const answer = random.pick([UPDATE_METAINFO, GET_METAINFO, ENVIRONMENT]);
		return mutatedJson(random, answer, METAINFO_NAMES);
	},
	check(answer) {
		const environment = refusable(() => parseEnvironmentInfo(answer));
		for (const { id, description } of environment?.getConnectors ?? []) {
			assert.ok(typeof id === 'string' && id !== '' && typeof description === 'string');
		}
		const get = refusable(() => parseGetConnectorInfo(answer));
		for (const { id, label, dataType } of get?.fields ?? []) {
			assert.ok([id, label, dataType].every((value) => typeof value === 'string') && id !== '');
		}
		const update = refusable(() => parseUpdateConnectorInfo(answer));
		if (!update) return;
		for (const column of [...columnsOf(update), ...keyColumnsOf(update)]) {
			assert.ok(typeof column.label === 'string' && column.label !== '');
			assert.ok(column.type !== 'options' || column.options !== undefined);
		}
	},
});

/** A record as n8n hands it over: members with names of fields, and whatever an expression left in them. */
function record(random: Random, info: UpdateConnectorInfo, depth = 2): SimpleRecord {
	const fields = info.fields.map(({ fieldId }) => fieldId);
	const objects = info.objects.map((object) => object.name);
	const entries: Array<[string, unknown]> = [];
	for (let count = random.whole(0, 5); count > 0; count--) {
		const known = name(random, [...fields, ...fields.map((id) => `@${id}`)]);
		entries.push([known, random.whole(0, 1) === 0 ? text(random) : leftover(random, fields)]);
	}
	if (objects.length > 0 && depth > 0 && random.whole(0, 1) === 0) {
		const object = random.pick(info.objects);
		const row = () => record(random, { ...object, id: '', description: '' }, depth - 1);
		const rows = Array.from({ length: random.whole(0, 3) }, row);
		entries.push([object.name, random.pick([rows, rows[0], leftover(random)])]);
	}
	if (random.whole(0, 30) === 0)
		entries.push([name(random), nested(500, random.whole(0, 1) === 0)]);
	return objectOf(entries);
}

/** All that a body says of a row, in one form for both protocols: empty is null. */
interface Said {
	keys: Array<[string, string]>;
	action?: string;
	fields: Array<[string, string | null]>;
	rows: Array<[string, Said[]]>;
}

function saidInJson(element: Record<string, unknown>): Said {
	const {
		Fields: fields = {},
		Objects: objects = [],
		...keys
	} = element as {
		Fields?: Record<string, unknown>;
		Objects?: Array<Record<string, { Element: Array<Record<string, unknown>> }>>;
	};
	const own = Object.entries(fields);
	return {
		keys: Object.entries(keys).map(([id, value]) => [id.slice(1), String(value)]),
		action: own.find(([id]) => id === '@Action')?.[1] as string | undefined,
		fields: own.filter(([id]) => id !== '@Action').map(([id, value]) => [id, inText(value)]),
		rows: objects.flatMap((object) =>
			Object.entries(object).map(([id, { Element: rows }]): [string, Said[]] => [
				id,
				rows.map(saidInJson),
			]),
		),
	};
}

function inText(value: unknown): string | null {
	if (value === '' || value === null) return null;
	if (typeof value === 'boolean') return value ? '1' : '0';
	return typeof value === 'number' ? numberText(value) : String(value);
}

function saidInXml(element: XmlElement, defaultAction: string): Said {
	const fields = childNamed(element, 'Fields');
	const action = fields?.attributes.get('Action');
	const objects = childNamed(element, 'Objects');
	return {
		keys: [...element.attributes],
		action: action === defaultAction ? undefined : action,
		fields: (fields ? childElements(fields) : []).map((own) => [
			own.name,
			own.attributes.get('xsi:nil') === 'true' ? null : textOf(own),
		]),
		rows: (objects ? childElements(objects) : []).map((object) => [
			object.name,
			childElements(object).map((row) => saidInXml(row, defaultAction)),
		]),
	};
}

/** Without what only one protocol says: an action that is the usual one. */
function comparable(said: Said): Said {
	const { keys, fields, rows } = said;
	const action = said.action === 'insert' ? undefined : said.action;
	return { keys, action, fields, rows: rows.map(([id, all]) => [id, all.map(comparable)]) };
}

/** Both protocols write the same, and nothing that a user never wrote. */
function assertWritable(element: WriteElement, info: UpdateConnectorInfo): void {
	const body = JSON.parse(JSON.stringify(restBody(info.name, [element], 'update'))) as Record<
		string,
		{ Element: Record<string, unknown> }
	>;
	assert.deepEqual(Object.keys(body), [info.name]);
	assert.ok(restElementBytes(element) > 0);
	const xml = refusableInput(() => updateXml(info.name, [element], 'insert'));
	if (xml === undefined) return;
	const root = readXml(xml);
	// The XML library knows no names with characters above U+FFFF, nor one with a byte order mark.
	if (/\ufeff/.test(xml) || (!root && /[\ud800-\udfff]/.test(xml))) return;
	assert.ok(root && root.name === info.name, 'Its own XML is refused');
	const [row, ...others] = childElements(root);
	assert.deepEqual(others, []);
	if (hasDoubledNames(element)) return;
	assert.deepEqual(
		comparable(saidInXml(row, 'insert')),
		comparable(saidInJson(body[info.name].Element)),
	);
}

/** A name that stands twice in a row is one member in JSON, and two elements in XML. */
function hasDoubledNames({ keys, fields, objects }: WriteElement): boolean {
	const own = [keys, fields].some(
		(entries) => new Set(entries.map(([id]) => id)).size < entries.length,
	);
	return own || objects.some(({ elements }) => elements.some(hasDoubledNames));
}

const records = target({
	name: 'Records',
	make: (random) => {
		const info = random.pick([FB_SALES, KN_SALES_RELATION]);
		return {
			info,
			form: random.pick(['record', 'fields', 'item'] as const),
			given: record(random, info),
			action: random.pick(['insert', 'update', 'delete'] as const),
		};
	},
	check({ info, form, given, action }) {
		const simple = refusableInput(() => {
			if (form === 'fields') return fieldsToRecord(given, info);
			return form === 'item' ? itemToRecord(given, info).record : readRecord(given, 'Record');
		});
		if (!simple) return;
		const { element, findings } = recordToElement(simple, info);
		const wrong = [...findings, ...validateElement(element, info, action)];
		if (wrong.length > 0) assert.ok(findingsError(wrong).message !== '');
		missingMandatory(element, info);
		if (findings.length === 0) assertWritable(element, info);
	},
});

const recordTexts = target({
	name: 'Records as text',
	make: (random) =>
		random.pick([
			text(random),
			JSON.stringify(record(random, FB_SALES)),
			`[${'['.repeat(random.pick([1, 5_000]))}`,
			leftover(random),
		]),
	check(given) {
		const simple = refusableInput(() => readRecord(given, 'Record'));
		if (simple) refusableInput(() => fieldsToRecord(simple, FB_SALES));
	},
});

const attachments = target({
	name: 'Attachments in records',
	make: (random) => ({
		given: record(random, FB_SALES),
		object: random.pick(['', name(random, ['FbSalesLines', 'KnSubjectAttachment'])]),
		nameField: random.pick(['', name(random, ['FileName'])]),
		dataField: name(random, ['FileStream']),
	}),
	check({ given, ...place }) {
		const file = { ...place, fileName: 'a.pdf', base64: 'Zm9v' };
		const whole = refusableInput(() => attachFile(given, file, FB_SALES));
		if (!whole) return;
		assert.ok(Object.keys(given).every((member) => Object.hasOwn(whole, member)));
		const { element, findings } = recordToElement(whole, FB_SALES);
		if (findings.length === 0) assertWritable(element, FB_SALES);
	},
});

const lookups = target({
	name: 'Lookups',
	make: (random) => ({
		matches: Array.from({ length: random.whole(0, 2) }, () => ({
			field: name(random, ['DebtorId']),
			value: leftover(random),
		})),
		row: objectOf([
			[name(random, ['OrNu']), json(random, [], 0)],
			['DbId', json(random, [], 0)],
		]) as Record<string, string | number | boolean | null>,
		keys: Array.from({ length: random.whole(0, 2) }, () => ({
			keyField: name(random, ['OrNu', '@OrNu']),
			field: name(random, ['OrNu', 'DbId']),
		})),
		given: record(random, FB_SALES),
	}),
	check({ matches, row, keys, given }) {
		const conditions = refusableInput(() => {
			const asked = lookupConditions(matches);
			assertFilled(asked);
			return asked;
		});
		for (const condition of conditions ?? []) {
			assert.ok(typeof condition.value === 'string' && condition.value !== '');
			assert.ok(
				!/\[object|^NaN$|^Invalid|^(null|undefined)$/.test(condition.value) ||
					matches.some(({ value }) => value === condition.value),
				`Looks for ${condition.value}`,
			);
		}
		const columns = Object.keys(row).map((id) => ({ id }) as GetField);
		const shown = { name: 'X', description: '', fields: columns };
		const entries = refusableInput(() =>
			keysOfRow(row, FB_SALES, lookupColumns(FB_SALES, keys, shown)),
		);
		const { element } = recordToElement(given, FB_SALES);
		isUnchanged(element, row, FB_SALES);
		if (entries)
			assert.ok(
				entries.every(([, value]) => value !== ''),
				'An empty key',
			);
		if (entries) refusableInput(() => withKeys(element, entries, FB_SALES, undefined));
	},
});

export const writeTargets = [metainfo, records, recordTexts, attachments, lookups];
