import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** Environment variables for a child process. */
export type Environment = Record<string, string | undefined>;

export interface RunOptions {
	cwd: string;
	env: Environment;
	/** A file that takes standard output instead of `stdout`: for output of many megabytes. */
	stdoutFile?: string;
	/** Who runs it, when that is somebody else. */
	user?: SystemUser;
}

/** A user of the operating system, by number. */
export interface SystemUser {
	uid: number;
	gid: number;
}

export interface RunResult {
	status: number;
	stdout: string;
	stderr: string;
}

const running = new Set<ChildProcess>();

/**
 * Starts a program in a process group of its own, which is killed when this process ends,
 * however it ends (except by SIGKILL).
 */
export function startProcess(
	command: string,
	commandArguments: string[],
	options: { cwd: string; env: Environment; stdio: StdioOptions; user?: SystemUser },
): ChildProcess {
	const { user, ...others } = options;
	const child = spawn(command, commandArguments, { ...others, ...user, detached: true });
	running.add(child);
	child.once('exit', () => running.delete(child));
	return child;
}

/** Sends a signal to the whole process group of a child; a child that has ended is no matter. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group is gone.
	}
}

/**
 * Ends a child by a signal and waits for its end; what is left of its process group after that, or after `withinMs`, is
 * killed. A child that has ended is no matter.
 */
export async function endProcess(
	child: ChildProcess,
	signal: NodeJS.Signals,
	withinMs: number,
): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	child.kill(signal);
	const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), withinMs);
	await ended;
	clearTimeout(timer);
	signalGroup(child, 'SIGKILL');
}

/** Runs a program to its end and gives its status and output. Throws when it cannot be started. */
export async function run(
	command: string,
	commandArguments: string[],
	options: RunOptions,
): Promise<RunResult> {
	const file = options.stdoutFile === undefined ? undefined : openSync(options.stdoutFile, 'w');
	try {
		const child = startProcess(command, commandArguments, {
			cwd: options.cwd,
			env: options.env,
			stdio: ['ignore', file ?? 'pipe', 'pipe'],
			user: options.user,
		});
		const output = { stdout: '', stderr: '' };
		child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
		child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
		const status = await new Promise<number>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', (code) => resolve(code ?? 1));
		});
		return { status, ...output };
	} finally {
		if (file !== undefined) closeSync(file);
	}
}

/** Runs a program as `run` does and throws an Error with the end of its output when it fails. */
export async function runOrThrow(
	command: string,
	commandArguments: string[],
	options: RunOptions,
): Promise<RunResult> {
	const result = await run(command, commandArguments, options);
	if (result.status !== 0) {
		const output = `${result.stdout}\n${result.stderr}`.trim().slice(-4000);
		const line = [command, ...commandArguments].join(' ');
		throw new Error(`"${line}" ended with status ${result.status}:\n${output}`);
	}
	return result;
}

function killAll(): void {
	for (const child of running) signalGroup(child, 'SIGKILL');
}

process.once('exit', killAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => process.exit(128 + { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }[signal]));
}
