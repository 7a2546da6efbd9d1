/** Tells the person at the terminal what is going on. */
export interface Progress {
	/** Prints one line, with the seconds since the start. */
	note(text: string): void;
	/** Runs `work` and prints `text` at its start, then every 15 seconds until it is done. */
	during<T>(text: string, work: () => Promise<T>): Promise<T>;
	/** Seconds since the start, rounded to a tenth. */
	seconds(): number;
}

const REPEAT_AFTER_MS = 15_000;

/** Starts the clock of a Progress that prints through `print` (default: standard output). */
export function startProgress(print: (line: string) => void = console.log): Progress {
	const start = Date.now();
	const seconds = () => Math.round((Date.now() - start) / 100) / 10;
	const note = (text: string) => print(`[${seconds().toFixed(1).padStart(6)} s] ${text}`);
	return {
		note,
		seconds,
		async during(text, work) {
			note(text);
			const timer = setInterval(() => note(`still busy: ${text}`), REPEAT_AFTER_MS);
			try {
				return await work();
			} finally {
				clearInterval(timer);
			}
		},
	};
}
