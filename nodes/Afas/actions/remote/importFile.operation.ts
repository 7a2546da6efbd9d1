import { options } from '../../parameters/kinds/collection';
import { text } from '../../parameters/kinds/text';
import { toggle } from '../../parameters/kinds/toggle';
import { importCommand } from '../../profit/remote/commandLine';
import type { Operation } from '../operation';
import { fileName, importOptions } from './commands/parameters';
import { importing } from './commands/runCommands';

const importDefinition = text({
	displayName: 'Import Definition',
	name: 'importDefinition',
	required: true,
	placeholder: 'e.g. Debtors from the webshop',
	description: 'The name of the import definition, exactly as it is in Profit',
});

const allOptions = options({
	...importOptions,
	financial: toggle({
		displayName: 'Financial Data',
		name: 'financial',
		default: false,
		restricts: true,
		description:
			'Whether the import definition writes financial data or packing slips. AFAS then needs the number of the administration.',
	}),
	administration: text({
		displayName: 'Administration',
		name: 'administration',
		default: '1',
		empty: 'refused',
		description:
			'The number of the administration, with Financial Data only. The import definition must have the same one.',
	}),
});

/** Imports a file into Profit with an import definition. docs/afas.md 11.2, IMPORT. */
export const importFile: Operation = {
	name: 'Import File',
	value: 'importFile',
	action: 'Import file',
	description: 'Import a file such as a CSV with an import definition of Profit',
	...importing({
		own: [importDefinition.property],
		fileName: fileName('e.g. debtors.csv'),
		options: allOptions,
		commandLine: (context, itemIndex, target) => {
			const { financial, administration } = allOptions.read(context, itemIndex);
			return importCommand({
				...target,
				importDefinition: importDefinition.read(context, itemIndex),
				...(financial ? { administration } : {}),
			});
		},
	}),
};
