import type { UpdateConnector, UpdateObject } from '../simulator/write/definition.mts';
import { objectSchema, type OpenApi, type Schema } from '../unit/conformance/openApi.mts';

/** An object as AFAS's files describe it, put together from all operations of its connector. */
interface Described {
	/** Field to its allowed values; undefined for a free field. */
	fields: Map<string, string[] | undefined>;
	objects: Map<string, Described>;
}

/**
 * What AFAS's files say and the simulator does not, and the other way round: connectors, sub-objects, fields and
 * allowed values. One line for each object and kind of difference.
 */
export function differences(openApi: OpenApi, known: UpdateConnector[]): string[] {
	const described = describe(openApi);
	const knownIds = new Map(known.map((connector) => [connector.id, connector]));
	const unknown = [...described.keys()].filter((id) => !knownIds.has(id)).sort();
	const undescribed = known.map(({ id }) => id).filter((id) => !described.has(id));
	return [
		...line('AFAS', 'connectors that the simulator lacks', unknown),
		...line('Simulator', 'connectors that these files do not describe', undescribed),
		...known.flatMap(({ id, root }) => {
			const object = described.get(id);
			return object ? objectDifferences(id, object, root) : [];
		}),
	];
}

function describe({ writes, resolve }: OpenApi): Map<string, Described> {
	const connectors = new Map<string, Described>();
	for (const { connector, schema } of writes) {
		const body = resolve(schema)?.properties ?? {};
		const described = connectors.get(connector) ?? { fields: new Map(), objects: new Map() };
		connectors.set(connector, described);
		// The one member of a body is the root object.
		for (const wrapper of Object.values(body)) addObject(described, wrapper, resolve);
	}
	return connectors;
}

function addObject(into: Described, wrapper: Schema, resolve: OpenApi['resolve']): void {
	const { fields, objects } = objectSchema(wrapper, resolve);
	for (const [name, { enum: values }] of Object.entries(fields)) {
		into.fields.set(name, values ?? into.fields.get(name));
	}
	for (const [name, inner] of Object.entries(objects)) {
		const described = into.objects.get(name) ?? { fields: new Map(), objects: new Map() };
		into.objects.set(name, described);
		addObject(described, inner, resolve);
	}
}

function objectDifferences(path: string, described: Described, known: UpdateObject): string[] {
	const fields = new Map(known.fields.map((field) => [field.fieldId, field]));
	const objects = new Map(known.objects.map((object) => [object.name, object]));
	const own = [
		...line(path, 'fields that the simulator lacks', missing(described.fields, fields)),
		...line(path, 'fields that these files do not describe', missing(fields, described.fields)),
		...line(path, 'sub-objects that the simulator lacks', missing(described.objects, objects)),
		...line(
			path,
			'sub-objects that these files do not describe',
			missing(objects, described.objects),
		),
	];
	const values = [...fields.values()].flatMap(({ fieldId, values: has }) => {
		const allowed = described.fields.get(fieldId);
		if (!allowed || !has) return [];
		const ids = has.map(({ id }) => id);
		const place = `${path}.${fieldId}`;
		return [
			...line(
				place,
				'values that the simulator lacks',
				allowed.filter((id) => !ids.includes(id)),
			),
			...line(
				place,
				'values that these files do not list',
				ids.filter((id) => !allowed.includes(id)),
			),
		];
	});
	const inner = [...objects].flatMap(([name, object]) => {
		const under = described.objects.get(name);
		return under ? objectDifferences(`${path}.${name}`, under, object) : [];
	});
	return [...own, ...values, ...inner];
}

function missing(from: Map<string, unknown>, among: Map<string, unknown>): string[] {
	return [...from.keys()].filter((name) => !among.has(name));
}

function line(place: string, what: string, names: string[]): string[] {
	return names.length === 0 ? [] : [`${place}: ${names.length} ${what}: ${names.join(', ')}`];
}
