import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type NodeError,
} from 'n8n-workflow';
import { nodeProperties } from './actions/properties';
import { itemRuns, runOperation } from './actions/runOperation';
import { getColumns, getKeyColumns } from './methods/columns';
import { getConnectorFields, getLookupFields } from './methods/getConnectorFields';
import { searchGetConnectors, searchUpdateConnectors } from './methods/searchConnectors';
import { getKeyFields, getNestedObjects, getSubObjects } from './methods/updateConnectorParts';
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
		usableAsTool: {
			// What a model is told when the user writes the tool's description: the start of that text.
			replacements: {
				description:
					'Works with AFAS Profit, an ERP system. A GetConnector is a list of rows to read, such as debtors or sales orders: get its fields first, then filter on them. An UpdateConnector writes one kind of record. Codes are text and keep their leading zeros.',
			},
		},
		credentials: [{ name: 'afasApi', required: true }],
		properties: nodeProperties(),
	};

	methods = {
		listSearch: { searchGetConnectors, searchUpdateConnectors },
		loadOptions: {
			getConnectorFields,
			getKeyFields,
			getLookupFields,
			getNestedObjects,
			getSubObjects,
		},
		resourceMapping: { getColumns, getKeyColumns },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const output: INodeExecutionData[] = [];
		const profit = openProfit(this);
		for (const itemIndexes of itemRuns(this)) {
			let failure: NodeError | undefined;
			try {
				// One by one: spreading 100,000 items into push() would overflow the stack.
				for (const item of await runOperation(this, profit, itemIndexes)) output.push(item);
			} catch (thrown) {
				failure = toNodeError(this.getNode(), thrown, itemIndexes[0]);
				if (this.continueOnFail()) {
					for (const itemIndex of itemIndexes) output.push(errorItem(failure, itemIndex));
					failure = undefined;
				}
			}
			if (failure) throw failure;
		}
		return [output];
	}
}
