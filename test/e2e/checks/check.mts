import type { N8nServer } from '../host/n8nServer.mts';
import type { Progress } from '../host/progress.mts';
import type { Stage } from '../stage.mts';

/** Runs one named check; it failed when `work` throws. */
export type Check = (name: string, work: () => Promise<void>) => Promise<void>;

/** What every file of checks of `npm run e2e` gets. */
export interface CheckContext extends Stage {
	server: N8nServer;
	check: Check;
}

/** One file of checks: prepares what it needs and calls `context.check` for each. */
export interface CheckFile<Context extends { check: Check } = CheckContext> {
	title: string;
	/** It runs beside the others, because it mostly waits. It has an n8n and a Profit environment of its own. */
	beside?: true;
	run(context: Context): Promise<void>;
}

/** How many checks passed and failed. */
export interface Tally {
	passed: number;
	failed: number;
}

/**
 * Runs the files one after the other, and beside them those that say so. Prints a line for each check, and counts.
 */
export async function runChecks<Context extends { check: Check }>(
	files: Array<CheckFile<Context>>,
	base: Omit<Context, 'check'>,
	progress: Progress,
): Promise<Tally> {
	const tally: Tally = { passed: 0, failed: 0 };
	const runFile = async ({ title, beside, run }: CheckFile<Context>) => {
		const check: Check = async (name, work) => {
			const line = beside ? `${title}: ${name}` : name;
			try {
				await work();
				tally.passed++;
				progress.note(`  ok      ${line}`);
			} catch (error) {
				tally.failed++;
				const text = error instanceof Error ? error.message : String(error);
				progress.note(`  FAILED  ${line}\n${text.replace(/^/gm, '            ')}`);
			}
		};
		progress.note(title);
		try {
			await run({ ...base, check } as Context);
		} catch (error) {
			await check('what the checks need', () => Promise.reject(error));
		}
	};
	const running = files.filter(({ beside }) => beside).map(runFile);
	for (const file of files.filter(({ beside }) => !beside)) await runFile(file);
	await Promise.all(running);
	return tally;
}
