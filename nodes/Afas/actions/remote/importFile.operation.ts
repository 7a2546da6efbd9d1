import type { INodeProperties } from 'n8n-workflow';
import { importCommand } from '../../profit/remote/commandLine';
import { readCollection } from '../../parameters/collection';
import { parameterText } from '../../parameters/textParameter';
import type { Operation } from '../operation';
import {
	binaryFieldProperty,
	environmentCodeProperty,
	fileNameProperty,
	importOptionsCollection,
	waitForResultProperty,
} from './commands/properties';
import { runCommands } from './commands/runCommands';

const importDefinitionProperty: INodeProperties = {
	displayName: 'Import Definition',
	name: 'importDefinition',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Debtors from the webshop',
	description: 'The name of the import definition, exactly as it is in Profit',
};

const financialOption: INodeProperties = {
	displayName: 'Financial Data',
	name: 'financial',
	type: 'boolean',
	default: false,
	description:
		'Whether the import definition writes financial data or packing slips. AFAS then needs the number of the administration.',
};

const administrationOption: INodeProperties = {
	displayName: 'Administration',
	name: 'administration',
	type: 'string',
	default: '1',
	description:
		'The number of the administration, with Financial Data only. The import definition must have the same one.',
};

/** Imports a file into Profit with an import definition. docs/afas.md 11.2, IMPORT. */
export const importFile: Operation = {
	name: 'Import File',
	value: 'importFile',
	action: 'Import file',
	description: 'Import a file such as a CSV with an import definition of Profit',
	properties: [
		environmentCodeProperty,
		importDefinitionProperty,
		binaryFieldProperty,
		fileNameProperty('e.g. debtors.csv'),
		waitForResultProperty,
		importOptionsCollection(financialOption, administrationOption),
	],
	executeAll: async (call) =>
		await runCommands(call, ({ context, itemIndex, environmentCode, fileName }) => {
			const definition = context.getNodeParameter('importDefinition', itemIndex, '');
			const { financial, administration } = readCollection(context, 'options', itemIndex);
			return importCommand({
				environmentCode,
				importDefinition: parameterText(definition, "'Import Definition'").trim(),
				fileName,
				administration: financial
					? parameterText(administration ?? '1', "'Administration'").trim()
					: undefined,
			});
		}),
};
