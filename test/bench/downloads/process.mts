import { fork, type ChildProcess } from 'node:child_process';

/** Work that runs in a process of its own, so that measurements do not share an event loop or a heap. */
export interface Helper {
	/** Asks for one thing and waits for the answer. */
	ask<T>(question: unknown): Promise<T>;
	end(): void;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
	for (const child of running) child.kill();
});

/** Path of the Node that helpers run on: what n8n runs on reads JSON at another speed than an older one. */
let helpersNode = process.execPath;

/** Chooses the Node for helpers that are started from now on. */
export function runHelpersOn(node: string): void {
	helpersNode = node;
}

/** Starts this same script again in a role. `env` is added to the environment. */
export function startHelper(role: string, env: Record<string, string> = {}): Helper {
	const child = fork(process.argv[1], ['--role', role], {
		env: { ...process.env, ...env },
		execPath: helpersNode,
	});
	running.add(child);
	child.once('exit', () => running.delete(child));
	return {
		ask: async <T,>(question: unknown) => await answerOf<T>(child, role, question),
		end: () => child.kill(),
	};
}

async function answerOf<T>(child: ChildProcess, role: string, question: unknown): Promise<T> {
	return await new Promise((resolve, reject) => {
		const stopped = () => reject(new Error(`The ${role} process stopped`));
		child.once('exit', stopped);
		child.once('message', (answer: { value?: T; error?: string }) => {
			child.off('exit', stopped);
			if (answer.error !== undefined) reject(new Error(answer.error));
			else resolve(answer.value as T);
		});
		child.send(question as object);
	});
}

/** Answers the questions of the process that started this one. */
export function answerQuestions<Q>(answer: (question: Q) => Promise<unknown>): void {
	process.on('message', (question: Q) => {
		answer(question).then(
			(value) => process.send?.({ value }),
			(error: Error) => process.send?.({ error: error.stack ?? error.message }),
		);
	});
	process.on('disconnect', () => process.exit(0));
}
