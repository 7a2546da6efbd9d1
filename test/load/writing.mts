import type { IDataObject } from 'n8n-workflow';
import { byId, type Stage } from '../integration/support/profit.mts';
import { stored } from '../integration/support/writes.mts';
import type { LoggedRequest } from '../simulator/requestLog.mts';
import { isRefused, languageOf, type Execution } from './execution.mts';

/** Orders that are written, and how. */
export interface WriteChoice {
	operation: 'create' | 'update';
	protocol: 'rest' | 'soap';
	/** Input items; one order each. */
	items: number;
	/** Input items in one call. */
	batchSize: number;
	/** Calls at once. */
	concurrency: number;
	/** Number of the first order that is updated; the others follow. */
	firstOrder?: number;
}

/**
 * A workflow that creates or updates orders, and goes on after one that fails.
 * @param name occurs in no other execution and is the beginning of no other name
 */
export function writing(name: string, choice: WriteChoice): Execution {
	const { operation, protocol, items, batchSize, concurrency, firstOrder = 0 } = choice;
	const records = Array.from({ length: items }, (_, at) => ({
		reference: `${name}/${at}/`,
		order: orderOf(firstOrder + at),
	}));
	return {
		name,
		async run(stage) {
			const { items: output, error } = await stage.n8n.runNode({
				credential: stage.credential,
				items: records,
				continueOnFail: true,
				parameters: {
					resource: 'updateConnector',
					operation,
					protocol,
					connector: byId('FbSales'),
					dataMode: 'record',
					record:
						operation === 'create'
							? "={{ { DbId: '000010', RfCs: $json.reference } }}"
							: '={{ { OrNu: $json.order, RfCs: $json.reference } }}',
					options: { batchSize, concurrency, language: languageOf(name) },
				},
			});
			const judged = records.map(({ reference }, at) =>
				judge(stage, operation, reference, output[0]?.[at]?.json),
			);
			return {
				records: judged.map(({ record }) => record),
				problems: judged.flatMap(({ problems }) => problems),
				error: error?.message,
			};
		},
	};
}

/** Every tenth order number of the simulator is of a web shop and looks otherwise. */
function orderOf(at: number): string {
	return String(Math.floor(at / 9) * 10 + (at % 9) + 1);
}

/** What AFAS did for a record, compared with what the user was told. */
function judge(
	stage: Stage,
	operation: WriteChoice['operation'],
	reference: string,
	json: IDataObject | undefined,
) {
	const calls = stage.simulator.requests.filter(({ body }) => body?.includes(reference));
	const rows = stored(stage, 'Sim_SalesOrders', 'CustomerReference', reference).length;
	const carriedOut = calls.filter((call) => !isRefused(call)).length;
	// An order that is updated twice is there once.
	const times = operation === 'create' ? rows : carriedOut;
	const reported = json?.error !== undefined;
	const problems = [
		...(json === undefined ? ['has no output'] : []),
		...(times > 1 ? [`is written ${times} times`] : []),
		...(!reported && times === 0 ? ['is lost and nobody is told'] : []),
		...(rows !== Math.min(1, carriedOut) ? [`is there ${rows} times`] : []),
		...(isRepeatedAfterReset(stage, calls) ? ['is sent again after a reset'] : []),
	].map((what) => `${reference} ${what}`);
	return { record: { reported, times }, problems };
}

/** A connection that was reset says nothing about what AFAS did, so the call may not come again. */
function isRepeatedAfterReset({ simulator }: Stage, calls: LoggedRequest[]): boolean {
	if (simulator.settings.parallelRefusal !== 'reset') return false;
	return calls.slice(0, -1).some(isRefused);
}
