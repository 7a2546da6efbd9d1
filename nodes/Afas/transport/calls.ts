import type { NotFoundText } from '../profit/answers/statuses';
import type { AnswerLimit } from './body';

/** One call of AFAS's REST services that changes nothing. */
export interface RestRead {
	service: 'rest';
	method: 'GET';
	/** Below the REST base URL, with its query string, encoded. */
	path: string;
	/** What a 404 means for this call. */
	notFound?: NotFoundText;
	/**
	 * Where a redirect of this call may lead: gives a path below the REST base URL, or throws. A call without it is
	 * never redirected, and no call leaves the credential's hosts.
	 */
	redirectPath?: (location: string, restUrl: string, path: string) => string;
}

/** One call of AFAS's REST services that changes something in Profit. */
export interface RestWrite {
	service: 'rest';
	method: 'POST' | 'PUT' | 'DELETE';
	/** Below the REST base URL, encoded. */
	path: string;
	/** An object to be written as JSON, or JSON text as it is. */
	body?: object | string;
	/** What a 404 means for this call. */
	notFound?: NotFoundText;
}

/** What the user chooses for every call. */
export interface WaitAndLanguage {
	/** How long to wait for the answer, in milliseconds. */
	timeoutMs: number;
	/** Language of labels and messages; the credential's when absent. */
	language?: string;
	/** Calls of the customer at once while this one is under way, itself included; as many as AFAS takes when absent. */
	concurrency?: number;
}

/** How a read is made. */
export interface CallOptions extends WaitAndLanguage {
	/** How often to retry transient failures; READ_RETRIES when absent. */
	retries?: number;
	/** When there must be an answer, by Date.now(): a call that has none by then is given up. */
	deadline?: number;
	/** Whether nobody needs the answer any more, so that it is not worth another try. */
	isOver?: () => boolean;
	/** Whether nothing more may be sent for the input item. */
	isStopped?: () => boolean;
	/** Other items may wait for the answer too: it is asked for even when nothing more may be sent for this one. */
	isShared?: true;
	/** How large the answer may be; ANSWER_LIMIT when absent. */
	limit?: AnswerLimit;
}

/** Enough for what passes within seconds: they come after 1 and 5. */
export const READ_RETRIES = 2;
