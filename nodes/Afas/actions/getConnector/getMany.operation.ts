import type { INodeExecutionData } from 'n8n-workflow';
import { factsOfThrown } from '../../profit/errors/profitError';
import { fieldFinder } from '../../profit/metainfo/knownFields';
import type { GetConnectorInfo } from '../../profit/metainfo/types';
import { adviceOnQuery, adviceOnRows } from '../../profit/query/advice';
import type { Filter } from '../../profit/query/filter';
import { rowShaper } from '../../profit/rows/rowShape';
import { adviceOnWildcards } from '../../profit/soap/wildcards';
import { errorItem, toNodeError } from '../../n8n/nodeError';
import type { CallOptions } from '../../transport/calls';
import { isCurrent, outdated } from '../../transport/knownMetainfo';
import { knownRows, rememberRows } from '../../transport/knownRows';
import type { ProfitService } from '../../transport/profitService';
import type { ReadAhead } from '../../transport/readAhead';
import { serviceOf } from '../../transport/service';
import type { Operation, ItemCall } from '../operation';
import { callOptions } from '../../parameters/callOptions';
import { getConnector } from '../../parameters/connectorLocator';
import { readProtocol } from '../../parameters/protocol';
import { forModel, isTool } from '../../parameters/toolRows';
import { getManyOptions } from './rows/getManyOptions';
import { getManyProperties } from './rows/getManyProperties';
import { queryAhead } from './rows/queryAhead';
import { pagesOf, planRead } from './rows/readPlan';
import { rowOutput } from './rows/rowOutput';

/** Reads rows of a GetConnector: an output item per row, per page or per file. */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many rows of GetConnector',
	description: 'Get rows of a GetConnector, filtered and sorted',
	properties: getManyProperties,
	async execute(call) {
		const { context, client, itemIndex } = call;
		const connector = getConnector.read(context, itemIndex);
		const options = getManyOptions.read(context, itemIndex);
		const calls = { ...callOptions(context, itemIndex), retries: options.retries };
		const service = serviceOf(client, readProtocol(context, itemIndex));
		const query = await queryAhead(context, itemIndex, connector, options);
		const ahead = query && service.readAhead(query, calls);
		return await service.withInfo(
			connector,
			calls,
			async (info) => await readRows(call, { connector, service, calls, info, ahead }),
		);
	},
};

/** Where the rows of an item come from. */
interface Source {
	connector: string;
	service: ProfitService;
	calls: CallOptions;
	info: GetConnectorInfo;
	/** The first call, when it was made before the fields were known. */
	ahead: ReadAhead | undefined;
}

async function readRows(
	{ context, client, itemIndex, turn, hints }: ItemCall,
	{ connector, service, calls, info, ahead }: Source,
): Promise<INodeExecutionData[]> {
	const given = getManyOptions.read(context, itemIndex);
	// A model always gets single rows: as a page or file it would get all of them, or none.
	const options = isTool(context) ? { ...given, output: 'items' as const } : given;
	const { retries, concurrency, dateTimes } = options;
	const signal = context.getExecutionCancelSignal?.();
	const known = fieldFinder(connector, info);
	const outputFields = options.outputFields.map((name) => known(name, 'Output Fields'));
	const shape = rowShaper(info.fields, { dateTimes, outputFields });
	const columns =
		outputFields.length > 0
			? outputFields.flatMap((id) => info.fields.filter((field) => field.id === id))
			: info.fields;
	const beforeFiles = async () => await service.confirmInfo(connector, calls, info);
	const output = rowOutput(context, itemIndex, options, connector, columns, beforeFiles);

	// The read itself retries the pages that it still needs.
	const once = { ...calls, retries: 0 };
	const source = service.rows(info, once, { dropsWrongZ: dateTimes !== 'asReturned', ahead });
	const rowsOf = (filter: Filter) => knownRows(client, { connector, filter });
	const read = planRead(context, itemIndex, { connector, info, source, rowsOf, ahead }, options);
	const { plan, query } = read;
	hints.push(...adviceOnQuery(query));
	if (readProtocol(context, itemIndex) === 'soap') hints.push(...adviceOnWildcards(query.filter));
	let isFirst = true;
	let failure: { thrown: unknown } | undefined;
	const reading = { connector, concurrency, retries, signal, turn };
	try {
		await client.unlessItFails(`rows of ${connector}`, async () => {
			for await (const rows of pagesOf(source, read, reading)) {
				if (isFirst) hints.push(...adviceOnRows(query, rows));
				isFirst = false;
				await output.add(shape(rows));
			}
		});
	} catch (thrown) {
		failure = { thrown };
	}
	// With other field types the same values make another filter.
	const isUnsure = isFirst && read.isFilterRewritten && !isCurrent(client, info);
	if (failure === undefined && isUnsure) throw outdated(connector);
	hints.push(...plan.hints);
	// After a failure the next read starts with a single page.
	if (failure !== undefined) rememberRows(client, query, 0);
	if (failure === undefined) {
		if (read.isAll) rememberRows(client, query, options.skip + plan.provenRows);
		const items = await output.end();
		return forModel(context, itemIndex, items);
	}

	// Tell how far the read came, so that the user can go on from there.
	const { thrown } = failure;
	if (isFirst || !context.continueOnFail() || factsOfThrown(thrown)?.isOutdated) throw thrown;
	const error = toNodeError(context.getNode(), thrown, itemIndex);
	return [...forModel(context, itemIndex, await output.end()), errorItem(error, itemIndex)];
}
