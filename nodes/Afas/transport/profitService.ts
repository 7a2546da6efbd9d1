import type { ProfitFile } from '../profit/files/fileAnswer';
import type { GetConnectorInfo } from '../profit/metainfo/types';
import type { Filter } from '../profit/query/filter';
import type { RowQuery } from '../profit/query/rowQuery';
import type { CallOptions, WaitAndLanguage } from './calls';
import type { ReadAhead } from './readAhead';
import type { RowSource } from './rows';
import type { WriteService } from './writes';

/** What AFAS offers over REST and over SOAP, with the same answers. All of it throws ProfitError. */
export interface ProfitService {
	/** The fields of a GetConnector, asked for once per client and language. */
	info(connector: string, options: CallOptions): Promise<GetConnectorInfo>;
	/** Does a task with the fields of a GetConnector, which may be kept from before: see `withMetainfo`. */
	withInfo<T>(
		connector: string,
		options: CallOptions,
		task: (info: GetConnectorInfo) => Promise<T>,
	): Promise<T>;
	/** Makes the first call for rows before the fields are known; undefined where they are, or the protocol needs them. */
	readAhead(query: RowQuery, options: CallOptions): ReadAhead | undefined;
	/**
	 * The rows of a GetConnector. Where `info` was kept, a read that gives rows of other fields throws `outdated`.
	 * @param info its fields
	 * @param shape.dropsWrongZ whether the wrong `Z` of dates is dropped on the way where that is cheaper; the shape of the rows
	 *   drops it otherwise
	 * @param shape.ahead the first call, when it was made already
	 */
	rows(
		info: GetConnectorInfo,
		options: CallOptions,
		shape?: { dropsWrongZ: boolean; ahead?: ReadAhead },
	): RowSource;
	/** The version of Profit, e.g. `22.22.5`. */
	version(options: CallOptions): Promise<string>;
	/** An attachment of a dossier item. */
	attachment(subjectId: string, fileId: string, options: CallOptions): Promise<ProfitFile>;
	/** A report over the rows that a filter leaves. */
	report(reportId: string, filter: Filter, options: CallOptions): Promise<ProfitFile>;
	/**
	 * Changes of records.
	 * @param lockRetries times to try again when AFAS says that a record or layout is in use
	 */
	writes(options: WaitAndLanguage, lockRetries: number): WriteService;
}
