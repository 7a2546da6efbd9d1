import { ProfitError, type ProfitErrorKind } from './profitError';

/** After these nobody knows whether AFAS kept the change: no answer, one that is not AFAS's, or AFAS itself broke off. */
const UNKNOWN: ReadonlySet<ProfitErrorKind> = new Set<ProfitErrorKind>([
	'gateway',
	'connectionLost',
	'timeout',
	'tooMuchData',
	'serverTrouble',
	'unclear',
	'badAnswer',
	'cancelled',
]);

/** Whether a call that changes something and ended so may have been carried out. */
export function mayBeWritten(error: unknown): boolean {
	return error instanceof ProfitError && UNKNOWN.has(error.kind);
}

const LOOK_FIRST = 'AFAS may have carried out the change. Look in Profit before sending it again.';
const WAIT_AND_LOOK =
	'AFAS may still be working on the change. Wait 15 minutes, then look in Profit before sending it again.';

/**
 * What an error means for a call that changes something: where AFAS may have carried it out, the next step is to look.
 * docs/afas.md 2.7.
 */
export function errorOfWrite(error: unknown): unknown {
	if (!(error instanceof ProfitError) || !mayBeWritten(error)) return error;
	const { kind, message, details } = error;
	return new ProfitError(kind, message, { ...details, description: nextStep(error) });
}

function nextStep({ kind, details: { httpCode } }: ProfitError): string {
	switch (kind) {
		case 'timeout':
			return httpCode === undefined ? WAIT_AND_LOOK : LOOK_FIRST;
		case 'tooMuchData':
			return `${LOOK_FIRST} Send fewer or smaller records at a time.`;
		case 'badAnswer':
			return `${LOOK_FIRST} If such answers stay, check the environment and URLs in the credential.`;
		default:
			return LOOK_FIRST;
	}
}
