/** Small work in a real n8n: as many items, each of which needs one row of a table. */
export interface Job {
	items: number;
	delayMs: number;
	/** How it was done. */
	label: string;
	/** Seconds for the first time, and once more. */
	first: number;
	again: number;
	/** Calls to AFAS the second time. */
	calls: number;
	mostAtOnce: number;
}

/** A job as text, as soon as it is measured. */
export function jobText({ items, delayMs, label, first, again, calls, mostAtOnce }: Job): string {
	return `${items} items | ${delayMs} ms | ${label} | ${first.toFixed(2)} s, again ${again.toFixed(2)} s | ${calls} calls, ${mostAtOnce} at once`;
}

/** The table of all jobs, each beside the HTTP Request node. */
export function jobTable(jobs: Job[]): string[] {
	const rows = jobs.map((job) => {
		const base = jobs.find(({ items, label }) => items === job.items && label === HTTP_REQUEST);
		const ratio =
			base === undefined || base === job
				? ''
				: `${(job.again / base.again).toFixed(2)} times its time`;
		const { items, label, again, calls, mostAtOnce } = job;
		return `| ${items} | ${label} | ${calls} | ${mostAtOnce} | ${again.toFixed(2)} s | ${ratio} |`;
	});
	return [
		'| items | way | calls | at once | time | beside the HTTP Request node |',
		'|---:|---|---:|---:|---:|---|',
		...rows,
	];
}

/** What the others are compared with. */
export const HTTP_REQUEST = 'HTTP Request, 5 items at a time';
