/** The kind of an error, for code to decide on. Each kind has a row in the table of kinds.ts. */
export type ProfitErrorKind =
	/** The user's parameters cannot be used; nothing was sent. */
	| 'input'
	/** AFAS refused the call with a message of its own (HTTP 500 with `externalMessage`). */
	| 'functional'
	/** The same with an unknown message; for a change it only counts as a refusal if it came quickly. docs/afas.md 9. */
	| 'unrecognised'
	/** The same after minutes: AFAS may have carried out the change, or stopped halfway. */
	| 'unclear'
	/** A functional refusal because another user holds a record or layout; it passes. */
	| 'locked'
	/** AFAS cannot sort on one of the call's sort fields. */
	| 'cannotSort'
	/** AFAS's server is out of disk space or cannot reach its database; it passes. */
	| 'serverTrouble'
	/** AFAS ran out of memory for this many rows; fewer rows may work. */
	| 'tooMuchData'
	| 'unauthorized'
	| 'forbidden'
	| 'notFound'
	/** The address has a character that the server never accepts: AFAS has not seen the call. */
	| 'badAddress'
	| 'tooLarge'
	/** AFAS says that it is closed for maintenance or overloaded; it has not processed the call. */
	| 'unavailable'
	/** The CDN or a gateway in front of AFAS answered, not AFAS; it is unknown whether AFAS was reached. */
	| 'gateway'
	/** No connection could be made: AFAS has not seen the call. */
	| 'unreachable'
	/** The connection broke after the call was sent: AFAS may have processed it. */
	| 'connectionLost'
	/** No answer in time: AFAS may still be working on the call. */
	| 'timeout'
	/** The answer is not what AFAS sends: HTML, cut off, of another shape. */
	| 'badAnswer'
	/** The kept metainfo no longer matches the rows, or may lack a field, so it must be read again. */
	| 'outdated'
	/** The execution was cancelled. */
	| 'cancelled';

/** Why a call failed, in n8n's words (n8n-workflow, errors/failure): whether waiting helps, or someone must act. */
export type FailureCause =
	| 'rate-limited'
	| 'temporarily-unavailable'
	| 'credential-invalid'
	| 'configuration-invalid';

/** The outcome of a failed call that changes something. */
export type WriteOutcome =
	/** AFAS, or a check before the call, rejected it. */
	| 'refused'
	/** AFAS may have carried it out. */
	| 'unknown'
	/** AFAS has not seen it. */
	| 'notSent';

/** Everything that code decides by the kind of an error. The first four must be decided for every kind. */
export interface KindFacts {
	/** The outcome of a write that ends this way. */
	outcome: WriteOutcome;
	/** Whether it is transient, so that a read is retried. Never if AFAS may still be working on the call. */
	passes: boolean;
	/** When a write may be sent again: never, after a short wait, or only as often as the user allows. */
	writeAgain: 'never' | 'afterWait' | 'ifAllowed';
	/**
	 * Whether AFAS certainly kept nothing of the request, which is one transaction (docs/afas.md 4.3), and a single
	 * record may be the cause. Then the halves of a batch are sent.
	 */
	divides: boolean;
	/** AFAS checks a call within seconds, so a late answer may not be a refusal. */
	refusesQuickly?: true;
	/** A read of fewer rows may succeed. */
	fewerRows?: true;
	/** A read with fewer fields in its order may succeed. */
	fewerSortFields?: true;
	/** The cause may be a mandatory field that the item lacks. */
	mayLackField?: true;
	/** It says nothing about the connector, only that REST does not work from here. */
	restMissing?: true;
	/** AFAS may say how long to wait. */
	asksToWait?: true;
	/** AFAS may still be working on the call. */
	mayStillWork?: true;
	/** What a user can do after such a write, besides checking in Profit. */
	afterWrite?: string;
	/**
	 * The kind that a call gets when its token request fails this way, since a lost token request changes nothing in
	 * Profit.
	 */
	ofTokenRequest?: ProfitErrorKind;
	/**
	 * How long the next calls would fail too: `execution` for calls to the same address, `aWhile` for all calls, for
	 * half a minute.
	 */
	lasts?: 'execution' | 'aWhile';
	/** For n8n's own decisions, such as when a trigger polls next; absent if neither waiting nor acting surely helps. */
	failure?: FailureCause;
	/** The cause is the user's parameters, not a call. */
	isInput?: true;
	/** The cause may be kept metainfo that is out of date. */
	mayBeOutdated?: true;
	/** The kept metainfo is certainly out of date. */
	isOutdated?: true;
}
