import type { INodeExecutionData } from 'n8n-workflow';
import { fieldFinder } from '../../profit/metainfo/knownFields';
import { adviceOnQuery, adviceOnRows } from '../../profit/query/advice';
import { rowShaper } from '../../profit/rows/rowShape';
import { errorItem, toNodeError } from '../../n8n/nodeError';
import { serviceOf } from '../../transport/service';
import type { Operation, ItemCall } from '../operation';
import { callOptions } from '../../parameters/callOptions';
import { getConnector } from '../../parameters/connectorLocator';
import { readProtocol } from '../../parameters/protocol';
import { forModel, isTool } from '../../parameters/toolRows';
import { getManyOptions } from './rows/getManyOptions';
import { getManyProperties } from './rows/getManyProperties';
import { pagesOf, planRead } from './rows/readPlan';
import { rowOutput } from './rows/rowOutput';

/** Reads rows of a GetConnector: an output item per row, per page or per file. */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many rows of GetConnector',
	description: 'Get rows of a GetConnector, filtered and sorted',
	properties: getManyProperties,
	execute: readRows,
};

async function readRows({
	context,
	client,
	itemIndex,
	turn,
	hints,
}: ItemCall): Promise<INodeExecutionData[]> {
	const connector = getConnector.read(context, itemIndex);
	const given = getManyOptions.read(context, itemIndex);
	// A model reads rows: in pages or files it would get all of them at once, or none.
	const options = isTool(context) ? { ...given, output: 'items' as const } : given;
	const { retries, concurrency, dateTimes } = options;
	const calls = { ...callOptions(context, itemIndex), retries };
	const signal = context.getExecutionCancelSignal?.();
	const service = serviceOf(client, readProtocol(context, itemIndex));
	const info = await service.info(connector, calls);
	const known = fieldFinder(connector, info);
	const outputFields = options.outputFields.map((name) => known(name, 'Output Fields'));
	const shape = rowShaper(info.fields, { dateTimes, outputFields });
	const columns =
		outputFields.length > 0
			? outputFields.flatMap((id) => info.fields.filter((field) => field.id === id))
			: info.fields;
	const output = rowOutput(context, itemIndex, options, connector, columns);

	// Pages are tried again while the read still needs them.
	const once = { ...calls, retries: 0 };
	const source = service.rows(info, once, { dropsWrongZ: dateTimes !== 'asReturned' });
	const read = planRead(context, itemIndex, connector, info, source, options);
	const { plan, query } = read;
	hints.push(...adviceOnQuery(query));
	let isFirst = true;
	let failure: { thrown: unknown } | undefined;
	const reading = { connector, concurrency, retries, signal, turn };
	try {
		for await (const rows of pagesOf(source, read, reading)) {
			if (isFirst) hints.push(...adviceOnRows(query, rows));
			isFirst = false;
			await output.add(shape(rows));
		}
	} catch (thrown) {
		failure = { thrown };
	}
	hints.push(...plan.hints);
	if (failure === undefined) {
		const items = await output.end();
		return forModel(context, itemIndex, items);
	}

	const error = toNodeError(context.getNode(), failure.thrown, itemIndex);
	// What was read before stays, so that the user can go on from there.
	if (isFirst || !context.continueOnFail()) throw error;
	return [...forModel(context, itemIndex, await output.end()), errorItem(error, itemIndex)];
}
