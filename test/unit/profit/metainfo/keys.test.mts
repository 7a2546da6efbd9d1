import { keyFieldsOf, keyPlace, type KeyStyle } from '../../../../nodes/Afas/profit/metainfo/keys';
import { KEYS_IN_FIELDS } from '../../../../nodes/Afas/profit/metainfo/keysInFields';
import { parseUpdateConnectorInfo } from '../../../../nodes/Afas/profit/metainfo/parseUpdate';
import { deletedElement } from '../../../../nodes/Afas/profit/records/deletedElement';
import { recordToElement } from '../../../../nodes/Afas/profit/records/recordToElement';
import { identityOf, withKeys } from '../../../../nodes/Afas/profit/records/rowKeys';
import { restBody } from '../../../../nodes/Afas/profit/rest/restBody';
import { updateXml } from '../../../../nodes/Afas/profit/soap/updateXml';
import { seededRandom, shuffle, type Random } from '../../../support/random';
import { readDataXml } from '../../../simulator/soap/updateMethods.mts';
import {
	field as simulatedField,
	objectMetainfo,
	updateObject,
	type UpdateObject,
} from '../../../simulator/write/definition.mts';
import { readJsonBody } from '../../../simulator/write/jsonBody.mts';
import { field } from '../records/metainfo';

const infoOf = (name: string, ...fields: object[]) => parseUpdateConnectorInfo({ name, fields });

describe('keyFieldsOf', () => {
	it('are the primary keys of metainfo', () => {
		const info = infoOf('KnDimCode', field('AxId', { primaryKey: true }), field('Ds'));
		expect(keyFieldsOf(info).map(({ fieldId }) => fieldId)).toEqual(['AxId']);
	});

	it.each([
		['FbSales', 'OrNu'],
		['FbItemArticle', 'ItCd'],
		['KnOrganisation', 'BcCo'],
		['KnPerson', 'BcCo'],
		['KnAppointment', 'ApId'],
		['PtProject', 'PrId'],
	])("are AFAS's own for %s, whose metainfo calls none so", (name, key) => {
		const info = infoOf(name, field('Ds'), field(key));
		expect(keyFieldsOf(info).map(({ fieldId }) => fieldId)).toEqual([key]);
	});

	it('are none if nothing tells them, and never a field that the connector lacks', () => {
		expect(keyFieldsOf(infoOf('KnContact', field('ExAd')))).toEqual([]);
		expect(keyFieldsOf(infoOf('FbSales', field('Ds')))).toEqual([]);
		expect(keyFieldsOf(infoOf('constructor', field('Ds')))).toEqual([]);
	});
});

describe('keyPlace', () => {
	const subject = infoOf('KnSubject', field('SbId', { primaryKey: true }), field('Ds'));
	const sales = infoOf('FbSales', field('OrNu', { primaryKey: true }), field('RfCs'));

	it.each<[typeof subject, string, KeyStyle | undefined, string]>([
		[subject, 'SbId', undefined, 'attribute'],
		[subject, 'Ds', undefined, 'field'],
		[sales, 'OrNu', undefined, 'field'],
		[sales, 'OrNu', 'attribute', 'attribute'],
		[sales, 'RfCs', 'attribute', 'field'],
		[subject, 'SbId', 'plain', 'field'],
	])('%#: is decided by the object and the option', (info, name, style, place) => {
		expect(keyPlace(info, name, style)).toBe(place);
	});
});

const SEED = Math.floor(Math.random() * 2 ** 32);
const RUNS = 300;
const COUNTED = Object.entries(KEYS_IN_FIELDS);

let names = 0;

/** An object whose keys are attributes or stand among Fields, with rows of such objects below. */
function anyObject(random: Random, depth: number): UpdateObject {
	const [counted, countedKeys] = random.pick(COUNTED);
	const inFields = random.next() < 0.5;
	const keyNames = inFields ? countedKeys : ['KeyA', 'KeyB'].slice(0, random.whole(1, 2));
	const keys = keyNames.map((name) =>
		simulatedField(name, 'string', name, name, {
			[inFields ? 'keyInFields' : 'primaryKey']: true,
		}),
	);
	const others = ['Txt', 'More'].map((name) => simulatedField(name, 'string', name, name));
	const fields = shuffle([...keys, ...others], random);
	const objects = depth === 0 ? [] : [anyObject(random, depth - 1)];
	// Names of the table mean what they say; the others are nobody's.
	return updateObject(inFields ? counted : `KnAny${(names += 1)}`, fields, { objects });
}

function anyRecord(random: Random, object: UpdateObject): Record<string, unknown> {
	const record: Record<string, unknown> = {};
	for (const name of object.key) record[name] = `${name} ${random.whole(1, 99)}`;
	for (const name of ['Txt', 'More']) if (random.next() < 0.7) record[name] = `${name} text`;
	for (const child of object.objects) {
		record[child.name] = Array.from({ length: random.whole(0, 2) }, () => anyRecord(random, child));
	}
	return record;
}

describe(`keys in random connectors, seed ${SEED}`, () => {
	it.each([false, true])(
		'stand where AFAS wants them, over both protocols; metainfo calls them primary: %s',
		(primaryKeyInFields) => {
			const random = seededRandom(SEED);
			for (let run = 0; run < RUNS; run++) {
				const object = anyObject(random, random.whole(0, 2));
				const info = parseUpdateConnectorInfo(
					objectMetainfo(object, 'nl', { primaryKeyAsText: false, primaryKeyInFields }),
				);
				const record = anyRecord(random, object);
				const wanted = object.key.map((name) => record[name]);
				const keysOf = (element: { values: Map<string, unknown> }) =>
					object.key.map((name) => element.values.get(name));

				const { element, findings } = recordToElement(record, info);
				expect(findings).toEqual([]);
				const { [object.key[0]]: _own, ...unkeyed } = record;
				const upserted = withKeys(
					recordToElement(unkeyed, info).element,
					object.key.map((name): [string, string] => [name, String(record[name])]),
					info,
					undefined,
				);
				for (const written of [element, upserted]) {
					expect(Object.values(identityOf(written, info)).sort()).toEqual([...wanted].sort());
					for (const action of ['insert', 'update'] as const) {
						const body: unknown = JSON.parse(
							JSON.stringify(restBody(info.name, [written], action)),
						);
						expect(keysOf(readJsonBody(object, body)[0])).toEqual(wanted);
						const xml = updateXml(info.name, [written], action);
						expect(keysOf(readDataXml(object, xml)[0])).toEqual(wanted);
					}
				}

				const rows = [];
				let path = info as { objects: typeof info.objects };
				let level = object;
				while (level.objects.length > 0 && random.next() < 0.7) {
					[level] = level.objects;
					[path] = path.objects;
					const keys = level.key.map((name): [string, string] => [name, `${name} 1`]);
					rows.push({ object: level.name, keys });
				}
				const named = object.key.map((name): [string, string] => [name, String(record[name])]);
				const deleted = deletedElement(info, named, rows, undefined);
				let [read] = readDataXml(object, updateXml(info.name, [deleted], 'delete'));
				expect(keysOf(read)).toEqual(wanted);
				for (const row of rows) {
					expect(read.action).not.toBe('delete');
					[read] = read.children;
					expect([...read.values]).toEqual(row.keys);
				}
				expect(read.action).toBe('delete');
			}
		},
	);
});
