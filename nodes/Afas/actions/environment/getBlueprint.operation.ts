import type { IDataObject } from 'n8n-workflow';
import { ProfitError } from '../../profit/errors/profitError';
import { blueprintOf } from '../../profit/setup/blueprint';
import { checkSetup } from '../../profit/setup/checkSetup';
import type { EnvironmentSetup } from '../../profit/setup/environmentSetup';
import type { Operation } from '../operation';
import { callOptions, callOptionsCollection } from '../../parameters/callOptions';
import { connectorIds } from './setup/connectorIds';
import { readSetup } from './setup/readSetup';

/** Describes the connectors of an environment, for Check Setup to compare others with. */
export const getBlueprint: Operation = {
	name: 'Get Blueprint',
	value: 'getBlueprint',
	action: 'Get environment blueprint',
	description:
		'Get the fields of all connectors as one JSON document, to keep in a file and compare other environments with',
	properties: [connectorIds.property, callOptionsCollection],
	async execute({ context, client, itemIndex }) {
		const chosen = connectorIds.read(context, itemIndex);
		const setup = await readSetup(client, chosen, callOptions(context, itemIndex));
		refuseGaps(setup);
		return [{ json: { blueprint: blueprintOf(setup) as unknown as IDataObject } }];
	},
};

/**
 * Rejects an incomplete blueprint: a missing connector would mean that no workflow needs it.
 * @throws ProfitError when AFAS refused a connector, or a chosen one does not exist
 */
function refuseGaps(setup: EnvironmentSetup): void {
	const gap = checkSetup(setup, undefined, [], 0).find(
		({ code }) => code === 'CONNECTOR-REFUSED' || code === 'CONNECTOR-MISSING',
	);
	if (!gap) return;
	throw new ProfitError('functional', gap.message, {
		description: `${gap.advice} Or choose in 'Connectors' only those that your workflows use.`,
	});
}
