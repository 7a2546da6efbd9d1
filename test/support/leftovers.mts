// What expressions leave in parameters, where they can stand, and what must not become more because of them. docs/afas.md rule 13.
import type {
	IDataObject,
	INodeProperties,
	INodePropertyCollection,
	INodeTypeDescription,
} from 'n8n-workflow';
import type { NodeResult } from '../integration/support/n8n.mts';
import type { LoggedRequest } from '../simulator/requestLog.mts';

/** What an expression leaves when it does not find what it looks for, or finds something else. */
export const LEFTOVERS: Record<string, string> = {
	undefined: '={{ undefined }}',
	null: '={{ null }}',
	'empty text': '={{ "" }}',
	blanks: '={{ "  " }}',
	'an object': '={{ { a: 1 } }}',
	'an empty list': '={{ [] }}',
	'a list of nothing': '={{ [null] }}',
	'no number': '={{ NaN }}',
	'no date': '={{ DateTime.fromISO("soon") }}',
};

/** What is of the wrong type for a parameter that is no text. */
export function wrongFor({ type, options, typeOptions }: INodeProperties, value: unknown) {
	const isList = typeOptions?.loadOptionsMethod !== undefined || options === undefined;
	switch (type) {
		case 'number':
			return { 'a text': '={{ "abc" }}', 'a switch': '={{ true }}', 'below zero': '={{ -1 }}' };
		case 'boolean':
			return { 'a text': '={{ "abc" }}', 'a number': '={{ 1 }}', yes: '={{ "yes" }}' };
		case 'options':
		case 'multiOptions': {
			if (isList) return {};
			const other = String(value).toUpperCase();
			return {
				'a text': '={{ "abc" }}',
				'a number': '={{ 1 }}',
				'another case': `={{ "${other}" }}`,
			};
		}
		default:
			return {};
	}
}

export type Path = Array<string | number>;

/** A parameter in the description of the node. */
export interface Described {
	/** Names down to it, without places in lists. */
	names: string[];
	/** What the collections around it are called. */
	around: string[];
	property: INodeProperties;
}

/**
 * The parameters that the node shows for an operation outside an AI agent, down to those inside collections.
 * @param given those that decide which others are shown; without them all that an operation has
 */
export function describedFor(
	{ properties }: INodeTypeDescription,
	name: string,
	given?: IDataObject,
): Described[] {
	const [resource, operation] = name.split(' ')[0].split('/');
	const known: IDataObject = { ...given, resource, operation };
	const shown = properties.filter(({ displayOptions }) => {
		const { show = {} } = displayOptions ?? {};
		const isOwn = show.operation !== undefined && !show['@tool'];
		return isOwn && Object.entries(show).every(([key, values]) => isAmong(known[key], values));
	});
	return shown.flatMap((property) => described(property, [], []));
}

/** Whether a value is one of those under which a parameter is shown; one that nobody gave may be. */
function isAmong(value: unknown, values: unknown[] = []): boolean {
	return value === undefined || typeof values[0] === 'object' || values.includes(value);
}

/**
 * The parameters of a trigger, down to those inside collections.
 * @param given those that decide which others are shown
 */
export function describedOf({ properties }: INodeTypeDescription, given: IDataObject): Described[] {
	return properties
		.filter(({ name, displayOptions }) => {
			const show = Object.entries(displayOptions?.show ?? {});
			return name !== 'pollTimes' && show.every(([key, values]) => isAmong(given[key], values));
		})
		.flatMap((property) => described(property, [], []));
}

function described(property: INodeProperties, above: string[], around: string[]): Described[] {
	const names = [...above, property.name];
	if (['notice', 'hidden', 'callout'].includes(property.type)) return [];
	if (property.type === 'collection') {
		return (property.options as INodeProperties[]).flatMap((one) => described(one, names, around));
	}
	if (property.type !== 'fixedCollection') return [{ names, around, property }];
	const inside = [...around, property.displayName];
	return (property.options as INodePropertyCollection[]).flatMap((group) =>
		group.values.flatMap((one) => described(one, [...names, group.name], inside)),
	);
}

