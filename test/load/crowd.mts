import type { Stage } from '../integration/support/profit.mts';
import type { Settings } from '../simulator/settings.mts';
import type { Execution } from './execution.mts';
import { figuresOf, type Figures } from './figures.mts';
import { reading } from './reading.mts';
import { writing } from './writing.mts';

/** Calls at once that AFAS takes for one token. docs/afas.md 2.5. */
const AFAS_LIMIT = 8;

const READERS = 12;
const WRITERS = 8;

/**
 * Calls that are refused for certain, however slow the machine is: the first call of each execution that comes when
 * AFAS has taken as many as it takes.
 */
export const SURELY_REFUSED = READERS + WRITERS - AFAS_LIMIT;

/** How many executions run at once, and against what. */
export interface CrowdChoice {
	/** How AFAS turns away a call too many; it does not document this. */
	refusal: Settings['parallelRefusal'];
	/** Milliseconds before each answer. */
	delayMs: number;
	/** Calls that each read takes, about. */
	pages: number;
	/** Records that each write sends. */
	records: number;
	/** Times that a read tries again; the node's default when absent. */
	retries?: number;
}

/** What came of all executions together. */
export interface CrowdResult {
	figures: Figures;
	/** What is not as it must be, in words. */
	problems: string[];
}

/**
 * Runs 20 executions at once in this process, 12 that read and 8 that write, on a token that takes 8 calls at once.
 * @param stage with nothing in its log; its settings are put back afterwards
 */
export async function runCrowd(stage: Stage, choice: CrowdChoice): Promise<CrowdResult> {
	const { simulator } = stage;
	const { refusal, delayMs } = choice;
	const executions = crowd(choice);
	simulator.reset();
	Object.assign(simulator.settings, {
		delayMs,
		maxParallel: AFAS_LIMIT,
		parallelRefusal: refusal,
		refusedFirst: SURELY_REFUSED,
	});
	const started = performance.now();
	const outcomes = await Promise.all(executions.map(async (execution) => execution.run(stage)));
	const seconds = (performance.now() - started) / 1000;
	Object.assign(simulator.settings, { delayMs: 0, maxParallel: Infinity, refusedFirst: 0 });
	return {
		figures: figuresOf(simulator.requests, outcomes, seconds),
		problems: [...outcomes.flatMap(({ problems }) => problems), ...simulator.violations],
	};
}

function crowd({ refusal, pages, records, retries }: CrowdChoice): Execution[] {
	const readers = Array.from({ length: READERS }, (_, at) =>
		reading(`read-${at}`, {
			...(at % 2 === 0
				? { connector: 'Sim_Debtors', keyField: 'DebtorId' }
				: { connector: 'Sim_Articles', keyField: 'ItemCode' }),
			protocol: at % 4 === 3 ? 'soap' : 'rest',
			pages,
			retries,
		}),
	);
	const writers = Array.from({ length: WRITERS }, (_, at) =>
		writing(`write-${refusal}-${at}`, {
			operation: at % 2 === 0 ? 'create' : 'update',
			protocol: at % 4 === 3 ? 'soap' : 'rest',
			items: records,
			batchSize: at % 2 === 0 ? 4 : 1,
			concurrency: at < 4 ? 1 : 3,
			firstOrder: at * records,
		}),
	);
	return [...readers, ...writers];
}
