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
	/** Reads the fields of a GetConnector, once per client and language. */
	info(connector: string, options: CallOptions): Promise<GetConnectorInfo>;
	/** Runs a task with the fields of a GetConnector, which may be kept: see `withMetainfo`. */
	withInfo<T>(
		connector: string,
		options: CallOptions,
		task: (info: GetConnectorInfo) => Promise<T>,
	): Promise<T>;
	/**
	 * Asks for the fields of a GetConnector where `info` was kept, so that no later rows show it to be outdated.
	 * @throws ProfitError `outdated` when they are others now; nothing when AFAS does not tell
	 */
	confirmInfo(connector: string, options: CallOptions, info: GetConnectorInfo): Promise<void>;
	/** Makes the first call for rows before the fields are known; undefined if they are known, or the protocol needs them. */
	readAhead(query: RowQuery, options: CallOptions): ReadAhead | undefined;
	/**
	 * Gives the rows of a GetConnector. If `info` was kept, a read throws `outdated` when the rows have other fields.
	 * @param info its fields
	 * @param shape.dropsWrongZ whether to drop the wrong `Z` of dates while reading if that is cheaper; otherwise the
	 *   row shaper drops it
	 * @param shape.ahead the first call, if it has already been made
	 */
	rows(
		info: GetConnectorInfo,
		options: CallOptions,
		shape?: { dropsWrongZ: boolean; ahead?: ReadAhead },
	): RowSource;
	/** Reads the version of Profit, e.g. `22.22.5`. */
	version(options: CallOptions): Promise<string>;
	/** Gets an attachment of a dossier item. */
	attachment(subjectId: string, fileId: string, options: CallOptions): Promise<ProfitFile>;
	/** Gets a report on the rows that match a filter. */
	report(reportId: string, filter: Filter, options: CallOptions): Promise<ProfitFile>;
	/**
	 * Gives the service for changes of records.
	 * @param lockRetries maximum retries when AFAS says that a record or layout is in use
	 */
	writes(options: WaitAndLanguage, lockRetries: number): WriteService;
}
