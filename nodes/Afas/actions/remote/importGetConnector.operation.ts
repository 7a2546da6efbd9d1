import { options } from '../../parameters/kinds/collection';
import { definitionCommand } from '../../profit/remote/commandLine';
import type { Operation } from '../operation';
import { fileName, importOptions } from './commands/parameters';
import { importing } from './commands/runCommands';

/** Brings the definition of a GetConnector into Profit. docs/afas.md 11.2, DEFINITIEIMPORT. */
export const importGetConnector: Operation = {
	name: 'Import GetConnector',
	value: 'importGetConnector',
	action: 'Import GetConnector',
	description: 'Import the definition of a GetConnector, as exported from Profit (.gcn)',
	...importing({
		fileName: fileName('e.g. MyApp_Debtors.gcn'),
		options: options(importOptions),
		commandLine: (_context, _itemIndex, target) => definitionCommand(target),
	}),
};
