import { inputError } from '../errors/profitError';
import type { WriteAction, WriteElement, WriteEntry, WriteValue } from '../records/writeElement';
import { numberText } from '../records/writeValue';
import { element, type XmlElement } from '../xml/element';
import { buildXml } from '../xml/fastXml';
import { isXmlName } from '../xml/names';
import { writableText } from '../xml/writable';

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * Writes the data of an UpdateConnector as XML: keys are attributes of `Element`, `Action` is on every `Fields`, a
 * field to clear is `xsi:nil`, booleans are 1 and 0. docs/afas.md 3.8. Fields keep the order of the tree, which is that
 * of the metainfo and of AFAS's XSD.
 * @param root name of the root object from metainfo, which may differ from the connector's ID
 * @param elements the records, at least one; AFAS handles them as one transaction
 * @param action the action of a record without its own. A delete applies to the innermost rows: the ones above only
 *   lead there.
 * @param actionBelow the same for the rows of sub-objects; a row without a key is inserted by an update, as over REST
 * @throws ProfitError `input` when a name or value has a character that XML cannot hold
 */
export function updateXml(
	root: string,
	elements: WriteElement[],
	action: WriteAction,
	actionBelow = action,
): string {
	const rows = elements.map((row) => rowXml(row, action, actionBelow));
	return buildXml(element(named(root, 'an object'), rows, [['xmlns:xsi', XSI]]));
}

function rowXml(row: WriteElement, action: WriteAction, actionBelow: WriteAction): XmlElement {
	const keys = row.keys.map(([id, value]): [string, string] => [
		named(id, 'a field'),
		valueText(value, row, id),
	]);
	const fields = fieldsXml(row, action);
	// Rows below a new row are new.
	const below = row.action === 'insert' ? 'insert' : actionBelow;
	const objects = row.objects.map(({ name, elements }) =>
		element(
			named(name, 'an object'),
			elements.map((inner) => {
				const isAdded = below === 'update' && inner.isKeyless && !inner.action;
				if (isAdded && inner.isKeyUnknown) throw unclearRow(name);
				const own = isAdded ? 'insert' : below;
				return rowXml(inner, own, own);
			}),
		),
	);
	return element(
		'Element',
		[...(fields ? [fields] : []), ...(objects.length > 0 ? [element('Objects', objects)] : [])],
		keys,
	);
}

/** Over REST AFAS determines it itself; over SOAP a guess could add a row that already exists. */
function unclearRow(object: string) {
	return inputError(
		`Over SOAP it is not clear whether a row of ${object} is to be added or changed`,
		"Say it in the row with '@Action': insert or update. Or set 'Protocol' to REST, where AFAS finds out itself.",
	);
}

function fieldsXml(row: WriteElement, defaultAction: WriteAction): XmlElement | undefined {
	const leads = defaultAction === 'delete' && row.objects.length > 0 && !row.action;
	if (leads && row.fields.length === 0) return undefined;
	const action = row.action ?? (leads ? 'update' : defaultAction);
	const fields = row.fields.map((entry) => fieldXml(entry, row));
	return element('Fields', fields, [['Action', action]]);
}

function fieldXml([id, value]: WriteEntry, row: WriteElement): XmlElement {
	const name = named(id, 'a field');
	return value === null || value === ''
		? element(name, [], [['xsi:nil', 'true']])
		: element(name, valueText(value, row, id));
}

function valueText(value: Exclude<WriteValue, null>, row: WriteElement, id: string): string {
	if (typeof value === 'boolean') return value ? '1' : '0';
	const text = typeof value === 'number' ? numberText(value) : value;
	return writableText(text, `Field '${id}' of '${row.object}'`);
}

function named(name: string, kind: 'a field' | 'an object'): string {
	if (isXmlName(name) && !name.includes(':')) return name;
	throw inputError(
		`'${name}' cannot be the name of ${kind} in Profit`,
		"Use the ID that the operation 'Get Fields' shows.",
	);
}
