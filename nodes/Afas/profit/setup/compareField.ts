import type { CodeValue } from '../metainfo/types';
import type { BlueprintGetField, BlueprintUpdateField } from './blueprint';
import { finding, type Finding, type Place } from './finding';
import { listed } from '../values/listed';

/** Finds the changes of a field of a GetConnector. */
export function compareGetField(
	place: Place,
	before: BlueprintGetField,
	now: BlueprintGetField,
): Finding[] {
	const type = typeChange(place, before, now);
	if (type.length > 0) return type;
	return [
		...sizeChange(place, 'length', before.length, now.length),
		...sizeChange(place, 'number of decimals', before.decimals, now.decimals),
	];
}

/** Finds the changes of a field of an UpdateConnector. */
export function compareUpdateField(
	place: Place,
	before: BlueprintUpdateField,
	now: BlueprintUpdateField,
): Finding[] {
	const type = typeChange(place, before, now);
	return [
		...type,
		...(type.length > 0 ? [] : sizeChange(place, 'length', before.length, now.length)),
		...keyChange(place, before, now),
		...mandatoryChange(place, before, now),
		...valuesChange(place, before.values ?? [], now.values ?? []),
	];
}

function typeChange(
	place: Place,
	before: { dataType: string },
	now: { dataType: string },
): Finding[] {
	// A blueprint written by hand may leave it out.
	if (before.dataType === '' || before.dataType === now.dataType) return [];
	const message = `Field ${where(place)} was of the type ${before.dataType}, and is ${now.dataType} now.`;
	return [finding('FIELD-TYPE', place, message)];
}

function sizeChange(
	place: Place,
	what: string,
	before: number | null,
	now: number | null,
): Finding[] {
	if (before === null || now === null || before === now) return [];
	const message = `The ${what} of field ${where(place)} was ${before}, and is ${now} now.`;
	return [finding('FIELD-LENGTH', place, message)];
}

/** With another key, updates no longer find their record. */
function keyChange(
	place: Place,
	before: BlueprintUpdateField,
	now: BlueprintUpdateField,
): Finding[] {
	if (before.primaryKey === now.primaryKey) return [];
	const message = now.primaryKey
		? `Field ${where(place)} is a key field now.`
		: `Field ${where(place)} was a key field, and is none now.`;
	return [finding('FIELD-TYPE', place, message)];
}

function mandatoryChange(
	place: Place,
	before: BlueprintUpdateField,
	now: BlueprintUpdateField,
): Finding[] {
	if (before.mandatory || !now.mandatory) return [];
	return [finding('FIELD-MANDATORY', place, `Field ${where(place)} is mandatory now.`)];
}

/** Descriptions depend on the language, so only the codes count. */
function valuesChange(place: Place, before: CodeValue[], now: CodeValue[]): Finding[] {
	const gone = missingIn(now, before);
	const added = missingIn(before, now);
	if (gone.length === 0 && added.length === 0) return [];
	const parts = [
		...(gone.length > 0 ? [`no longer has ${listed(gone)}`] : []),
		...(added.length > 0 ? [`now has ${listed(added)}`] : []),
	];
	const message = `The code table of field ${where(place)} ${parts.join(', and ')}.`;
	return [finding('VALUES-CHANGED', place, message)];
}

function missingIn(codes: CodeValue[], all: CodeValue[]): string[] {
	const known = new Set(codes.map(({ id }) => id));
	return all.map(({ id }) => id).filter((id) => !known.has(id));
}

function where({ connector, field }: Place): string {
	return `${field} of ${connector}`;
}
