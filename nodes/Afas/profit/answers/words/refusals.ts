import { SPEND_CLOUD, SRXP, TROUBLESHOOTING, ZENVOICES, text, type Meaning } from './meaning';

/** docs/afas.md 9.8. */
const SETTINGS: Meaning = {
	kind: 'functional',
	failure: 'configuration-invalid',
	nextStep:
		"Check the connector's ID, and in Profit that the app connector lists this connector and that its user group is authorised for it.",
	texts: [
		text(
			'en',
			'GetConnector not supported for this app or the user is not authorized',
			/connector not supported for this app|the user is not authori[sz]ed/i,
			TROUBLESHOOTING,
		),
		text(
			'nl',
			'GetConnector niet ondersteund voor deze app of de gebruiker is niet geautoriseerd',
			/connector niet ondersteund voor deze app/i,
			TROUBLESHOOTING,
		),
		text(
			'nl',
			'Deze UpdateConnector wordt niet ondersteund of de gebruiker is niet geautoriseerd',
			/connector wordt niet ondersteund|de gebruiker is niet geautoriseerd/i,
			'johananvm/AppConnectorTestTool',
		),
		text(
			'en',
			'App connector is blocked',
			/\bapp ?connector is blocked\b/i,
			'help.afas.nl, EN/SE/App_PCC_AppCon',
		),
	],
};

const FIELD_GONE: Meaning = {
	kind: 'functional',
	failure: 'configuration-invalid',
	nextStep:
		'An administrator renamed or removed this field. Choose the field again in the node; AFAS itself may remember the old fields for up to 30 minutes.',
	texts: [
		text(
			'en',
			"Connector field 'X' not found",
			/connector field\b.{0,100}\bnot found/i,
			TROUBLESHOOTING,
		),
		text(
			'nl',
			"Connector-veld 'X' niet gevonden",
			/connector-?\s?veld\b.{0,100}\bniet gevonden/i,
			TROUBLESHOOTING,
		),
	],
};

const CANNOT_SORT: Meaning = {
	kind: 'cannotSort',
	nextStep:
		"AFAS cannot sort on one of the fields, such as one with a period or another special character in its name. Sort on other fields, or choose 'Key Fields'.",
	texts: [
		text(
			'en',
			'General message: Invalid Index field',
			/\binvalid index field/i,
			'forums.invantive.com',
		),
	],
};

/** Often an earlier try arrived but its answer was lost. docs/afas.md 9.7. */
const NUMBER_USED: Meaning = {
	kind: 'functional',
	nextStep:
		'The invoice may have been sent before, by a call of which the answer was lost. Look it up in Profit before you send it under another number.',
	texts: [
		text(
			'nl',
			'General message: Factuurnummer 20240001 wordt al gebruikt in financieel bij relatienummer 50028',
			/\bfactuurnummer\b.{0,100}\bal gebruikt\b/i,
			ZENVOICES,
		),
		text(
			'en',
			'General message: Invoice number X is already used in finance for Creditor Y',
			/\binvoice number\b.{0,100}\balready used\b/i,
			SPEND_CLOUD,
		),
	],
};

const MISSING_PARTS: Meaning = {
	kind: 'functional',
	nextStep:
		"A part of the record is missing, and AFAS does not say which. Set 'Protocol' to REST, which accepts more, or give each row of a sub-object its '@Action'.",
	texts: [
		text(
			'en',
			'Object reference not set to an instance of an object',
			/object reference not set to an instance/i,
			'rmuit/PracticalAfas, README',
		),
		text(
			'en',
			'Object variable or With block variable not set',
			/with block variable not set/i,
			'rmuit/PracticalAfas, README',
		),
	],
};

const NO_SUCH_VALUE: Meaning = {
	kind: 'functional',
	nextStep:
		'The record names something that Profit does not have. Look up the code or number of the named field in Profit, with its leading zeros.',
	texts: [
		text(
			'en',
			"The entered value for 'Employee' does not exist.",
			/the entered value for\b.{0,100}\bdoes not exist/i,
			TROUBLESHOOTING,
		),
		text(
			'nl',
			"De ingevulde waarde bij 'Medewerker' bestaat niet.",
			/de ingevulde waarde bij\b.{0,100}\bbestaat niet/i,
			TROUBLESHOOTING,
		),
		text(
			'en',
			'(AntaObject) The foreignkey does not exist in the database. FieldId=Btw-code, ForeignkeyId=KnVat',
			/\bforeign ?key does not exist/i,
			SRXP,
		),
	],
};

const WRONG_TYPE: Meaning = {
	kind: 'functional',
	nextStep:
		'A value does not fit the type of its field: write numbers as 1234.56 and dates as 2026-03-01.',
	texts: [text('en', 'Type mismatch', /\btype mismatch\b/i, SRXP)],
};

const NO_VALUE: Meaning = {
	kind: 'functional',
	nextStep: 'Give the field that the message names a value.',
	texts: [
		text(
			'en',
			"(AntaObject) There is no value entered in mandatory field 'Rekeningnummer' (AcNr)",
			/no value entered in (?:the )?mandatory field/i,
			SRXP,
		),
		text(
			'nl',
			"(AntaObject) Er is geen waarde ingevuld in verplicht veld 'Datum in gebruik'",
			/geen waarde ingevuld in verplicht veld/i,
			SRXP,
		),
	],
};

/** The next step after a refusal that explains itself. */
export const REFUSED = 'AFAS rejected this. Fix what the message mentions and try again.';

/** Reads like a lock but is none: a setting, or a code that is already in use. Waiting does not help. docs/afas.md 9.6. */
const NO_LOCK: Meaning = {
	kind: 'functional',
	nextStep: REFUSED,
	texts: [
		text(
			'nl',
			'Datum 01-08-2023 valt in een geblokkeerde periode | Voor deze administratie is periode 8 van jaar 2023 geblokkeerd.',
			/\bgeblokkeerde periode\b|\bperiode\b.{0,60}\bgeblokkeerd\b/i,
			'AFASSoftware/OASContent, Endpoint/nl, FiEntries_post',
		),
		text(
			'en',
			"General message: There is no assignment for cost center '10575' with account '4108' or the assignment is blocked.",
			/\bno assignment for\b/i,
			SPEND_CLOUD,
		),
		text(
			'nl',
			'De opgegeven code is al in gebruik',
			/\bis al in gebruik\b/i,
			"pattern of AFAS's refusals of a code that is taken",
		),
		text(
			'nl',
			'X is in gebruik en kan niet worden verwijderd',
			/\bin gebruik en kan niet\b/i,
			"pattern of AFAS's refusals of a code that is taken",
		),
		text(
			'en',
			'E-mail address is already in use',
			/\balready in use\b/i,
			'Tools4everBV HelloID for AFAS, README',
		),
		text(
			'en',
			'(AFASFiEntry) VAT is not allowed for account 84000.',
			/\bis not allowed for account\b/i,
			SPEND_CLOUD,
		),
		text(
			'en',
			'General message: Cost center assignment is required for account 132190.',
			/\bassignment is required for account\b/i,
			SPEND_CLOUD,
		),
	],
};

/** AFAS checks a call and rejects it: nothing of it is kept. */
export const REFUSALS: readonly Meaning[] = [
	SETTINGS,
	FIELD_GONE,
	CANNOT_SORT,
	NUMBER_USED,
	MISSING_PARTS,
	NO_SUCH_VALUE,
	WRONG_TYPE,
	NO_VALUE,
	NO_LOCK,
];
