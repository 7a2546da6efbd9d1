import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import type { Blueprint } from '../../profit/setup/blueprint';
import { checkSetup as findingsOf } from '../../profit/setup/checkSetup';
import { readBlueprint } from '../../profit/setup/readBlueprint';
import { setupReport } from '../../profit/setup/report';
import { asText } from '../../profit/values/read';
import type { Operation, ItemCall } from '../operation';
import { callOptions, languageOption, timeoutOption } from '../../parameters/callOptions';
import { connectorIdsProperty, readConnectorIds } from './setup/connectorIds';
import { readSamples, readSetup } from './setup/readSetup';

const blueprint: INodeProperties = {
	displayName: 'Blueprint',
	name: 'blueprint',
	type: 'json',
	default: '',
	description: 'What Get Blueprint gave. Without one, only the rules of AFAS are checked.',
};

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'findings',
	options: [
		{
			name: 'One Item per Finding',
			value: 'findings',
			description: 'No items when all is well',
		},
		{
			name: 'Report',
			value: 'report',
			description: 'One item with counts, all findings and a text in Markdown',
		},
	],
};

const sampleRows: INodeProperties = {
	displayName: 'Sample Rows',
	name: 'sampleRows',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 100,
	description:
		'How many rows to read of each GetConnector, for the rules that need rows. With 0 none are read.',
};

/** Compares an environment with a blueprint, and with the rules of AFAS's Auditor. */
export const checkSetup: Operation = {
	name: 'Check Setup',
	value: 'checkSetup',
	action: 'Check setup of environment',
	description: 'Compare an environment with a blueprint and with the rules of the AFAS Auditor',
	properties: [
		blueprint,
		connectorIdsProperty,
		output,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [languageOption, sampleRows, timeoutOption],
		},
	],
	execute: check,
};

async function check({
	context,
	client,
	itemIndex,
}: ItemCall): Promise<INodeExecutionData[]> {
	const expected = readExpected(context, itemIndex);
	const chosen = readConnectorIds(context, itemIndex);
	const isReport = readOutput(context, itemIndex) === 'report';
	const rows = readSampleRows(context, itemIndex);
	const calls = callOptions(context, itemIndex);

	const setup = await readSetup(client, chosen, calls);
	const { getConnectors, updateConnectors } = setup;
	const samples = rows > 0 ? await readSamples(client, getConnectors, rows, calls) : [];
	const findings = findingsOf(setup, expected, samples, Date.now());
	if (!isReport) return findings.map((finding) => ({ json: { ...finding } }));

	const { envid, appName } = setup.environment.info;
	const checked = {
		environmentId: asText(envid),
		appConnector: asText(appName),
		getConnectors: getConnectors.length,
		updateConnectors: updateConnectors.length,
	};
	return [{ json: setupReport(checked, findings, rows > 0) as unknown as IDataObject }];
}

/**
 * The blueprint to compare with; undefined for a box that was left empty.
 * @throws ProfitError `input` for an expression that gave none: an item must not pass because nothing was compared
 */
function readExpected(context: IExecuteFunctions, itemIndex: number): Blueprint | undefined {
	const given = context.getNodeParameter('blueprint', itemIndex, '');
	const raw = context.getNodeParameter('blueprint', itemIndex, '', { rawExpressions: true });
	const isLeftEmpty = typeof raw === 'string' && raw.trim() === '';
	return isLeftEmpty ? undefined : readBlueprint(given);
}
