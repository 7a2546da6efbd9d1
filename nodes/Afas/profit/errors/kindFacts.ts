/** What went wrong, as a word that code can decide on. Each kind has a row in the table of kinds.ts. */
export type ProfitErrorKind =
	/** The user's parameters cannot be used; nothing was sent. */
	| 'input'
	/** AFAS refused the call with a message of its own (HTTP 500 with `externalMessage`). */
	| 'functional'
	/** The same, with a message that is not known: a refusal of a change only when it came quickly. docs/afas.md 9. */
	| 'unrecognised'
	/** After minutes AFAS gave such a message: it may have carried the change out, or stopped halfway. */
	| 'unclear'
	/** A functional refusal because another user holds a record or layout; it passes. */
	| 'locked'
	/** AFAS cannot sort on a field that the call sorts on. */
	| 'cannotSort'
	/** AFAS's own server has no disk space or gets no answer from its database; it passes. */
	| 'serverTrouble'
	/** AFAS ran out of memory for this many rows; fewer rows may work. */
	| 'tooMuchData'
	| 'unauthorized'
	| 'forbidden'
	| 'notFound'
	/** No address may hold a sign that the call's has: AFAS has not seen the call, and never will. */
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
	/** The metainfo that is kept is not that of the rows any more, or may lack a field: it is to be asked for anew. */
	| 'outdated'
	/** The execution was cancelled. */
	| 'cancelled';

/** Why a call failed, in n8n's words (n8n-workflow, errors/failure): whether waiting helps, or somebody has to act. */
export type FailureCause =
	| 'rate-limited'
	| 'temporarily-unavailable'
	| 'credential-invalid'
	| 'configuration-invalid';

/** What became of a call that changes something and failed. */
export type WriteOutcome =
	/** AFAS, or a check before AFAS, said no. */
	| 'refused'
	/** AFAS may have carried it out. */
	| 'unknown'
	/** AFAS has not seen it. */
	| 'notSent';

/** All that code decides by the kind of an error. The first four must be decided for every kind. */
export interface KindFacts {
	/** What became of a write that ended so. */
	outcome: WriteOutcome;
	/** Whether it is transient, so that a read is retried. Never where AFAS still works on the call. */
	passes: boolean;
	/** When a write may be sent again: never, after a short wait, or only as often as the user allows. */
	writeAgain: 'never' | 'afterWait' | 'ifAllowed';
	/**
	 * Whether AFAS certainly kept nothing of the request, as it handles a request as one transaction (docs/afas.md 4.3), and one
	 * record of it may be the reason. Then the halves of a batch are sent.
	 */
	divides: boolean;
	/** AFAS looks at a call within seconds: what takes longer is no refusal for sure. */
	refusesQuickly?: true;
	/** A read of fewer rows may succeed. */
	fewerRows?: true;
	/** A read with fewer fields in its order may succeed. */
	fewerSortFields?: true;
	/** The reason may be a mandatory field that the item does not give. */
	mayLackField?: true;
	/** It says nothing about the connector, only that REST cannot be used from here. */
	restMissing?: true;
	/** AFAS may say how long to wait. */
	asksToWait?: true;
	/** Without an answer, AFAS may still be working on the call. */
	mayStillWork?: true;
	/** What a user can do after a write that ended so, besides looking in Profit. */
	afterWrite?: string;
	/** What a call is told when its token request ended so: a lost token request changes nothing in Profit. */
	ofTokenRequest?: ProfitErrorKind;
	/**
	 * How long the next calls would fail as well: `execution` for those to the same address, `aWhile` for all calls, for half
	 * a minute.
	 */
	lasts?: 'execution' | 'aWhile';
	/** What n8n decides on by itself, such as when a trigger polls next. None where neither waiting nor acting surely helps. */
	failure?: FailureCause;
	/** The user's parameters are to blame, and no call. */
	isInput?: true;
	/** The reason may be metainfo that was kept and is not true any more. */
	mayBeOutdated?: true;
	/** It is so for sure. */
	isOutdated?: true;
}
