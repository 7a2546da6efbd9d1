import { callOptions, callOptionsCollection } from '../../parameters/callOptions';
import { text } from '../../parameters/kinds/text';
import { askForResult } from '../../transport/remoteCommands';
import type { Operation } from '../operation';
import { commandItem } from './commands/commandItem';
import { runInOrder } from './commands/runInOrder';

const commandId = text({
	displayName: 'Command ID',
	name: 'commandId',
	required: true,
	placeholder: 'e.g. B55A52CE4E18287BFEFD34AF77B310DD',
	description: 'The field commandId of the import',
});

/** Gets the result of an import that was started earlier. docs/afas.md 11.1, GetState. */
export const getResult: Operation = {
	name: 'Get Result',
	value: 'getResult',
	action: 'Get result of import',
	description: 'Get the result of an import. AFAS gives it once, and keeps it for 24 hours.',
	properties: [commandId.property, callOptionsCollection],
	executeAll: async (call) =>
		await runInOrder(call, async (itemIndex) => {
			const { context, customers } = call;
			const id = commandId.read(context, itemIndex);
			const calls = callOptions(context, itemIndex);
			const state = await askForResult(await customers.of(itemIndex), id, calls);
			return await commandItem(context, id, state);
		}),
};
