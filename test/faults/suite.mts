import type { IDataObject } from 'n8n-workflow';
import { credentialFor } from '../integration/support/credential.mts';
import { loadN8n, type N8n } from '../integration/support/n8n.mts';
import { startSimulator } from '../simulator/simulator.mts';
import { tryCombination, type Combination, type Result } from './combination.mts';
import { FAULT_CASES } from './faultCases.mts';
import { LOGIN_WORKS } from './loginWorks.mts';
import { READ_WORKS } from './readWorks.mts';
import { CLIENT, MORE_SECRETS, unknown } from './secrets.mts';
import type { Stage, Work } from './work.mts';
import { WRITE_WORKS } from './writeWorks.mts';

export const WORKS: Work[] = [...READ_WORKS, ...WRITE_WORKS, ...LOGIN_WORKS];

/** The work that texts of AFAS are tried with. */
export const TEXT_WORKS = ['rows', 'create', 'batch'].flatMap((work) =>
	['rest', 'soap'].map((protocol) => `${work}.${protocol}`),
);

/** Pieces of work at once, each with a simulator of its own. Most of them wait. */
const AT_ONCE = 60;

/** Every fault with every kind of work. */
export function allCombinations(works: Work[] = WORKS): Combination[] {
	const combinations: Combination[] = [];
	// The slow ones first, so that nobody waits for them at the end.
	const faults = [...FAULT_CASES].sort((a, b) => Number(b.isSlow ?? 0) - Number(a.isSlow ?? 0));
	for (const fault of faults) {
		for (const work of works) {
			if (fault.isText && !TEXT_WORKS.includes(work.id)) continue;
			const ways = fault.mayBeProcessed && work.strikes === 'write' ? [false, true] : [undefined];
			const modes = work.hasNoItems ? [false] : [true, false];
			for (const processed of ways) {
				for (const continueOnFail of modes) {
					combinations.push({ fault, work, processed, continueOnFail });
				}
			}
		}
	}
	return combinations;
}

/** Tries combinations, many at once, and gives their results in the same order. */
export async function tryAll(
	combinations: Combination[],
	done: (result: Result) => void = () => undefined,
): Promise<Result[]> {
	const n8n = await loadN8n();
	const results = new Array<Result>(combinations.length);
	let next = 0;
	const worker = async () => {
		const stage = await openStage(n8n);
		try {
			while (next < combinations.length) {
				const at = next++;
				const credential = unknown(stage.credential as IDataObject);
				const ofNobody = { ...stage, credential };
				results[at] = await tryCombination(ofNobody, combinations[at], `Fault${at}`);
				done(results[at]);
			}
		} finally {
			await stage.simulator.close();
		}
	};
	await Promise.all(Array.from({ length: Math.min(AT_ONCE, combinations.length) }, worker));
	return results;
}

async function openStage(n8n: N8n): Promise<Stage> {
	const simulator = await startSimulator({
		bigRows: 10,
		orderRows: 20,
		oauth: { clients: [CLIENT] },
	});
	const credential: IDataObject = { ...credentialFor(simulator), ...MORE_SECRETS };
	return { n8n, simulator, credential };
}

/** One line about a result. */
export function describeResult({ combination, problems }: Result): string {
	const { fault, work, processed, continueOnFail } = combination;
	const ways = [
		...(processed === undefined ? [] : [processed ? 'carried out' : 'not carried out']),
		...(continueOnFail ? ['Continue On Fail'] : []),
	];
	return `${fault.id} x ${work.id}${ways.length > 0 ? ` (${ways.join(', ')})` : ''}: ${problems.join('; ') || 'as expected'}`;
}
