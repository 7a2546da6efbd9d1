import type { N8nServer } from '../host/n8nServer.mts';
import type { Progress } from '../host/progress.mts';
import type { Stage } from '../stage.mts';

/** What every file of checks gets. */
export interface CheckContext extends Stage {
	server: N8nServer;
	/** Runs one named check; it failed when `work` throws. */
	check(name: string, work: () => Promise<void>): Promise<void>;
}

/** One file of checks: prepares what it needs and calls `context.check` for each. */
export interface CheckFile {
	title: string;
	run(context: CheckContext): Promise<void>;
}

/** How many checks passed and failed. */
export interface Tally {
	passed: number;
	failed: number;
}

/** Runs the files one after the other, prints a line for each check, and counts. */
export async function runChecks(
	files: CheckFile[],
	base: Omit<CheckContext, 'check'>,
	progress: Progress,
): Promise<Tally> {
	const tally: Tally = { passed: 0, failed: 0 };
	const check: CheckContext['check'] = async (name, work) => {
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
			await run({ ...base, check });
		} catch (error) {
			await check(`${title}: what the checks need`, () => Promise.reject(error));
		}
	}
	return tally;
}
