import { counted } from './counted';
import { cancelled, ProfitError } from './profitError';

/** What Node and axios report about a request without an answer. */
export interface NetworkFailure {
	/** e.g. `ECONNREFUSED`; axios's own are `ECONNABORTED`, `ERR_CANCELED`. */
	code?: string;
	/** The system call that failed, e.g. `connect`. */
	syscall?: string;
	/** Whether the execution was cancelled. */
	cancelled?: boolean;
}

const NAME_NOT_FOUND = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME']);
const NOT_CONNECTED = new Set([
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EHOSTDOWN',
	'EADDRNOTAVAIL',
]);
const CERTIFICATE = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/;

/**
 * Gives the error of a request without an answer; its kind tells whether AFAS may have seen the request. For a change,
 * errorOfWrite adds the outcome.
 * @param timeoutMs timeout of the call, in milliseconds
 */
export function errorOfNetwork(failure: NetworkFailure, timeoutMs: number): ProfitError {
	const code = failure.code ?? '';
	if (failure.cancelled || code === 'ERR_CANCELED') {
		return cancelled();
	}
	if (NAME_NOT_FOUND.has(code)) {
		return new ProfitError('unreachable', 'No AFAS server was found at this address', {
			description:
				"Check 'Environment' and the address below it in the credential. If both are right, check the internet connection of this n8n.",
		});
	}
	if (neverConnected(code, failure.syscall)) {
		return new ProfitError('unreachable', 'AFAS cannot be reached', {
			description:
				'No connection could be made, so AFAS has not seen the call. Check the address in the credential and the network, then try again.',
		});
	}
	if (CERTIFICATE.test(code)) {
		return new ProfitError('unreachable', "The server's certificate is not trusted", {
			description:
				'Nothing was sent. A proxy or a server with a certificate of its own may stand between n8n and AFAS.',
		});
	}
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') {
		const seconds = Math.round(timeoutMs / 1000);
		return new ProfitError('timeout', `AFAS did not answer within ${counted(seconds, 'second')}`, {
			description:
				'AFAS may still be working on the call. Wait 15 minutes before asking for the same again, or ask for less.',
		});
	}
	return new ProfitError(
		'connectionLost',
		'The connection to AFAS broke before the answer was complete',
		{ description: 'This usually passes. Try again in a moment.' },
	);
}

/** Whether there was no connection at all. A host can also become unreachable during a call; then AFAS may have seen it. */
function neverConnected(code: string, syscall: string | undefined): boolean {
	if (code === 'ETIMEDOUT') return syscall === 'connect';
	return NOT_CONNECTED.has(code) && (syscall === undefined || syscall === 'connect');
}
