import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { resources } from './resources';
import { shownName, subtitle } from '../../parameters/subtitle';
import type { Operation, Resource } from '../operation';

/** All parameters of the node, made from the list of resources. */
export function nodeProperties(): INodeProperties[] {
	return [resourceProperty(), ...resources.flatMap(propertiesOf)];
}

/** What the canvas shows under the node: `Get Many: Sim_Debtors`, `Get Version: Environment`. */
export function nodeSubtitle(): string {
	const operations = resources.flatMap((resource) => resource.operations);
	return subtitle(
		// The list lacks the operation that n8n adds itself.
		[shownName(operations, '$parameter["operation"]'), '"Custom API Call"'],
		[
			'$parameter["connector"]',
			'$parameter["model"]',
			shownName(resources, '$parameter["resource"]'),
		],
	);
}

function resourceProperty(): INodeProperties {
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value, description }) => ({ name, value, description })),
		default: 'getConnector',
	};
}

function propertiesOf(resource: Resource): INodeProperties[] {
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource.value] } },
			options: resource.operations.map(optionOf),
			default: firstOperation(resource),
		},
		...resource.operations.flatMap((operation) =>
			operation.properties.map((property) => shownFor(resource, operation, property)),
		),
	];
}

function optionOf({
	name,
	value,
	action,
	description,
	builderHint,
}: Operation): INodePropertyOptions {
	const shown = { name, value, action, description };
	return builderHint === undefined
		? shown
		: { ...shown, builderHint: { propertyHint: builderHint } };
}

function firstOperation({ operations }: Resource): string {
	return operations[0].value;
}

function shownFor(
	resource: Resource,
	operation: Operation,
	property: INodeProperties,
): INodeProperties {
	const { show, ...rest } = property.displayOptions ?? {};
	return {
		...property,
		displayOptions: {
			...rest,
			show: { resource: [resource.value], operation: [operation.value], ...show },
		},
	};
}
