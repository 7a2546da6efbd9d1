import { counted } from '../../profit/errors/counted';
import { ProfitError } from '../../profit/errors/profitError';
import type { GetConnectorInfo } from '../../profit/metainfo/types';
import { anchoredWindows } from '../../profit/paging/anchoredWindows';
import type { PageQuery } from '../../profit/paging/pagePlan';
import { pageSizeFor } from '../../profit/paging/pageSize';
import type { RowQuery } from '../../profit/query/rowQuery';
import type { Row } from '../../profit/values/cell';
import { READ_RETRIES } from '../../transport/calls';
import type { ProfitClient } from '../../transport/client';
import { readPages } from '../../transport/pages';
import type { RowSource } from '../../transport/rows';
import { serviceOf } from '../../transport/service';
import type { ComparisonParameters } from './comparisonParameters';
import type { PollBudget } from './pollBudget';

/** AFAS advises at most this many calls at the same time. docs/afas.md 2.5. */
const CALLS_AT_ONCE = 5;

/** Reads all rows of a GetConnector, proven complete, within the time that n8n gives a poll. */
export class AllRows {
	private rows = 0;

	private calls = 0;

	/**
	 * @param parameters with fields as AFAS writes them, and calls that keep to the budget's deadline
	 */
	constructor(
		private readonly client: ProfitClient,
		private readonly parameters: ComparisonParameters,
		private readonly info: GetConnectorInfo,
		private readonly budget: PollBudget,
	) {}

	/**
	 * Reads the rows in the order of their keys, at most one more than may be compared.
	 * @throws ProfitError when the read is incomplete, or not done in time
	 */
	async *pages(): AsyncGenerator<Row[]> {
		const { connector, filter, keyFields, maxRows } = this.parameters;
		const { fields } = this.info;
		const source = this.source();
		const plan = anchoredWindows({
			filter,
			sort: keyFields.map((field) => ({ field, descending: false })),
			keyFields,
			fields,
			pageSize: pageSizeFor(fields.length),
			concurrency: CALLS_AT_ONCE,
			limit: maxRows + 1,
			fits: (query: PageQuery) => source.fits({ connector, ...query }),
		});
		const { budget } = this;
		const signal = {
			get aborted() {
				return budget.isOver;
			},
		};
		const reading = { connector, concurrency: CALLS_AT_ONCE, retries: READ_RETRIES, signal };
		let failure: { thrown: unknown } | undefined;
		try {
			for await (const rows of readPages(source, plan, reading)) {
				this.rows += rows.length;
				yield rows;
			}
		} catch (thrown) {
			failure = { thrown };
		}
		if (failure !== undefined) throw budget.isOver ? this.tooLate() : failure.thrown;
	}

	/** A source that counts the calls. */
	private source(): RowSource {
		const { protocol, calls } = this.parameters;
		const service = serviceOf(this.client, protocol);
		const source = service.rows(this.info, { ...calls, retries: 0 }, { dropsWrongZ: true });
		return {
			...source,
			read: async (query: RowQuery, arrived) => {
				this.calls += 1;
				return await source.read(query, arrived);
			},
		};
	}

	private tooLate(): ProfitError {
		const { words, advice } = this.budget;
		return new ProfitError(
			'timeout',
			`The rows could not be compared in ${words}: ${counted(this.rows, 'row')} had come in ${counted(this.calls, 'call')}`,
			{
				description: `Nothing was returned or forgotten. Narrow 'Filters', or use a GetConnector with fewer rows or fields. ${advice}`,
			},
		);
	}
}
