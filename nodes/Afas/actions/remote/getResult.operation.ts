import { inputError } from '../../profit/errors/profitError';
import { askForResult } from '../../transport/remoteCommands';
import { callOptions, callOptionsCollection } from '../../parameters/callOptions';
import { parameterText } from '../../parameters/textParameter';
import type { Operation } from '../operation';
import { commandItem } from './commands/commandItem';
import { runInOrder } from './commands/runInOrder';

/** Asks for the result of an import that was started before. docs/afas.md 11.1, GetState. */
export const getResult: Operation = {
	name: 'Get Result',
	value: 'getResult',
	action: 'Get result of import',
	description: 'Get the result of an import. AFAS gives it once, and keeps it for 24 hours.',
	properties: [
		{
			displayName: 'Command ID',
			name: 'commandId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. B55A52CE4E18287BFEFD34AF77B310DD',
			description: 'The field commandId of the import',
		},
		callOptionsCollection,
	],
	executeAll: async (call) =>
		await runInOrder(call, async (itemIndex) => {
			const { context, customers } = call;
			const given = context.getNodeParameter('commandId', itemIndex, '');
			const commandId = parameterText(given, "'Command ID'").trim();
			if (commandId === '') {
				throw inputError("'Command ID' is empty", 'Use the field commandId of the import.');
			}
			const client = await customers.of(itemIndex);
			const state = await askForResult(client, commandId, callOptions(context, itemIndex));
			return await commandItem(context, commandId, state);
		}),
};
