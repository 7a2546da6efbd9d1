import { inputError, type ProfitError } from '../errors/profitError';
import type { CodeValue } from '../metainfo/types';
import { setOwn } from '../values/ownProperty';
import { asBoolean, asList, asNumber, asObject, asText } from '../values/read';
import type {
	Blueprint,
	BlueprintGetField,
	BlueprintObject,
	BlueprintUpdateField,
} from './blueprint';

/** Maximum depth of sub-objects; AFAS documents up to 6 levels (docs/afas.md 4.1). */
const MAX_DEPTH = 12;

/**
 * Reads a blueprint that a user kept: the output of Get Blueprint, as JSON text or as an object, with or without the
 * item around it.
 * @throws ProfitError `input` when it is no blueprint, or one without connectors, because nothing would be compared
 */
export function readBlueprint(given: unknown): Blueprint {
	const json = unwrapped(typeof given === 'string' ? parsed(given) : given);
	const { version } = json;
	if (version !== 1) {
		throw version === undefined
			? noBlueprint('is no blueprint')
			: noBlueprint(`has the version ${asText(version)}, and this node knows version 1`);
	}
	const blueprint: Blueprint = {
		version: 1,
		getConnectors: named(json.getConnectors, 'getConnectors', (connector, place) => ({
			description: asText(connector.description),
			fields: named(connector.fields, `${place}.fields`, getField),
		})),
		updateConnectors: named(json.updateConnectors, 'updateConnectors', (connector, place) => ({
			description: asText(connector.description),
			...object(connector, place, 1),
		})),
	};
	const { getConnectors, updateConnectors } = blueprint;
	if (Object.keys({ ...getConnectors, ...updateConnectors }).length === 0) {
		throw noBlueprint('names no connector');
	}
	return blueprint;
}

/** Takes the blueprint out of an item of Get Blueprint, or out of the list of items that n8n copies. */
function unwrapped(json: unknown): Record<string, unknown> {
	const item = Array.isArray(json) && json.length === 1 ? (json[0] as unknown) : json;
	const { blueprint, ...rest } = asObject(item);
	return blueprint === undefined ? rest : asObject(blueprint);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw noBlueprint('is no JSON');
	}
}

/** Reads each member that is an object. */
function named<T>(
	given: unknown,
	place: string,
	read: (entry: Record<string, unknown>, place: string) => T,
): Record<string, T> {
	const entries: Record<string, T> = {};
	if (given === undefined || given === null) return entries;
	if (typeof given !== 'object' || Array.isArray(given)) throw noBlueprint(`holds no ${place}`);
	for (const [name, entry] of Object.entries(given)) {
		if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
			throw noBlueprint(`holds no ${place}.${name}`);
		}
		setOwn(entries, name, read(entry as Record<string, unknown>, `${place}.${name}`));
	}
	return entries;
}

function getField(field: Record<string, unknown>): BlueprintGetField {
	return {
		label: asText(field.label),
		dataType: asText(field.dataType),
		length: asNumber(field.length),
		decimals: asNumber(field.decimals),
	};
}

function object(given: Record<string, unknown>, place: string, depth: number): BlueprintObject {
	return {
		fields: named(given.fields, `${place}.fields`, updateField),
		objects:
			depth >= MAX_DEPTH
				? {}
				: named(given.objects, `${place}.objects`, (inner, innerPlace) =>
						object(inner, innerPlace, depth + 1),
					),
	};
}

function updateField(field: Record<string, unknown>): BlueprintUpdateField {
	return {
		label: asText(field.label),
		dataType: asText(field.dataType),
		length: asNumber(field.length),
		mandatory: asBoolean(field.mandatory),
		primaryKey: asBoolean(field.primaryKey),
		values: Array.isArray(field.values) ? asList(field.values).map(codeValue) : null,
	};
}

function codeValue(given: unknown): CodeValue {
	const { id, description } = asObject(given);
	return { id: asText(id), description: asText(description) };
}

function noBlueprint(what: string): ProfitError {
	return inputError(
		`'Blueprint' ${what}`,
		"Use what 'Get Blueprint' gave: its field blueprint, as JSON. Leave it empty to check by AFAS’s rules only.",
	);
}
