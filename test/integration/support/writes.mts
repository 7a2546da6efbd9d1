// What the tests of writes share: a call of an operation of UpdateConnectors, and what reached the simulator.
import type { IDataObject } from 'n8n-workflow';
import type { RunNodeOptions } from './n8n.mts';
import { byId, type Stage } from './profit.mts';

export type WriteOperation = 'create' | 'update' | 'upsert' | 'delete' | 'getFields';

/** Runs one operation of UpdateConnectors. */
export function runWrite(
	stage: Stage,
	operation: WriteOperation,
	connector: string,
	parameters: IDataObject = {},
	more: Partial<RunNodeOptions> = {},
) {
	return stage.n8n.runNode({
		credential: stage.credential,
		parameters: {
			resource: 'updateConnector',
			operation,
			connector: byId(connector),
			...parameters,
		},
		...more,
	});
}

/** Simple JSON as the record of every item. */
export const record = (value: unknown, options: IDataObject = {}): IDataObject => ({
	dataMode: 'record',
	record: typeof value === 'string' ? value : JSON.stringify(value),
	options,
});

/** A filled-in form; keys are ids of columns. */
export const form = (value: IDataObject, options: IDataObject = {}): IDataObject => ({
	dataMode: 'fields',
	fields: { mappingMode: 'defineBelow', value },
	options,
});

/** The keys of a delete. */
export const keys = (value: IDataObject, options: IDataObject = {}): IDataObject => ({
	keys: { mappingMode: 'defineBelow', value },
	options,
});

/** The calls that change something, as they reached the simulator. */
export const writesOf = ({ simulator }: Stage) =>
	simulator.requests.filter(({ method }) => method !== 'GET');

/** Their bodies. */
export const bodiesOf = (stage: Stage) =>
	writesOf(stage).map(({ body }) => (body ? (JSON.parse(body) as IDataObject) : undefined));

/** Rows of a GetConnector of the simulator with this value in this column. */
export function stored(
	{ simulator }: Pick<Stage, 'simulator'>,
	id: string,
	column: string,
	value: string | number,
) {
	const table = simulator.table(id);
	return table.find({ [column]: value }).map((row) => table.record(row));
}
