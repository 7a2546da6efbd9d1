import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { checkSetup as findingsOf } from '../../profit/setup/checkSetup';
import { setupReport } from '../../profit/setup/report';
import { asText } from '../../profit/values/read';
import type { Operation, ItemCall } from '../operation';
import { callOptions } from '../../parameters/callOptions';
import { blueprint, checkOptions, output } from './setup/checkParameters';
import { connectorIds } from './setup/connectorIds';
import { readSamples, readSetup } from './setup/readSetup';

/** Compares an environment with a blueprint, and with the rules of AFAS's Auditor. */
export const checkSetup: Operation = {
	name: 'Check Setup',
	value: 'checkSetup',
	action: 'Check environment setup',
	description: 'Compare an environment with a blueprint and with the rules of the AFAS Auditor',
	properties: [blueprint.property, connectorIds.property, output.property, checkOptions.property],
	execute: check,
};

async function check({ context, client, itemIndex }: ItemCall): Promise<INodeExecutionData[]> {
	const expected = blueprint.read(context, itemIndex);
	const chosen = connectorIds.read(context, itemIndex);
	const isReport = output.read(context, itemIndex) === 'report';
	const { sampleRows } = checkOptions.read(context, itemIndex);
	const calls = callOptions(context, itemIndex);

	const setup = await readSetup(client, chosen, calls);
	const { environment, getConnectors, updateConnectors } = setup;
	const readsRows = sampleRows > 0;
	const samples = readsRows ? await readSamples(client, getConnectors, sampleRows, calls) : [];
	const findings = findingsOf(setup, expected, samples, Date.now());
	if (!isReport) return findings.map((finding) => ({ json: { ...finding } }));

	const checked = {
		environmentId: asText(environment.info.envid),
		appConnector: asText(environment.info.appName),
		getConnectors: getConnectors.length,
		updateConnectors: updateConnectors.length,
	};
	return [{ json: setupReport(checked, findings, readsRows) as unknown as IDataObject }];
}
