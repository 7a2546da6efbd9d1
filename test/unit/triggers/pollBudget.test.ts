import type { IPollFunctions } from 'n8n-workflow';
import { ProfitError } from '../../../nodes/Afas/profit/errors/profitError';
import { PollBudget } from '../../../nodes/Afas/triggers/changes/pollBudget';

const NOW = Date.UTC(2026, 10, 29, 12);

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

const budgetOf = (context: object) => new PollBudget(context as IPollFunctions);

describe('the time of a poll', () => {
	it.each([
		['what n8n gives', { getPollBudgetMs: () => 36_000 }, 36_000],
		['45 seconds where n8n does not say', {}, 45_000],
	])('is %s', (_name, context, milliseconds) => {
		const budget = budgetOf(context);
		expect(budget.deadline).toBeGreaterThan(NOW + milliseconds / 2);
		expect(budget.deadline).toBeLessThan(NOW + milliseconds);
		jest.setSystemTime(NOW + milliseconds / 2 - 1);
		expect([budget.isHalfOver, budget.isOver]).toEqual([false, false]);
		jest.setSystemTime(NOW + milliseconds / 2);
		expect([budget.isHalfOver, budget.isOver]).toEqual([true, false]);
		jest.setSystemTime(budget.deadline);
		expect(budget.isOver).toBe(true);
	});

	it('is reported, with what helps on this n8n', () => {
		const late = (context: object) => {
			jest.setSystemTime(NOW);
			const budget = budgetOf(context);
			jest.setSystemTime(budget.deadline);
			return budget.explained(new ProfitError('timeout', 'AFAS did not answer')) as ProfitError;
		};
		const given = late({ getPollBudgetMs: () => 36_000 });
		expect(given.message).toBe('AFAS did not answer in the 36 seconds that n8n gives a poll');
		expect(given.details.description).toMatch(/Max Rows per Poll.* Or whoever runs n8n can give/);
		const older = late({});
		expect(older.message).toBe('AFAS did not answer in the 45 seconds that a poll may take');
		expect(older.details.description).toContain('From n8n 2.41 on, whoever runs n8n can give');
	});

	it('is no reason for an error that came before, or for another one', () => {
		const budget = budgetOf({});
		const timeout = new ProfitError('timeout', 'AFAS did not answer within 5 seconds');
		expect(budget.explained(timeout)).toBe(timeout);
		jest.setSystemTime(budget.deadline);
		const other = new ProfitError('functional', 'No');
		expect(budget.explained(other)).toBe(other);
	});
});
