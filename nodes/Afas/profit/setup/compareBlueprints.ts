import type { Blueprint, BlueprintObject } from './blueprint';
import { compareGetField, compareUpdateField } from './compareField';
import { finding, type Finding, type Place } from './finding';
import { pairs, type Pairs } from './pairs';

/**
 * Finds what changed in the connectors that two blueprints share. `compareConnectors` finds missing and new ones.
 * @param before the blueprint the workflows were built on
 * @param now the blueprint of the environment
 */
export function compareBlueprints(before: Blueprint, now: Blueprint): Finding[] {
	return [
		...inBoth(pairs(before.getConnectors, now.getConnectors)).flatMap(({ name, ...connector }) => {
			const fields = pairs(connector.before.fields, connector.now.fields);
			const place = (field: string): Place => ({ connector: name, field });
			return [
				...goneFields(fields, place),
				...fields.added.map(({ name: field }) => newField(place(field))),
				...inBoth(fields).flatMap((field) =>
					compareGetField(place(field.name), field.before, field.now),
				),
			];
		}),
		...inBoth(pairs(before.updateConnectors, now.updateConnectors)).flatMap((connector) =>
			compareObjects(connector.name, '', connector.before, connector.now),
		),
	];
}

function compareObjects(
	connector: string,
	path: string,
	before: BlueprintObject,
	now: BlueprintObject,
): Finding[] {
	const place = (name: string): Place => ({ connector, field: `${path}${name}` });
	const fields = pairs(before.fields, now.fields);
	const objects = pairs(before.objects, now.objects);
	return [
		...goneFields(fields, place),
		...fields.added.map(({ name, now: field }) =>
			field.mandatory ? newMandatoryField(place(name)) : newField(place(name)),
		),
		...inBoth(fields).flatMap((field) =>
			compareUpdateField(place(field.name), field.before, field.now),
		),
		...objects.gone.map(({ name }) => goneObject(place(name))),
		...objects.respelled.map(({ name, newName }) => respelled(place(name), newName)),
		...objects.added.map(({ name }) => newObject(place(name))),
		...inBoth(objects).flatMap((object) =>
			compareObjects(connector, `${path}${object.name}.`, object.before, object.now),
		),
	];
}

/** Members in both, even in another letter case, by the name in the blueprint. */
function inBoth<T>({ same, respelled: other }: Pairs<T>) {
	return [...same, ...other.map(({ name, before, now }) => ({ name, before, now }))];
}

function goneFields<T>({ gone, respelled: other }: Pairs<T>, place: (name: string) => Place) {
	return [
		...gone.map(({ name }) => {
			const message = `${whole('Field', place(name))} no longer exists.`;
			return finding('FIELD-MISSING', place(name), message);
		}),
		...other.map(({ name, newName }) => respelled(place(name), newName)),
	];
}

/** After a change of letter case, an expression such as `$json.DebtorId` gives nothing. */
function respelled(place: Place, newName: string): Finding {
	const message = `${whole('Field', place)} is written ${newName} now, so expressions do not find it.`;
	return finding('FIELD-MISSING', place, message);
}

function newField(place: Place): Finding {
	return finding('FIELD-NEW', place, `${whole('Field', place)} is new.`);
}

function newMandatoryField(place: Place): Finding {
	return finding('FIELD-MANDATORY', place, `${whole('Field', place)} is new and mandatory.`);
}

function goneObject(place: Place): Finding {
	const message = `${whole('Sub-object', place)} no longer exists.`;
	return finding('FIELD-MISSING', place, message);
}

function newObject(place: Place): Finding {
	return finding('FIELD-NEW', place, `${whole('Sub-object', place)} is new.`);
}

function whole(what: string, { connector, field }: Place): string {
	return `${what} ${field} of ${connector}`;
}
