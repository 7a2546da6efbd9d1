import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { triggerParameters } from '../../parameters/kinds/parameterReader';
import type { ProfitClient } from '../../transport/client';
import { pollDifferences, sampleDifferences } from './comparisonPoll';
import { pollChanges, sampleRows } from './poll';
import { detection } from './properties';

/**
 * Runs one poll of the polling trigger, or its test in the editor, with the chosen detection.
 * @throws ProfitError
 */
export async function pollOrTest(
	context: IPollFunctions,
	client: ProfitClient,
): Promise<INodeExecutionData[][] | null> {
	const isTest = context.getMode() === 'manual';
	if (detection.read(triggerParameters(context), 0) === 'comparison') {
		return await (isTest ? sampleDifferences : pollDifferences)(context, client);
	}
	return await (isTest ? sampleRows : pollChanges)(context, client);
}
