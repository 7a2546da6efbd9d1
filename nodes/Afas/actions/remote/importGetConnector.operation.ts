import { options } from '../../parameters/kinds/collection';
import { definitionCommand } from '../../profit/remote/commandLine';
import type { Operation } from '../operation';
import {
	binaryField,
	environmentCode,
	fileName,
	importOptions,
	waitForResult,
} from './commands/parameters';
import { runCommands } from './commands/runCommands';

const fileNameParameter = fileName('e.g. MyApp_Debtors.gcn');
const allOptions = options(importOptions);

/** Brings the definition of a GetConnector into Profit. docs/afas.md 11.2, DEFINITIEIMPORT. */
export const importGetConnector: Operation = {
	name: 'Import GetConnector',
	value: 'importGetConnector',
	action: 'Import GetConnector',
	description: 'Import the definition of a GetConnector, as exported from Profit (.gcn)',
	properties: [
		environmentCode.property,
		binaryField.property,
		fileNameParameter.property,
		waitForResult.property,
		allOptions.property,
	],
	executeAll: async (call) =>
		await runCommands(call, {
			fileName: fileNameParameter,
			options: allOptions,
			commandLine: (_context, _itemIndex, target) => definitionCommand(target),
		}),
};
