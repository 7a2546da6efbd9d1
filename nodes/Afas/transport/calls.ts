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
	 * Checks a redirect: gives its path below the REST base URL, or throws. A call without it is never redirected, and
	 * no call leaves the credential's hosts.
	 */
	redirectPath?: (location: string, restUrl: string, path: string) => string;
}

/** One call of AFAS's REST services that changes something in Profit. */
export interface RestWrite {
	service: 'rest';
	method: 'POST' | 'PUT' | 'DELETE';
	/** Below the REST base URL, encoded. */
	path: string;
	/** An object to write as JSON, or JSON text to send unchanged. */
	body?: object | string;
	/** What a 404 means for this call. */
	notFound?: NotFoundText;
}

/** What the user chooses for every call. */
export interface WaitAndLanguage {
	/** Maximum wait for the answer, in milliseconds. */
	timeoutMs: number;
	/** Language of labels and messages; the credential's when absent. */
	language?: string;
	/** Maximum simultaneous calls of the customer during this one, itself included; AFAS's maximum when absent. */
	concurrency?: number;
}

/** How a read is made. */
export interface CallOptions extends WaitAndLanguage {
	/** How often to retry transient failures; READ_RETRIES when absent. */
	retries?: number;
	/** Deadline for the answer, by Date.now(); then the call is abandoned. */
	deadline?: number;
	/** Whether the answer is no longer needed, so that a retry is pointless. */
	isOver?: () => boolean;
	/** Whether nothing more may be sent for the input item. */
	isStopped?: () => boolean;
	/** Other items may be waiting for the answer too, so it is sent even if this item is stopped. */
	isShared?: true;
	/** Maximum size of the answer; ANSWER_LIMIT when absent. */
	limit?: AnswerLimit;
}

/** Enough for failures of a few seconds: retries come after 1 and 5 seconds. */
export const READ_RETRIES = 2;
