import type { IPollFunctions } from 'n8n-workflow';

/** How long a poll may take where n8n does not say, in milliseconds. */
const DEFAULT_BUDGET_MS = 300_000;

/** Milliseconds that n8n gives a poll: 36 seconds unless its administrator set another time. */
export function pollBudgetMs(context: IPollFunctions): number {
	// n8n before 2.41 does not have it.
	return (context as Partial<IPollFunctions>).getPollBudgetMs?.() ?? DEFAULT_BUDGET_MS;
}
