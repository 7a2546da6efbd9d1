// Runs a fuzz target: cases made from seeds, each checked, none allowed to hang or to spoil what all objects share.
import { createContext, Script } from 'node:vm';
import { inspect } from 'node:util';
import { seededRandom, type Random } from '../support/random.ts';

/** One thing that is fed with made-up input. */
export interface FuzzTarget<Input = unknown> {
	name: string;
	/** Makes an input; the same for the same numbers. */
	make(random: Random): Input;
	/** Feeds the input and looks at what comes; throws when that is not as promised. */
	check(input: Input): void | Promise<void>;
}

/** Lets targets of several inputs stand in one list. */
export function target<Input>(of: FuzzTarget<Input>): FuzzTarget {
	return of as FuzzTarget;
}

/** How much is tried: cases, or as many as fit into a time. */
export interface Budget {
	/** Of the first case; the next ones count on from it. */
	seed: number;
	cases?: number;
	seconds?: number;
}

/** A case that is not as promised. */
export interface Finding {
	target: string;
	/** Makes the same input again. */
	seed: number;
	input: string;
	problem: string;
}

export interface Outcome {
	target: string;
	cases: number;
	findings: Finding[];
}

/** No input may keep n8n from its other work for longer. */
const LONGEST_CASE_MS = 5_000;

/** When a case of a batch surely hangs; that none takes too long is looked at after each. */
const LONGEST_BATCH_MS = 30_000;

/** After so many the rest is more of the same. */
const MAX_FINDINGS = 5;

const SHOWN_INPUT = 4_000;

/** Cases between two looks at the clock and at the event loop. */
const CASES_AT_ONCE = 50;

/** Feeds a target until its budget is used up or it has too many findings. Never throws. */
export async function runTarget(of: FuzzTarget, budget: Budget): Promise<Outcome> {
	const { seed, cases = Number.POSITIVE_INFINITY, seconds = Number.POSITIVE_INFINITY } = budget;
	const outcome: Outcome = { target: of.name, cases: 0, findings: [] };
	const known = new Set<string>();
	const until = Date.now() + seconds * 1000;
	const found = (at: number, problem: string) => {
		// The same fault by other input is no news.
		const kind = problem.split('\n')[0].replace(/\d+/g, '0').slice(0, 120);
		if (known.has(kind)) return;
		known.add(kind);
		outcome.findings.push({ target: of.name, seed: at, input: shownInput(of, at), problem });
	};
	const restore = watchRejections((reason) => found(seed + outcome.cases, unhandled(reason)));
	try {
		while (outcome.cases < cases && Date.now() < until && outcome.findings.length < MAX_FINDINGS) {
			const count = Math.min(CASES_AT_ONCE, cases - outcome.cases);
			const end = outcome.cases + count;
			while (outcome.cases < end) {
				const at = seed + outcome.cases;
				const { done, problem } = await tryCases(of, at, seed + end);
				outcome.cases += done;
				if (problem) found(at + done - 1, problem);
			}
			// What is rejected and not caught shows only now.
			await new Promise((resolve) => setImmediate(resolve));
		}
	} finally {
		restore();
	}
	return outcome;
}

/** A finding for a person to read, with the command that makes it again. */
export function shownFinding({ target: name, seed, input, problem }: Finding): string {
	return `npm run fuzz -- --target "${name}" --seed ${seed} --cases 1\n${problem}\n${input}`;
}

function made(of: FuzzTarget, seed: number): unknown {
	try {
		return of.make(seededRandom(seed));
	} catch (error) {
		return error;
	}
}

/** What a seed makes, for a person to read. */
export function shownInput(of: FuzzTarget, seed: number): string {
	const text = inspect(made(of, seed), { depth: 8, maxStringLength: 1_000 });
	return text.length > SHOWN_INPUT ? `${text.slice(0, SHOWN_INPUT)}…` : text;
}

interface Tried {
	/** Cases that were tried; the last one is the one with the problem. */
	done: number;
	problem?: string;
}

/** Tries cases until one has a problem, or one is asynchronous. */
async function tryCases(of: FuzzTarget, from: number, to: number): Promise<Tried> {
	let done = 0;
	let pending: Promise<void> | undefined;
	const problem = describeWork(() => {
		while (from + done < to && pending === undefined) {
			done += 1;
			const input = of.make(seededRandom(from + done - 1));
			const started = performance.now();
			const checked = of.check(input);
			if (checked instanceof Promise) pending = inTime(checked);
			else assertSound(started);
		}
	}, LONGEST_BATCH_MS);
	if (problem !== undefined || pending === undefined) return { done, problem };
	try {
		await pending;
		assertSound(performance.now());
		return { done };
	} catch (error) {
		return { done, problem: described(error) };
	}
}

const stoppable = createContext({ work: () => {} });
const callWork = new Script('work()');

/** Runs work that does not wait, and stops it when it takes too long. Says what went wrong; undefined for nothing. */
export function describeWork(work: () => unknown, longestMs = LONGEST_CASE_MS): string | undefined {
	let thrown: unknown;
	stoppable.work = () => {
		try {
			work();
		} catch (error) {
			thrown = error ?? 'nothing';
		}
	};
	try {
		callWork.runInContext(stoppable, { timeout: longestMs });
	} catch {
		return `It takes longer than ${longestMs} ms`;
	}
	return thrown === undefined ? undefined : described(thrown);
}

async function inTime(checked: Promise<void>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(
			() => reject(new Error(`It takes longer than ${LONGEST_CASE_MS} ms`)),
			LONGEST_CASE_MS,
		);
	});
	try {
		await Promise.race([checked, late]);
	} finally {
		clearTimeout(timer);
	}
}

const SHARED = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const membersOf = (prototype: object) => Reflect.ownKeys(prototype).length;
const MEMBERS = SHARED.map(membersOf);

/** Throws when a case took too long or changed what all objects share, which it puts right again. */
function assertSound(started: number): void {
	if (SHARED.some((prototype, at) => membersOf(prototype) !== MEMBERS[at])) {
		const added = SHARED.flatMap((prototype, at) => Reflect.ownKeys(prototype).slice(MEMBERS[at]));
		for (const prototype of SHARED)
			for (const name of added) Reflect.deleteProperty(prototype, name);
		throw new Error(`It changes a prototype: ${added.map(String).join(', ')}`);
	}
	const took = performance.now() - started;
	if (took > LONGEST_CASE_MS) {
		throw new Error(`It takes ${Math.round(took)} ms, longer than ${LONGEST_CASE_MS} ms`);
	}
}

function described(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function unhandled(reason: unknown): string {
	return `A rejection that nobody handles: ${described(reason)}`;
}

function watchRejections(onRejection: (reason: unknown) => void): () => void {
	process.on('unhandledRejection', onRejection);
	return () => process.off('unhandledRejection', onRejection);
}
