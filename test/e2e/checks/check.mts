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
	run(context: Context): Promise<void>;
}

/** How many checks passed and failed. */
export interface Tally {
	passed: number;
	failed: number;
}

/** Runs the files one after the other, prints a line for each check, and counts. */
export async function runChecks<Context extends { check: Check }>(
	files: Array<CheckFile<Context>>,
	base: Omit<Context, 'check'>,
	progress: Progress,
): Promise<Tally> {
	const tally: Tally = { passed: 0, failed: 0 };
	const check: Check = async (name, work) => {
		try {
			await work();
			tally.passed++;
			progress.note(`  ok      ${name}`);
		} catch (error) {
			tally.failed++;
			const text = error instanceof Error ? error.message : String(error);
			progress.note(`  FAILED  ${name}\n${text.replace(/^/gm, '            ')}`);
		}
	};
	for (const { title, run } of files) {
		progress.note(title);
		try {
			await run({ ...base, check } as Context);
		} catch (error) {
			await check(`${title}: what the checks need`, () => Promise.reject(error));
		}
	}
	return tally;
}
