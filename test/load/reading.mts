import { byId, type Stage } from '../integration/support/profit.mts';
import { languageOf, type Execution } from './execution.mts';

/** A table that is read whole, and how. */
export interface ReadChoice {
	connector: string;
	keyField: string;
	protocol: 'rest' | 'soap';
	/** Pages that the table is read in, about. */
	pages: number;
	/** Times to try again; the node's default when absent. */
	retries?: number;
}

/**
 * A workflow that reads a table with Return All, five calls at once.
 * @param name occurs in no other execution
 */
export function reading(name: string, choice: ReadChoice): Execution {
	const { connector, keyField, protocol, pages, retries } = choice;
	return {
		name,
		async run(stage) {
			const keys = storedKeys(stage, connector, keyField);
			const { items, error } = await stage.n8n.runNode({
				credential: stage.credential,
				parameters: {
					resource: 'getConnector',
					operation: 'getMany',
					connector: byId(connector),
					protocol,
					returnAll: true,
					keyFields: [keyField],
					options: {
						pageSize: Math.ceil(keys.length / pages),
						concurrency: 5,
						language: languageOf(name),
						...(retries === undefined ? {} : { retries }),
					},
				},
			});
			const read = (items[0] ?? []).map(({ json }) => json[keyField]);
			const isRead = error === undefined && isSame(read, keys);
			const problem = error?.message ?? `${read.length} of ${keys.length} rows, or not in order`;
			return {
				isRead,
				records: [],
				problems: isRead ? [] : [`${name}: ${problem}`],
				error: error?.message,
			};
		},
	};
}

function isSame(read: unknown[], stored: unknown[]): boolean {
	return read.length === stored.length && stored.every((value, at) => value === read[at]);
}

/** The key of every row, in the order of the database. */
function storedKeys({ simulator }: Stage, connector: string, keyField: string): unknown[] {
	const table = simulator.table(connector);
	const field = table.fields.findIndex(({ id }) => id === keyField);
	const { length, rowAt } = table.order([{ field, descending: false }]);
	return Array.from({ length }, (_, at) => table.cell(rowAt(at), field));
}
