import { biModel } from '../biModel';
import { environment } from '../environment';
import { file } from '../file';
import { getConnector } from '../getConnector';
import type { Operation, Resource } from '../operation';
import { remote } from '../remote';
import { report } from '../report';
import { updateConnector } from '../updateConnector';

/** Everything the node can do, in the order of the list in the editor: what most users come for stands first. */
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