/** Places in the parameters of a call that a parameter of the description stands for. */
export function placesOf({ names, property }: Described, parameters: unknown): Path[] {
	let places: Array<{ path: Path; value: unknown }> = [{ path: [], value: parameters }];
	for (const [at, name] of names.entries()) {
		places = places.flatMap(({ path, value }) => {
			const held = (value as IDataObject | undefined)?.[name];
			if (held === undefined) return [];
			const isEntries = Array.isArray(held) && at < names.length - 1;
			return isEntries
				? held.map((entry, index) => ({ path: [...path, name, index], value: entry as unknown }))
				: [{ path: [...path, name], value: held }];
		});
	}
	return places.flatMap(({ path, value }) => {
		if (property.type === 'resourceLocator') return [[...path, 'value']];
		if (property.type !== 'resourceMapper') return [path];
		const { value: boxes } = value as { value: object };
		return Object.keys(boxes).map((box) => [...path, 'value', box]);
	});
}

export function valueAt(parameters: unknown, path: Path): unknown {
	return path.reduce(
		(value, name) => (value as Record<string | number, unknown>)[name],
		parameters,
	);
}

export function withValue(parameters: IDataObject, path: Path, value: unknown): IDataObject {
	const changed = structuredClone(parameters);
	let holder = changed as Record<string | number, unknown>;
	for (const name of path.slice(0, -1)) holder = holder[name] as typeof holder;
	holder[path[path.length - 1]] = value;
	return changed;
}

/** A run of the node, and the calls that it made. */
export interface LoggedRun extends NodeResult {
	requests: LoggedRequest[];
}

const isWrite = ({ method, path, headers }: LoggedRequest) =>
	path.endsWith('.asmx')
		? String(headers.soapaction).includes('/Execute') && /update|cmd/.test(path)
		: method !== 'GET';

export type Extent = ReturnType<typeof extentOf>;

/** What must not become more: rows, columns, and changes in Profit. */
export function extentOf({ items, requests }: LoggedRun) {
	const jsons = items.flat().map(({ json }) => json);
	return {
		items: jsons.length,
		rows: jsons.reduce((sum, { rows }) => sum + (typeof rows === 'number' ? rows : 1), 0),
		columns: new Set(jsons.flatMap(Object.keys)).size,
		writes: requests.filter(isWrite).length,
		deletes: requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path),
	};
}

/** The name as messages have it. */
const nameOf = ({ property }: Described) =>
	property.displayName.replace(/ Names or IDs$/, 's').replace(/ Name or ID$/, '');

/** Whether the message says which parameter it is about. */
export function isNamed(message: string, one: Described, path: Path): boolean {
	const box = one.property.type === 'resourceMapper' ? String(path.at(-1)) : undefined;
	const around = one.around.map((name) => `'${name}'`);
	return [`'${nameOf(one)}'`, nameOf(one), box, ...around].some(
		(name) => name !== undefined && message.includes(name),
	);
}

/**
 * What is wrong with a run in which one parameter holds a leftover: it is not refused by name, or means less than was written.
 * @param asked the extent of the same run with a good value
 */
export function faultsOf(
	result: LoggedRun,
	asked: Extent,
	one: Described,
	path: Path,
	kind: string,
): string[] {
	const got = extentOf(result);
	// What is written is no restriction, and AFAS may refuse it.
	const isContent =
		one.property.type === 'resourceMapper' ||
		(one.property.type === 'json' && kind === 'an object');
	if (result.error) {
		const { name, message } = result.error;
		return [
			...(name === 'NodeOperationError' || isContent ? [] : [`${name}: ${message}`]),
			...(isContent || isNamed(message, one, path) ? [] : [`is not named: ${message}`]),
			...(got.writes === 0 || isContent ? [] : ['was refused after a write']),
		];
	}
	return moreThan(asked, got, one.names.includes('output'));
}

/**
 * What became more.
 * @param isOtherOutput whether rows may have become files or files rows, which have other columns
 */
export function moreThan(asked: Extent, got: Extent, isOtherOutput: boolean): string[] {
	const isOther = got.deletes.some((deleted) => !asked.deletes.includes(deleted));
	const hasMore = got.columns > asked.columns && !isOtherOutput;
	return [
		...(got.rows > asked.rows ? [`gave ${got.rows} rows instead of ${asked.rows}`] : []),
		...(hasMore ? [`gave ${got.columns} columns`] : []),
		...(got.writes > asked.writes ? [`wrote ${got.writes} times instead of ${asked.writes}`] : []),
		...(isOther ? ['deleted something else'] : []),
	];
}
