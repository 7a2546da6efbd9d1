import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type NodeError,
} from 'n8n-workflow';
import { nodeProperties } from './actions/properties';
import { runOperation } from './actions/runOperation';
import { getConnectorFields } from './methods/getConnectorFields';
import { searchGetConnectors } from './methods/searchGetConnectors';
import { errorItem, toNodeError } from './transport/nodeError';
import { openProfit } from './transport/profit';

export class Afas implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AFAS Profit',
		name: 'afas',
		icon: { light: 'file:afas.svg', dark: 'file:afas.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read from and write to AFAS Profit',
		defaults: { name: 'AFAS Profit' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'afasApi', required: true }],
		properties: nodeProperties(),
	};

	methods = {
		listSearch: { searchGetConnectors },
		loadOptions: { getConnectorFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const output: INodeExecutionData[] = [];
		const profit = openProfit(this);
		const itemCount = this.getInputData().length;
		for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
			let failure: NodeError | undefined;
			try {
				// One by one: spreading 100,000 items into push() would overflow the stack.
				for (const item of await runOperation(this, profit, itemIndex)) output.push(item);
			} catch (thrown) {
				failure = toNodeError(this.getNode(), thrown, itemIndex);
				if (this.continueOnFail()) {
					output.push(errorItem(failure, itemIndex));
					failure = undefined;
				}
			}
			if (failure) throw failure;
		}
		return [output];
	}
}
