import { ProfitError } from '../errors/profitError';
import { decodeBase64 } from '../files/base64';
import { soapResultBytes } from '../soap/result';
import { readCommandResult, type CommandResult } from './commandResult';

/** A command that is done. */
export interface DoneCommand {
	result: CommandResult;
	/** The ZIP as it came from AFAS. */
	archive: Buffer;
}

/**
 * Reads the answer to a request for the result of a command. docs/afas.md 11.1.
 * @param answer the bytes of the HTTP answer
 * @returns undefined while there is no result
 * @throws ProfitError `functional` with AFAS's message for a fault; `badAnswer` when the answer is damaged, with the
 *   received part of a result in its details, because AFAS gives a result only once
 */
export async function readCommandState(answer: Buffer): Promise<DoneCommand | undefined> {
	const base64 = orDamaged(answer, () => soapResultBytes(answer));
	if (base64.toString('latin1').trim() === '') return undefined;
	const archive = decodeBase64(base64);
	if (!archive) throw damaged(base64, 'its Base64 is not complete');
	try {
		return { result: await readCommandResult(archive), archive };
	} catch (error) {
		throw damaged(archive, (error as Error).message);
	}
}

/** Marks an answer with a result, even if it is cut off. */
const STATE_ANSWER = 'GetStateResult>';

function orDamaged(answer: Buffer, read: () => Buffer): Buffer {
	try {
		return read();
	} catch (error) {
		const isCutOff =
			error instanceof ProfitError && error.kind === 'badAnswer' && answer.includes(STATE_ANSWER);
		throw isCutOff ? damaged(answer, 'the answer is cut off') : error;
	}
}

function damaged(received: Buffer, why: string): ProfitError {
	return new ProfitError('badAnswer', `The result of the command is damaged: ${why}`, {
		received,
		description:
			'The command is done. AFAS gives a result only once, so what was received is in the details, in Base64. Look in Profit to see whether the import succeeded.',
	});
}
