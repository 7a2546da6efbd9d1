import { biModel } from '../biModel';
import { environment } from '../environment';
import { file } from '../file';
import { getConnector } from '../getConnector';
import type { Operation, Resource } from '../operation';
import { remote } from '../remote';
import { report } from '../report';
import { updateConnector } from '../updateConnector';

/** All resources in the order of the editor's list, the most used ones first. */
export const resources: Resource[] = [
	getConnector,
	updateConnector,
	file,
	report,
	biModel,
	remote,
	environment,
];

/** The operation that the parameters `resource` and `operation` name, or undefined. */
export function findOperation(resource: string, operation: string): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}
