// A test file that imports this has the node's waits (before it tries again, between questions to AFAS Remote) ten times as
// fast. Whoever looks at a clock sees that the whole wait has passed. Not for tests in which a wait races with a real one.
import { createRequire } from 'node:module';

const TIMES_AS_FAST = 10;

const load = createRequire(import.meta.url);
// n8n-workflow hands on what this module exports.
const sleeping = createRequire(load.resolve('n8n-workflow'))('@n8n/utils/sleep') as {
	sleep: (milliseconds: number, abortSignal?: AbortSignal) => Promise<void>;
};

const wallClock = Date.now;
const monotonicClock = performance.now.bind(performance);
/** Milliseconds that the clocks of the test are ahead. */
let ahead = 0;

Date.now = () => wallClock() + Math.floor(ahead);
performance.now = () => monotonicClock() + ahead;

const { sleep } = sleeping;
sleeping.sleep = async (milliseconds, abortSignal) => {
	const wakesAt = performance.now() + milliseconds;
	await sleep(milliseconds / TIMES_AS_FAST, abortSignal);
	ahead = Math.max(ahead, wakesAt - monotonicClock());
};
