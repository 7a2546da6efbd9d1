import { cancelled, ProfitError } from '../profit/errors/profitError';
import { errorOfCommand, errorOfStart } from '../profit/remote/commandErrors';
import { readCommandState, type DoneCommand } from '../profit/remote/commandState';
import { commandStateRequest, runCommandRequest } from '../profit/soap/requests';
import { readSoapResult } from '../profit/soap/result';
import type { AnswerLimit } from './body';
import type { CallOptions } from './calls';
import type { ProfitClient } from './client';
import { outcomeOf, wait } from './wait';

/** The state of a command in AFAS Remote. */
export interface CommandState {
	/** Its result; undefined as long as AFAS gives none. */
	done?: DoneCommand;
	/** Whether an answer was lost that may have held the result, which AFAS gives only once. */
	isAnswerLost: boolean;
}

/**
 * Starts a command, without retries.
 * @param archive the ZIP of its files, in Base64
 * @returns the command's ID
 * @throws ProfitError with `outcome`; if the command may be running, the description says how to check
 */
export async function startCommand(
	client: ProfitClient,
	commandLine: string,
	archive: string,
	options: CallOptions,
): Promise<string> {
	const request = runCommandRequest(commandLine, archive);
	const readAnswer = ({ body }: { body: string }) => {
		const commandId = readSoapResult(body).trim();
		if (commandId === '') throw new ProfitError('badAnswer', 'AFAS gave no ID for the command');
		return commandId;
	};
	const sent = await outcomeOf(async () => await client.write(request, options, { readAnswer }));
	if ('thrown' in sent) throw errorOfStart(sent.thrown);
	return sent.answer;
}

/** First pause before asking for the result; each next one is twice as long. */
const FIRST_PAUSE_MS = 1_000;

/** Longest pause, for long imports. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * Waits until a command is done, with growing pauses. Transient failures do not end the wait.
 * @param maxWaitMs longest wait, in milliseconds
 * @param isCanceled whether the execution was canceled
 * @throws ProfitError with the command's ID
 */
export async function waitForResult(
	client: ProfitClient,
	commandId: string,
	maxWaitMs: number,
	isCanceled: () => boolean,
	options: CallOptions,
): Promise<CommandState> {
	const end = Date.now() + maxWaitMs;
	const question = new StateQuestion(client, commandId, options);
	for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
		const waitMs = Math.min(pauseMs, Math.max(0, end - Date.now()));
		if (!(await wait(waitMs, isCanceled))) {
			throw errorOfCommand(cancelled(), commandId);
		}
		const isLast = Date.now() >= end;
		const asked = await outcomeOf(async () => await question.ask());
		if ('answer' in asked) {
			if (asked.answer.done || isLast) return asked.answer;
			continue;
		}
		const mayPass = asked.thrown instanceof ProfitError && asked.thrown.facts.passes;
		if (isLast || !mayPass) throw errorOfCommand(asked.thrown, commandId);
	}
}

/**
 * Asks for the result of a command, and retries transient failures.
 * @throws ProfitError with the command's ID
 */
export async function askForResult(
	client: ProfitClient,
	commandId: string,
	options: CallOptions,
): Promise<CommandState> {
	const question = new StateQuestion(client, commandId, options);
	const asked = await outcomeOf(
		async () => await client.again(async () => await question.ask(), options),
	);
	if ('thrown' in asked) throw errorOfCommand(asked.thrown, commandId);
	return asked.answer;
}

/** Asks for the result of a command, and remembers whether an answer was lost. */
class StateQuestion {
	private isAnswerLost = false;

	constructor(
		private readonly client: ProfitClient,
		private readonly commandId: string,
		private readonly options: CallOptions,
	) {}

	/** @throws ProfitError when there is no readable answer */
	async ask(): Promise<CommandState> {
		const { client, commandId, options } = this;
		const once = { ...options, retries: 0, limit: RESULT_LIMIT };
		const asked = await outcomeOf(async () => {
			const { body } = await client.read(commandStateRequest(commandId), once);
			return await readCommandState(body);
		});
		if ('answer' in asked) return { done: asked.answer, isAnswerLost: this.isAnswerLost };
		const { thrown } = asked;
		this.isAnswerLost ||= thrown instanceof ProfitError && thrown.facts.outcome === 'unknown';
		throw thrown;
	}
}

const MEGABYTE = 1024 * 1024;

/** Base64 of the 200 MB that a command may have. AFAS gives a result only once, so accept everything that may be one. */
const RESULT_LIMIT: AnswerLimit = {
	bytes: 280 * MEGABYTE,
	exceeded: () =>
		new ProfitError('tooLarge', 'The result of the command is larger than 200 MB', {
			description: 'It was not read any further, since n8n would need too much memory.',
		}),
};
