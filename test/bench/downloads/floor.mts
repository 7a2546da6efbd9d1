import { watchMemory } from './memory.mts';
import { answerQuestions } from './process.mts';
import { CONNECTOR, KEY, type Environment } from './simulatorProcess.mts';

export interface ReadResult {
	seconds: number;
	rows: number;
	/** Processor time of this process, which other work on the machine hardly changes. */
	cpuSeconds: number;
	/** Highest memory above that of the idle process, in megabytes. */
	peakMb: number;
}

export interface FloorQuestion {
	environment: Environment;
	pageSize: number;
}

/** The least that a client must do: fetch a page, parse it, keep its rows, fetch the next one. */
async function read({ environment, pageSize }: FloorQuestion): Promise<ReadResult> {
	const peak = watchMemory();
	const cpu = process.cpuUsage();
	const started = performance.now();
	const rows: unknown[] = [];
	for (;;) {
		const query = `skip=${rows.length}&take=${pageSize}&orderbyfieldids=${KEY}`;
		const response = await fetch(`${environment.restUrl}/connectors/${CONNECTOR}?${query}`, {
			headers: environment.headers,
		});
		const page = (JSON.parse(await response.text()) as { rows: unknown[] }).rows;
		for (const row of page) rows.push(row);
		if (page.length < pageSize) break;
	}
	const seconds = (performance.now() - started) / 1000;
	return { seconds, cpuSeconds: cpuSince(cpu), rows: rows.length, peakMb: peak() };
}

/** Seconds of processor time, all threads together. */
export function cpuSince(start: NodeJS.CpuUsage): number {
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1e6;
}

/** The role `floor`. */
export function floorRole(): void {
	answerQuestions(read);
}
