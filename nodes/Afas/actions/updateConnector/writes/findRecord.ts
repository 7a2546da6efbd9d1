import { inputError } from '../../../profit/errors/profitError';
import { fieldFinder } from '../../../profit/metainfo/knownFields';
import type { UpdateConnectorInfo } from '../../../profit/metainfo/types';
import { withAfasValues } from '../../../profit/query/filterValues';
import { lookupColumns, lookupFilter, type KeyColumn } from '../../../profit/records/lookup';
import type { Row } from '../../../profit/values/cell';
import { callOptions } from '../../../parameters/callOptions';
import { serviceOf } from '../../../transport/service';
import type { Lookup } from './lookupProperties';
import type { WriteRun } from './writeRun';

/** What the GetConnector shows of a record. */
interface FoundRecord {
	/** undefined when there is none. */
	row: Row | undefined;
	keyColumns: KeyColumn[];
}

/**
 * Looks for the record of an item. Which columns give its keys is settled before that, so that a record which will not be
 * found again is never added.
 * @throws ProfitError `input` when several rows are found, or the GetConnector lacks a column
 */
export async function findRecord(
	{ context, customers }: WriteRun,
	itemIndex: number,
	updateInfo: UpdateConnectorInfo,
	{ connector, matches, keys }: Lookup,
): Promise<FoundRecord> {
	const calls = callOptions(context, itemIndex);
	const service = serviceOf(await customers.of(itemIndex), 'rest');
	const info = await service.info(connector, calls);
	const known = fieldFinder(connector, info);
	const keyColumns = lookupColumns(updateInfo, keys, info);
	const named = matches.map(({ field, value }) => ({
		field: field && known(field, 'Lookup Match'),
		value,
	}));
	const filter = withAfasValues(lookupFilter(named), info.fields);
	const query = { connector, filter, sort: [], skip: 0, take: 2 };
	const rows = await service.rows(info, calls).read(query);
	if (rows.length > 1) {
		const columns = named.map(({ field }) => field).join(', ');
		throw inputError(
			`Not sent: several rows of ${connector} have these values for ${columns}`,
			"It is not clear which record is meant. Add columns under 'Lookup Match' until only one row is left.",
		);
	}
	return { row: rows[0], keyColumns };
}
