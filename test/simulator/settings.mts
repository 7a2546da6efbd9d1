import type { SearchedText } from './data/conditions.mts';
import type { Fault } from './faults.mts';

/** How the simulated environment behaves; everything may be changed while it runs. */
export interface Settings {
	/** Waiting time before each answer, in milliseconds. */
	delayMs: number;
	/** Calls in progress above which a call is refused; Infinity: never. */
	maxParallel: number;
	/** How such a call is refused. */
	parallelRefusal: 'json503' | 'reset';
	/** So many calls must have been refused in this way before one is answered. */
	refusedFirst: number;
	/** What goes wrong; the first rule that fits a call strikes it. */
	faults: Fault[];
	/** Every call is refused with 403, as with AFAS's IP restriction. */
	forbidden: boolean;
	/** Rows that a sort does not tell apart come in another order at every call. */
	shuffle: boolean;
	/** Cells (rows x fields) above which a call runs out of memory; Infinity: never. */
	maxCells: number;
	/** Version that `/profitversion` tells; null when the token has no right to it. */
	profitVersion: string | null;
	/** GetConnectors and UpdateConnectors that exist but are not for this token (lower case). */
	notAuthorised: Set<string>;
	/** GetConnectors that AFAS has blocked (lower case). */
	blocked: Set<string>;
	/** `/metainfo` leaves out lists that are empty. */
	omitEmptyLists: boolean;
	/** The answer's `skip` and `take` are 0 and the number of rows, whatever was asked. */
	echoesOtherWindow: boolean;
	/** What a successful POST or PUT answers; `documented` is what AFAS's files show for the connector. */
	resultShape: 'documented' | 'wrapped' | 'bare' | 'list' | 'empty';
	/**
	 * What an administrator changed: gives the metainfo that is answered.
	 * @param path `get/{id}`, `update/{id}`, or empty for the lists
	 */
	changeMetainfo: (path: string, answer: Record<string, unknown>) => Record<string, unknown>;
	/** Gives the schema that SOAP puts before rows; empty for none. No source says how much of metainfo it tells. */
	changeSchema: (schema: string) => string;
	/** `primaryKey` in `/metainfo/update` is text instead of a boolean. */
	primaryKeyAsText: boolean;
	/** Metainfo calls keys that stand among Fields primary keys too. No source says whether AFAS does. */
	primaryKeyInFields: boolean;
	/** Which keys a DELETE may name: `@Key`, `Key` or both. */
	deleteKeys: 'both' | 'attribute' | 'plain';
	/** How SOAP takes the text of Contains, Starts With and Ends With (docs/afas.md 3.6). */
	soapTexts: SearchedText;
	/** How the FileConnector says that it has no such file; a page with HTTP 500 was seen by ixoncloud's client. */
	missingFile: 'notFound' | 'page500';
	/** What is wrong with the files that connectors give. */
	fileDamage: 'none' | 'shortened' | 'character' | 'lost' | 'cutOff';
	/** The Base64 of files has its `/` and `+` escaped, as some writers of JSON do. */
	fileEscapes: boolean;
	/** Rows of the BI model. */
	biRows: number;
	/** Rows after which a BI model gives a link to the next ones. */
	biPageSize: number;
	/** Where a BI model redirects to, and links to, instead of itself. */
	biRedirect: string | null;
	biNextLink: string | null;
	/** The clock (milliseconds since 1970) behind created and modified times. */
	now: () => number;
	/** Calls that the log keeps; older ones are dropped. */
	logLimit: number;
}

/** A Profit environment in which nothing goes wrong. */
export function defaultSettings(): Settings {
	return {
		delayMs: 0,
		maxParallel: Infinity,
		parallelRefusal: 'json503',
		refusedFirst: 0,
		faults: [],
		forbidden: false,
		shuffle: true,
		maxCells: Infinity,
		profitVersion: '9.1.3',
		notAuthorised: new Set(['sim_restricted']),
		blocked: new Set(['sim_blocked']),
		omitEmptyLists: false,
		echoesOtherWindow: false,
		resultShape: 'documented',
		changeMetainfo: (_path, answer) => answer,
		changeSchema: (schema) => schema,
		primaryKeyAsText: false,
		primaryKeyInFields: false,
		deleteKeys: 'both',
		soapTexts: 'pattern',
		missingFile: 'notFound',
		fileDamage: 'none',
		fileEscapes: false,
		biRows: 100_000,
		biPageSize: 20_000,
		biRedirect: null,
		biNextLink: null,
		now: () => Date.now(),
		logLimit: 200_000,
	};
}
