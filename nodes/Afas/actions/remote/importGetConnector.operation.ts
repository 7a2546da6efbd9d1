import { definitionCommand } from '../../profit/remote/commandLine';
import type { Operation } from '../operation';
import {
	binaryFieldProperty,
	environmentCodeProperty,
	fileNameProperty,
	importOptionsCollection,
	waitForResultProperty,
} from './commands/properties';
import { runCommands } from './commands/runCommands';

/** Brings the definition of a GetConnector into Profit. docs/afas.md 11.2, DEFINITIEIMPORT. */
export const importGetConnector: Operation = {
	name: 'Import GetConnector',
	value: 'importGetConnector',
	action: 'Import definition of connector',
	description: 'Import the definition of a GetConnector, as exported from Profit (.gcn)',
	properties: [
		environmentCodeProperty,
		binaryFieldProperty,
		fileNameProperty('e.g. MyApp_Debtors.gcn'),
		waitForResultProperty,
		importOptionsCollection(),
	],
	executeAll: async (call) =>
		await runCommands(call, ({ environmentCode, fileName }) =>
			definitionCommand({ environmentCode, fileName }),
		),
};
