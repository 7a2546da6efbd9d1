import type { Cell } from '../data/fields.mts';
import type { Environment } from '../environment.mts';
import { badParameters, notAuthorised } from '../failure.mts';
import { json, type Answer, type Call } from '../http.mts';
import {
	objectMetainfo,
	type UpdateConnector,
	type UpdateObject,
	type WrittenRecord,
} from '../write/definition.mts';
import type { WriteElement } from '../write/element.mts';
import { fieldValue } from '../write/fieldValue.mts';
import { readJsonBody } from '../write/jsonBody.mts';
import { refusal } from '../write/refusals.mts';
import type { Route } from './restService.mts';

/**
 * An UpdateConnector that the token may use.
 * @throws ProfitFailure when there is none
 */
export function allowedUpdateConnector(environment: Environment, id: string): UpdateConnector {
	const connector = environment.updateConnector(id);
	if (!connector || environment.settings.notAuthorised.has(id.toLowerCase())) {
		throw notAuthorised('UpdateConnector');
	}
	return connector;
}

/** Answer to `GET /metainfo/update/{id}`. */
function updateMetainfo(environment: Environment, connector: UpdateConnector, call: Call) {
	const { root, id, description } = connector;
	return {
		id,
		description: description[call.language],
		objects: null,
		...objectMetainfo(root, call.language, environment.settings),
	};
}

/**
 * The body as AFAS reads it: without `charset=utf-8` in Content-Type, what is not ASCII becomes `?`
 * (docs/afas.md 1.4).
 */
function bodyText(call: Call): string {
	const text = call.body.toString('utf8');
	const type = call.request.headers['content-type'] ?? '';
	if (/charset\s*=\s*"?utf-8/i.test(type)) return text;
	call.log.remarks.push('a body without charset=utf-8');
	return text.replace(/[^\x00-\x7f]/gu, '?');
}

function parsed(call: Call): { body: unknown } | undefined {
	try {
		return { body: JSON.parse(bodyText(call)) };
	} catch {
		return undefined;
	}
}

/** The answer to a write that was done (docs/afas.md 2.7). */
function created(
	environment: Environment,
	connector: UpdateConnector,
	records: WrittenRecord[],
): Answer {
	const { resultShape } = environment.settings;
	const { result } = connector;
	if (resultShape === 'empty' || !result) return { status: 201 };
	const keys = records.map(result.keys);
	const one = keys.length === 1 ? keys[0] : keys;
	if (resultShape === 'bare') return json(201, { [result.name]: one });
	if (resultShape === 'list') {
		const single = keys.flatMap((entry) =>
			Object.entries(entry).map(([name, value]) => ({ [name]: value })),
		);
		return json(201, { results: { [result.name]: single } });
	}
	return json(201, { results: { [result.name]: one } });
}

function write(environment: Environment, connector: UpdateConnector, call: Call): Answer {
	const method = call.method as 'POST' | 'PUT';
	const subObject = call.path[2];
	const child = connector.root.objects.find(
		({ name }) => name.toLowerCase() === subObject?.toLowerCase(),
	);
	if (subObject !== undefined && (!child || method !== 'POST')) {
		throw refusal.unknownObject(connector.root, subObject);
	}
	if (!child && !connector.methods.includes(method)) throw refusal.action(connector.id, method);
	const content = parsed(call);
	if (!content) return json(400, { message: 'Invalid json' });
	const elements = readJsonBody(connector.root, content.body);
	if (child) {
		for (const element of elements) {
			const other = element.children.find(({ object }) => object !== child);
			if (other) throw refusal.unknownObject(connector.root, other.object.name);
		}
	}
	const isInsert = method === 'POST';
	const records = environment.writes.apply(
		elements,
		isInsert && !child ? 'insert' : 'update',
		isInsert ? 'insert' : 'update',
	);
	return created(environment, connector, records);
}

/** `@K1,@K2/v1,v2` of a DELETE as the values of an element. */
function deleteKeys(
	environment: Environment,
	object: UpdateObject,
	names: string,
	values: string,
): Map<string, Cell> {
	const style = environment.settings.deleteKeys;
	const keys = names.split(',');
	const parts = values.split(',');
	if (keys.length !== parts.length) {
		throw badParameters('The number of keys and values differs');
	}
	return new Map(
		keys.map((key, at) => {
			const isAttribute = key.startsWith('@');
			const name = isAttribute ? key.slice(1) : key;
			const field = object.fields.find(({ fieldId }) => fieldId === name);
			const allowed = style === 'both' || (style === 'attribute') === isAttribute;
			if (!field || !allowed) throw refusal.unknownField(object, key);
			return [name, fieldValue(object, field, parts[at])];
		}),
	);
}

/** `/connectors/{Id}/{Root}/{keys}/{values}` and, for a nested row, again `/{Object}/{keys}/{values}`. */
function remove(
	environment: Environment,
	connector: UpdateConnector,
	call: Call,
): Answer | undefined {
	if (!connector.methods.includes('DELETE')) throw refusal.action(connector.id, 'DELETE');
	const levels = call.path.slice(2);
	if (levels.length < 3 || levels.length % 3 !== 0) return undefined;
	let objects = [connector.root];
	const path: WriteElement[] = [];
	for (let at = 0; at < levels.length; at += 3) {
		const [name, keys, values] = levels.slice(at, at + 3);
		const object = objects.find((is) => is.name.toLowerCase() === name.toLowerCase());
		const parent = path.at(-1);
		if (!object) throw refusal.unknownObject(parent?.object ?? connector.root, name);
		const element: WriteElement = {
			object,
			action: at + 3 === levels.length ? 'delete' : 'update',
			values: deleteKeys(environment, object, keys, values),
			children: [],
		};
		parent?.children.push(element);
		path.push(element);
		objects = object.objects;
	}
	const { remove: own } = connector;
	if (own) {
		const keys = path.map(({ values }) => values);
		environment.writes.transaction((context) => own(keys, context));
	} else environment.writes.apply([path[0]], 'update', 'update');
	return { status: 200 };
}

/** POST, PUT and DELETE of UpdateConnectors, and their metainfo. */
export function updateRoutes(environment: Environment): Route {
	return (call) => {
		const [first, second, third, ...more] = call.path;
		const name = first?.toLowerCase();
		if (
			call.method === 'GET' &&
			name === 'metainfo' &&
			second?.toLowerCase() === 'update' &&
			third &&
			more.length === 0
		) {
			const connector = allowedUpdateConnector(environment, third);
			const answer = updateMetainfo(environment, connector, call);
			return json(200, environment.settings.changeMetainfo(`update/${third}`, answer));
		}
		if (name !== 'connectors' || !second) return undefined;
		if (call.method === 'DELETE') {
			return remove(environment, allowedUpdateConnector(environment, second), call);
		}
		if ((call.method === 'POST' || call.method === 'PUT') && more.length === 0) {
			return write(environment, allowedUpdateConnector(environment, second), call);
		}
		return undefined;
	};
}
