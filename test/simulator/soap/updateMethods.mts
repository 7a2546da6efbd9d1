import type { Environment } from '../environment.mts';
import { badParameters } from '../failure.mts';
import { allowedUpdateConnector } from '../rest/updateRoutes.mts';
import type { UpdateConnector, UpdateObject } from '../write/definition.mts';
import type { Action, WriteElement } from '../write/element.mts';
import { fieldValue } from '../write/fieldValue.mts';
import { refusal } from '../write/refusals.mts';
import type { SoapMethods } from './soapService.mts';
import { escaped, readXml, type Element } from './xml.mts';

const METHOD_OF = { insert: 'POST', update: 'PUT', delete: 'DELETE' } as const;

function setValue(
	element: WriteElement,
	name: string,
	value: string | null,
	isAttribute: boolean,
): void {
	const { fields, attributes } = element.object;
	const field = fields.find(({ fieldId }) => fieldId === name);
	if (!field || attributes.includes(name) !== isAttribute) {
		throw refusal.unknownField(element.object, isAttribute ? `@${name}` : name);
	}
	element.values.set(name, fieldValue(element.object, field, value));
}

/** Fields: `Action` is required, a field without content must say `xsi:nil` (docs/afas.md 3.8). */
function readFields(element: WriteElement, fields: Element): void {
	const { object } = element;
	const action = fields.attributes.get('Action') ?? '';
	if (!Object.hasOwn(METHOD_OF, action)) throw refusal.shape(object, 'Action');
	element.action = action as Action;
	for (const field of fields.children) {
		if (field.children.length > 0) throw refusal.shape(object, field.name);
		const isNil = field.attributes.get('nil') === 'true';
		if (isNil !== (field.text === '')) throw refusal.shape(object, field.name);
		setValue(element, field.name, isNil ? null : field.text, false);
	}
}

function readElement(object: UpdateObject, from: Element): WriteElement {
	const element: WriteElement = { object, values: new Map(), children: [] };
	for (const [name, value] of from.attributes) setValue(element, name, value, true);
	for (const part of from.children) {
		if (part.name === 'Fields') readFields(element, part);
		else if (part.name !== 'Objects') throw refusal.shape(object, part.name);
		else {
			for (const below of part.children) {
				const child = object.objects.find(({ name }) => name === below.name);
				if (!child) throw refusal.unknownObject(object, below.name);
				element.children.push(...readElements(child, below));
			}
		}
	}
	for (const child of object.objects.filter(({ repeats }) => !repeats)) {
		if (element.children.filter((is) => is.object === child).length > 1)
			throw refusal.oneRow(child);
	}
	return element;
}

function readElements(object: UpdateObject, from: Element): WriteElement[] {
	if (from.children.length === 0 || from.children.some(({ name }) => name !== 'Element')) {
		throw refusal.shape(object, 'Element');
	}
	return from.children.map((element) => readElement(object, element));
}

/** The keys of the rows down to the one that is deleted; undefined when nothing is. */
function deletedPath(element: WriteElement): WriteElement[] | undefined {
	if (element.action === 'delete') return [element];
	for (const child of element.children) {
		const below = deletedPath(child);
		if (below) return [element, ...below];
	}
	return undefined;
}

/**
 * Reads the data of an Execute.
 * @throws ProfitFailure that names what Profit does not know or take
 */
export function readDataXml(object: UpdateObject, dataXml: string): WriteElement[] {
	const root = readXml(dataXml);
	if (root?.name !== object.name) throw refusal.unknownObject(object, root?.name ?? '?');
	return readElements(object, root);
}

function execute(environment: Environment, connector: UpdateConnector, dataXml: string): string {
	const elements = readDataXml(connector.root, dataXml);
	for (const element of elements) {
		const method = METHOD_OF[deletedPath(element) ? 'delete' : (element.action ?? 'update')];
		if (!connector.methods.includes(method)) throw refusal.action(connector.id, method);
	}
	const { remove, result } = connector;
	const deleted = elements.map(deletedPath).find((path) => path !== undefined);
	if (remove && deleted) {
		const keys = deleted.map(({ values }) => values);
		environment.writes.transaction((context) => remove(keys, context));
		return '';
	}
	const records = environment.writes.apply(elements, 'update', 'update');
	const inserted = records.filter((_record, at) => elements[at].action === 'insert');
	if (!result || inserted.length === 0 || environment.settings.resultShape === 'empty') return '';
	const keys = inserted.map((record) => {
		const inside = Object.entries(result.keys(record)).map(
			([name, value]) => `<${name}>${escaped(value)}</${name}>`,
		);
		return `<${result.name}>${inside.join('')}</${result.name}>`;
	});
	return `<?xml version="1.0"?><results>${keys.join('')}</results>`;
}

/** AppConnectorUpdate.asmx. */
export function updateMethods(environment: Environment): SoapMethods {
	return {
		Execute(parameters) {
			const id = parameters.get('connectorType') ?? '';
			const connector = allowedUpdateConnector(environment, id);
			if (parameters.get('connectorVersion') !== '1') {
				throw badParameters('connectorVersion is not valid');
			}
			return execute(environment, connector, parameters.get('dataXml') ?? '');
		},
	};
}
