import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { signalGroup, startProcess, type Environment, type SystemUser } from './childProcess.mts';

const READY_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 250;

/** A program that keeps running, and how to tell that it can be used. */
export interface Service {
	/** For messages, such as "n8n". */
	name: string;
	command: string;
	commandArguments: string[];
	cwd: string;
	env: Environment;
	/** Path of the file to which its output is added. */
	log: string;
	user?: SystemUser;
	isReady(): Promise<boolean>;
}

/** Starts a program and waits until it is ready; throws an Error with the end of its log if it is not within two minutes. */
export async function startService(service: Service): Promise<ChildProcess> {
	const { name, command, commandArguments, cwd, env, log, user, isReady } = service;
	const logFile = openSync(log, 'a');
	const stdio = ['ignore' as const, logFile, logFile];
	const child = startProcess(command, commandArguments, { cwd, env, stdio, user });
	closeSync(logFile);
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!(await isReady())) {
		if (child.exitCode !== null || Date.now() > deadline) {
			signalGroup(child, 'SIGKILL');
			throw new Error(`${name} did not start:\n${readFileSync(log, 'utf8').slice(-4000)}`);
		}
		await wait(LOOK_EVERY_MS);
	}
	return child;
}
