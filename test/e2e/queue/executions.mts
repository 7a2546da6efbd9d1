import { setTimeout as wait } from 'node:timers/promises';
import type { Postgres } from '../host/postgres.mts';

const LOOK_EVERY_MS = 500;

/** n8n's states of an execution that is not over. */
const GOING_ON = ['new', 'running', 'waiting', 'unknown'];

/** An execution as n8n's database has it. */
export interface StoredExecution {
	id: string;
	status: string;
}

/** What became of executions, read from n8n's database. */
export class Executions {
	constructor(private readonly postgres: Postgres) {}

	/** The executions of a workflow, oldest first. */
	async of(workflowId: string): Promise<StoredExecution[]> {
		return await this.postgres.query<StoredExecution>(
			`SELECT id::text, status FROM execution_entity
			WHERE "workflowId" = '${workflowId}' ORDER BY execution_entity.id`,
		);
	}

	/**
	 * Waits until the executions of a workflow are as wanted. Gives all of them; throws an Error with their states when it takes longer
	 * than `withinMs`.
	 */
	async until(
		workflowId: string,
		isWanted: (all: StoredExecution[]) => boolean,
		withinMs: number,
	): Promise<StoredExecution[]> {
		for (const deadline = Date.now() + withinMs; ; await wait(LOOK_EVERY_MS)) {
			const all = await this.of(workflowId);
			if (isWanted(all)) return all;
			if (Date.now() > deadline) {
				const states = JSON.stringify(countBy(all.map(({ status }) => status)));
				throw new Error(`After ${withinMs / 1000} s the executions are ${states}`);
			}
		}
	}

	/** Waits until so many executions of a workflow are over, as `until` does. */
	async untilEnded(
		workflowId: string,
		count: number,
		withinMs: number,
	): Promise<StoredExecution[]> {
		return await this.until(workflowId, (all) => all.filter(hasEnded).length >= count, withinMs);
	}
}

/** Whether an execution is over, however it ended. */
export function hasEnded({ status }: StoredExecution): boolean {
	return !GOING_ON.includes(status);
}

/** How often each value is there. */
export function countBy(values: string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
	return counts;
}
