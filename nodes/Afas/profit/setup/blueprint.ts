import type {
	CodeValue,
	GetConnectorInfo,
	GetField,
	UpdateConnectorInfo,
	UpdateField,
	UpdateObject,
} from '../metainfo/types';
import { setOwn } from '../values/ownProperty';
import type { EnvironmentSetup, FoundConnector } from './environmentSetup';

export type BlueprintGetField = Pick<GetField, 'label' | 'dataType' | 'length' | 'decimals'>;

export interface BlueprintGetConnector {
	description: string;
	fields: Record<string, BlueprintGetField>;
}

export type BlueprintUpdateField = Pick<
	UpdateField,
	'label' | 'dataType' | 'length' | 'mandatory' | 'primaryKey' | 'values'
>;

export interface BlueprintObject {
	fields: Record<string, BlueprintUpdateField>;
	objects: Record<string, BlueprintObject>;
}

export interface BlueprintUpdateConnector extends BlueprintObject {
	description: string;
}

/** A description of an environment's connectors by ID, to keep in a file and compare with another. */
export interface Blueprint {
	version: 1;
	getConnectors: Record<string, BlueprintGetConnector>;
	updateConnectors: Record<string, BlueprintUpdateConnector>;
}

/** The name of an object's prototype in JavaScript. Rows leave it out too. */
const NO_NAME = '__proto__';

/**
 * Makes the blueprint of an environment, sorted by ID, so that moving fields makes no difference. Connectors whose
 * metainfo was refused are left out.
 */
export function blueprintOf({ getConnectors, updateConnectors }: EnvironmentSetup): Blueprint {
	return {
		version: 1,
		getConnectors: connectorsOf<GetConnectorInfo, BlueprintGetConnector>(
			getConnectors,
			({ fields }, description) => ({
				description,
				fields: byName(fields, ({ id }) => id, blueprintGetField),
			}),
		),
		updateConnectors: connectorsOf<UpdateConnectorInfo, BlueprintUpdateConnector>(
			updateConnectors,
			(info, description) => ({ description, ...blueprintObject(info) }),
		),
	};
}

function connectorsOf<T, B>(
	connectors: Array<FoundConnector<T>>,
	read: (info: T, description: string) => B,
): Record<string, B> {
	const known = connectors.flatMap((found) => ('info' in found ? [found] : []));
	return byName(
		known,
		({ id }) => id,
		({ info, description }) => read(info, description),
	);
}

function blueprintGetField({ label, dataType, length, decimals }: GetField): BlueprintGetField {
	return { label, dataType, length, decimals };
}

function blueprintObject({ fields, objects }: UpdateObject): BlueprintObject {
	return {
		fields: byName(fields, ({ fieldId }) => fieldId, blueprintUpdateField),
		objects: byName(objects, ({ name }) => name, blueprintObject),
	};
}

function blueprintUpdateField(field: UpdateField): BlueprintUpdateField {
	const { label, dataType, length, mandatory, primaryKey, values } = field;
	return { label, dataType, length, mandatory, primaryKey, values: sortedValues(values) };
}

function sortedValues(values: CodeValue[] | null): CodeValue[] | null {
	return values && structuredClone(values).sort((a, b) => order(a.id, b.id));
}

function byName<T, B>(
	list: T[],
	nameOf: (entry: T) => string,
	read: (entry: T) => B,
): Record<string, B> {
	const named: Record<string, B> = {};
	for (const entry of [...list].sort((a, b) => order(nameOf(a), nameOf(b)))) {
		if (nameOf(entry) !== NO_NAME) setOwn(named, nameOf(entry), read(entry));
	}
	return named;
}

/** Sorts the same on every machine, whatever its language. */
function order(left: string, right: string): number {
	return left < right ? -1 : Number(left > right);
}
