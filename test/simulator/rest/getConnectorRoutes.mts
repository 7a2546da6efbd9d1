import { fieldMetainfo } from '../data/fields.mts';
import { selectRows, type RowQuery } from '../data/select.mts';
import type { RowStore } from '../data/rowStore.mts';
import type { GetConnector } from '../connectors/connector.mts';
import type { Environment } from '../environment.mts';
import { notAuthorised, ProfitFailure } from '../failure.mts';
import type { Answer, Call } from '../http.mts';
import { parseRowQuery } from './rowQuery.mts';

/** A larger skip becomes too slow (docs/afas.md 2.5). */
const ADVISED_SKIP = 100_000;
/** Rows times fields per call (docs/afas.md 2.5). */
const ADVISED_CELLS = 150_000;

/**
 * A GetConnector that the token may use.
 * @throws ProfitFailure when there is none
 */
export function allowedGetConnector(environment: Environment, id: string): GetConnector {
	const connector = environment.getConnector(id);
	if (!connector || environment.settings.notAuthorised.has(id.toLowerCase())) {
		throw notAuthorised('GetConnector');
	}
	return connector;
}

/** Answer to `GET /metainfo/get/{id}`. */
export function getConnectorMetainfo(environment: Environment, id: string, call: Call) {
	const connector = allowedGetConnector(environment, id);
	return {
		name: connector.id,
		description: connector.description[call.language],
		fields: connector.rows().fields.map((field) => fieldMetainfo(field, call.language)),
	};
}

/** What AFAS advises against in a call for rows. */
function remarksOn(query: RowQuery, store: RowStore, isFull: boolean): string[] {
	const remarks: string[] = [];
	if (query.sort.length === 0 && (query.skip > 0 || isFull)) {
		remarks.push('a page without an order');
	}
	if (query.take === Infinity) remarks.push('all rows in one call');
	else if (query.take * store.fields.length > ADVISED_CELLS) {
		remarks.push('more than 150,000 cells in one call');
	}
	if (query.skip > ADVISED_SKIP) remarks.push('skip over 100,000');
	return remarks;
}

/**
 * The rows that a call asks for, as row numbers.
 * @throws ProfitFailure when the connector is blocked or too much is asked for
 */
export function readRows(
	environment: Environment,
	connector: GetConnector,
	query: RowQuery,
	call: Call,
): number[] {
	const { settings, random } = environment;
	const store = connector.rows();
	const rows = selectRows(store, query, settings.shuffle ? random : undefined);
	call.log.remarks.push(...remarksOn(query, store, rows.length === query.take));
	if (rows.length * store.fields.length > settings.maxCells) {
		throw new ProfitFailure({ nl: 'Out of memory', en: 'Out of memory' });
	}
	return rows;
}

/** @throws ProfitFailure when AFAS has blocked the connector */
export function refuseBlocked(environment: Environment, connector: GetConnector): void {
	if (!environment.settings.blocked.has(connector.id.toLowerCase())) return;
	// docs/afas.md 2.7, GetConnector errors.
	throw new ProfitFailure({
		nl: 'Deze GetConnector (definitie) is geblokkeerd',
		en: 'This GetConnector (definition) is blocked',
	});
}

/** Answers `GET /connectors/{id}`. */
export function getRows(environment: Environment, id: string, call: Call): Answer {
	const connector = allowedGetConnector(environment, id);
	refuseBlocked(environment, connector);
	const store = connector.rows();
	const query = parseRowQuery(store, call.query);
	const rows = readRows(environment, connector, query, call);
	const echoed = environment.settings.echoesOtherWindow
		? { skip: 0, take: rows.length }
		: { skip: Number(call.query.get('skip') ?? 0), take: Number(call.query.get('take') ?? 100) };
	const start = `{"skip":${echoed.skip},"take":${echoed.take},"rows":[`;
	return {
		status: 200,
		headers: { 'content-type': 'application/json; charset=utf-8' },
		body: [Buffer.from(start), ...(rows.length > 0 ? store.json(rows) : []), Buffer.from(']}')],
	};
}
