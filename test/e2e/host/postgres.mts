import { randomBytes } from 'node:crypto';
import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess, run, runOrThrow, type Environment, type SystemUser } from './childProcess.mts';
import { freePort } from './freePort.mts';
import { findProgram } from './program.mts';
import { startService } from './service.mts';
import { temporaryFolder } from './temporaryFolder.mts';

const USER = 'n8n';
const DATABASE = 'postgres';
const STOPS_WITHIN_MS = 15_000;

/** A running PostgreSQL, on loopback, with one empty database. */
export interface Postgres {
	port: number;
	user: string;
	password: string;
	database: string;
	/** Gives the rows of a query; throws an Error with what PostgreSQL says of one that fails. */
	query<T>(sql: string): Promise<T[]>;
	stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL with a new, empty database in a temporary folder. It does not run as root, so root starts it as the
 * user `postgres`. Throws an Error when it is not installed or does not start.
 */
export async function startPostgres(): Promise<Postgres> {
	const [initdb, postgres, psql, isReady] = ['initdb', 'postgres', 'psql', 'pg_isready'].map(
		findProgram,
	);
	const folder = temporaryFolder('postgres');
	const password = randomBytes(16).toString('hex');
	const passwordFile = join(folder, 'password');
	writeFileSync(passwordFile, password);
	const user = await userToRunAs(folder);
	if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);

	const env: Environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
	const data = join(folder, 'data');
	const port = await freePort();
	const initArguments = [`--username=${USER}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
	await runOrThrow(initdb, [`--pgdata=${data}`, ...initArguments, '--encoding=UTF8', '--no-sync'], {
		cwd: folder,
		env,
		user,
	});
	const settings = {
		listen_addresses: '127.0.0.1',
		port: String(port),
		unix_socket_directories: folder,
		// What is in it is thrown away anyway.
		fsync: 'off',
	};
	const child = await startService({
		name: 'PostgreSQL',
		command: postgres,
		commandArguments: [
			'-D',
			data,
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
		],
		cwd: folder,
		env,
		user,
		log: join(folder, 'postgres.log'),
		isReady: async () => {
			const place = ['--host=127.0.0.1', `--port=${port}`];
			return (await run(isReady, place, { cwd: folder, env })).status === 0;
		},
	});
	const url = `postgresql://${USER}@127.0.0.1:${port}/${DATABASE}`;
	return {
		port,
		user: USER,
		password,
		database: DATABASE,
		async query<T>(sql: string) {
			const asJson = `SELECT coalesce(json_agg(rows), '[]') FROM (${sql}) AS rows`;
			const { stdout } = await runOrThrow(
				psql,
				['--no-psqlrc', '--tuples-only', '--no-align', `--command=${asJson}`, url],
				{ cwd: folder, env: { ...env, PGPASSWORD: password } },
			);
			return JSON.parse(stdout) as T[];
		},
		// SIGINT is PostgreSQL's "fast shutdown": it does not wait for clients to leave.
		stop: async () => await endProcess(child, 'SIGINT', STOPS_WITHIN_MS),
	};
}

async function userToRunAs(cwd: string): Promise<SystemUser | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const number = async (option: string) => {
		const { stdout } = await runOrThrow('id', [option, 'postgres'], { cwd, env: process.env });
		return Number(stdout);
	};
	return { uid: await number('-u'), gid: await number('-g') };
}
