/** The severity of a finding: an error breaks a workflow or a certification. */
export type Level = 'error' | 'warning' | 'info';

interface CodeMeaning {
	level: Level;
	/** What to do about it. */
	advice: string;
	/** Whether AFAS's Auditor has the code, and a page about it. */
	ofAuditor?: true;
}

/**
 * All codes of findings. Levels of the Auditor's codes: docs/afas.md 10.1. DATA-20 is an error there, but a warning
 * here, because only labels are visible from outside.
 */
const CODES = {
	'CONNECTOR-MISSING': {
		level: 'error',
		advice: 'Import the connector in Profit and add it to the app connector.',
	},
	'CONNECTOR-NEW': {
		level: 'info',
		advice: 'If it belongs there, make a new blueprint. If not, take it out of the app connector.',
	},
	'CONNECTOR-REFUSED': {
		level: 'error',
		advice:
			'Check that the user group of the app connector is authorised for it, then check again.',
	},
	'FIELD-MISSING': {
		level: 'error',
		advice: 'Put the field back in Profit, or change the workflows that use it.',
	},
	'FIELD-NEW': { level: 'info', advice: 'If it belongs there, make a new blueprint.' },
	'FIELD-TYPE': {
		level: 'error',
		advice: 'Change it back in Profit, or check every workflow that uses the field.',
	},
	'FIELD-LENGTH': {
		level: 'warning',
		advice:
			'Check that longer and shorter values still fit where the field comes from and goes to.',
	},
	'FIELD-MANDATORY': {
		level: 'error',
		advice: 'Give the field a value in every workflow that writes to this UpdateConnector.',
	},
	'VALUES-CHANGED': {
		level: 'warning',
		advice: 'Check that the workflows write only codes that still exist.',
	},
	'ROWS-REFUSED': {
		level: 'warning',
		advice: "Run 'Get Many' on this GetConnector to see all that AFAS says.",
	},
	'ROWS-SLOW': {
		level: 'warning',
		advice:
			'Take fields, references to other tables and slow filters out of the GetConnector in Profit.',
	},
	'TOKEN-EXPIRES': {
		level: 'warning',
		advice: 'Make a new token or client secret in Profit, and put it into the credential in time.',
	},
	'STRUCT-27': {
		level: 'error',
		ofAuditor: true,
		advice:
			'Copy the GetConnector in Profit under a name of your own, such as MyApp_Debtors, and use the copy.',
	},
	'STRUCT-29': {
		level: 'error',
		ofAuditor: true,
		advice: 'Rename the field in the GetConnector, without a period.',
	},
	'DATA-20': {
		level: 'warning',
		ofAuditor: true,
		advice:
			'Use the employment (Dienstverband) everywhere. AFAS allows the sequence number where it is part of a key.',
	},
	'DATA-23': {
		level: 'error',
		ofAuditor: true,
		advice:
			'Take the field out of the GetConnector, or link it to a field that exists. If it is a custom field, import it first.',
	},
	'DATA-24': {
		level: 'warning',
		ofAuditor: true,
		advice: 'Give your customers the custom field as a .fie file, and describe how to import it.',
	},
	'DATA-26': {
		level: 'warning',
		ofAuditor: true,
		advice: 'Never filter or sort on this field, or take the format off in the GetConnector.',
	},
	'PERF-30': {
		level: 'error',
		ofAuditor: true,
		advice:
			'Copy Profit_Fin_ChangedEntrydate, add the copy to the app connector, and read only the days that it names.',
	},
	'PERF-31': {
		level: 'error',
		ofAuditor: true,
		advice:
			'Copy Profit_Rea_ChangedEntryDate, add the copy to the app connector, and read only the days that it names.',
	},
	'AUT-19': {
		level: 'warning',
		ofAuditor: true,
		advice: 'Take the field out if you can do without it. Else name it in your documentation.',
	},
	'NOT-CHECKED': {
		level: 'info',
		advice: 'Run the Auditor in Profit for these: Actions, on the app connector.',
	},
} satisfies Record<string, CodeMeaning>;

export type FindingCode = keyof typeof CODES;

/** Something wrong or worth knowing about an environment. It holds no data of rows. */
export interface Finding {
	level: Level;
	code: FindingCode;
	/** ID of the connector; null when it is about the environment or several connectors. */
	connector: string | null;
	/** Field, with the path of its sub-object: `FbSalesLines.ItCd`; null when it is about the whole connector. */
	field: string | null;
	message: string;
	advice: string;
	link: string;
}

/** The connector and field of a finding. */
export interface Place {
	connector?: string;
	field?: string;
}

const AUDITOR_PAGE = 'https://docs.afas.help/profit/nl/app-connector-auditor-partner';

const OWN_PAGE = 'https://github.com/n8n-nodes-afas/n8n-nodes-afas/blob/main/docs/check-setup.md';

/** All codes in the order of the documentation. */
export const FINDING_CODES = Object.keys(CODES) as FindingCode[];

/** Makes a finding with the level, advice and link of its code. */
export function finding(code: FindingCode, place: Place, message: string): Finding {
	const { level, advice, ofAuditor }: CodeMeaning = CODES[code];
	return {
		level,
		code,
		connector: place.connector ?? null,
		field: place.field ?? null,
		message,
		advice,
		link: ofAuditor ? `${AUDITOR_PAGE}#${code}` : `${OWN_PAGE}#${code.toLowerCase()}`,
	};
}
