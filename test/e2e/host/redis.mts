import { connect } from 'node:net';
import { join } from 'node:path';
import { endProcess } from './childProcess.mts';
import { freePort } from './freePort.mts';
import { findProgram } from './program.mts';
import { startService } from './service.mts';
import { temporaryFolder } from './temporaryFolder.mts';

const STOPS_WITHIN_MS = 10_000;

/** A running Redis, on loopback. */
export interface Redis {
	port: number;
	stop(): Promise<void>;
}

/** Starts a Redis that keeps its data in memory only. Throws an Error when it is not installed or does not start. */
export async function startRedis(): Promise<Redis> {
	const folder = temporaryFolder('redis');
	const port = await freePort();
	const settings = { bind: '127.0.0.1', port: String(port), dir: folder, save: '' };
	const child = await startService({
		name: 'Redis',
		command: findProgram('redis-server'),
		commandArguments: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
		cwd: folder,
		env: process.env,
		log: join(folder, 'redis.log'),
		isReady: async () => await answersPing(port),
	});
	return { port, stop: async () => await endProcess(child, 'SIGTERM', STOPS_WITHIN_MS) };
}

async function answersPing(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
		const end = (isReady: boolean) => {
			socket.destroy();
			resolve(isReady);
		};
		socket.once('data', (answer) => end(answer.toString().startsWith('+PONG')));
		socket.once('error', () => end(false));
	});
}
