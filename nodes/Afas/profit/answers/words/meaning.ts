import type { FailureCause } from '../../errors/kindFacts';
import type { ProfitErrorKind } from '../../errors/profitError';

/** The meaning of AFAS's texts: whether to retry a read, whether a change was carried out, what the user can do. */
export interface Meaning {
	kind: ProfitErrorKind;
	/** What the user can do about it. */
	nextStep: string;
	/** The cause, if the texts tell more than the kind. */
	failure?: FailureCause;
	texts: AfasText[];
}

/** A text of AFAS. */
export interface AfasText {
	/** The pattern that recognises it, in words without quoted labels. */
	core: RegExp;
	/** The text as found; `X` stands for the variable part. */
	found: string;
	language: 'nl' | 'en';
	source: string;
}

export const TROUBLESHOOTING = 'AFASSoftware/OASContent, Profit/nl and en, Troubleshooting';
export const PRACTICAL_AFAS = 'rmuit/PracticalAfas, src/Helper.php';
export const SRXP = 'support.srxp.com, AFAS Profit Troubleshooting';
export const SPEND_CLOUD = 'support.spend.cloud, exporting to AFAS';
export const ZENVOICES = 'help.zenvoices.com, article 4726360';

/** Makes an entry of the tables. */
export function text(
	language: AfasText['language'],
	found: string,
	core: RegExp,
	source: string,
): AfasText {
	return { core, found, language, source };
}
