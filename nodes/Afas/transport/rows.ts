import type { RowQuery } from '../profit/query/rowQuery';
import type { Row } from '../profit/values/cell';

/** A source of rows over one protocol, with the options of one input item. */
export interface RowSource {
	/**
	 * Makes one call for rows, and gives them as AFAS wrote them.
	 * @param arrived called once when AFAS has answered, before the rows are read from the answer; that begins when it
	 *   ends
	 * @returns up to `query.take` rows
	 * @throws ProfitError
	 */
	read(query: RowQuery, arrived?: () => Promise<void>): Promise<Row[]>;
	/** Whether AFAS accepts this query over this protocol. */
	fits(query: RowQuery): boolean;
	/** Whether a query over this protocol can sort on this field. */
	sorts(field: string): boolean;
}
