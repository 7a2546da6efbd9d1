// The node's own code asks the simulator the same over REST and SOAP: the rows must be deeply equal.
import { parseGetConnectorInfo } from '../../../nodes/Afas/profit/metainfo/parseGetConnector';
import type { GetField } from '../../../nodes/Afas/profit/metainfo/types';
import { OPERATORS, type Operator } from '../../../nodes/Afas/profit/query/filter';
import { fitsRest, rowsPath } from '../../../nodes/Afas/profit/rest/restQuery';
import type { RowQuery } from '../../../nodes/Afas/profit/query/rowQuery';
import { readRestRows } from '../../../nodes/Afas/profit/rest/readRestRows';
import { rowShaper } from '../../../nodes/Afas/profit/rows/rowShape';
import { soapFault } from '../../../nodes/Afas/profit/answers/soapFault';
import { getDataRequest } from '../../../nodes/Afas/profit/soap/requests';
import { readSoapRows } from '../../../nodes/Afas/profit/soap/rows';
import type { Row } from '../../../nodes/Afas/profit/values/cell';
import { NASTY_TEXTS } from '../../simulator/connectors/texts.mts';
import { Environment } from '../../simulator/environment.mts';
import { seededRandom } from '../../support/random.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.mts';
import { headersFor, send } from './client.mts';

const SEED = 20260301;
const CONNECTORS = new Environment({ seed: SEED, bigRows: 0, orderRows: 0 }).getConnectors.map(
	({ id }) => id,
);
/** Fields of a connector that each operator is tried on, and that rows are sorted by. */
const FILTERED = 3;
const SORTED = 20;

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ bigRows: 3_000, orderRows: 2_000, seed: SEED });
});
afterAll(() => simulator.close());

/** Rows, or AFAS's words when it refuses. */
type Outcome = Row[] | string;

async function overRest(query: RowQuery, fields: GetField[]): Promise<Outcome> {
	const { status, text, json } = await send(simulator, rowsPath(query));
	if (status !== 200) return String(json?.externalMessage);
	return rowShaper(fields, { dateTimes: 'local', outputFields: [] })(
		readRestRows(Buffer.from(text)),
	);
}

async function overSoap(query: RowQuery, fields: GetField[], metadata: boolean): Promise<Outcome> {
	const { path, headers, body } = getDataRequest(query, { metadata });
	const response = await fetch(`${simulator.soapUrl}${path}`, {
		method: 'POST',
		headers: { ...headersFor(simulator), ...headers },
		body,
	});
	const text = await response.text();
	if (response.status !== 200) return String(soapFault(text)?.message);
	return rowShaper(fields, { dateTimes: 'local', outputFields: [] })(
		readSoapRows(text, metadata ? [] : fields),
	);
}

async function fieldsOf(connector: string): Promise<GetField[]> {
	const { status, json } = await send(simulator, `/metainfo/get/${connector}`);
	return status === 200 ? parseGetConnectorInfo(json).fields : [];
}

/** A sort that leaves no two rows equal: this field, then a key of the connector. */
function totalSort(connector: string, first: string | undefined, descending: boolean) {
	const store = simulator.environment.getConnector(connector)?.rows();
	const key = store?.uniqueKeys[0]?.map((at) => store.fields[at].id) ?? [];
	return [...new Set(first === undefined ? key : [first, ...key])].map((field) => ({
		field,
		descending,
	}));
}

async function expectEqual(
	query: RowQuery,
	fields: GetField[],
	metadata = false,
): Promise<Outcome> {
	const [rest, soap] = await Promise.all([
		overRest(query, fields),
		overSoap(query, fields, metadata),
	]);
	expect([query, soap]).toStrictEqual([query, rest]);
	if (typeof soap !== 'string' && soap.length > 0) {
		expect(Object.keys(soap[0])).toEqual(Object.keys((rest as Row[])[0]));
	}
	return soap;
}

describe(`rows over SOAP and over REST, seed ${SEED}`, () => {
	it.each([
		...CONNECTORS.map((connector) => [connector, 'pattern'] as const),
		...CONNECTORS.slice(0, 2).map((connector) => [connector, 'plain'] as const),
	])(
		'are equal for %s, every operator and sort, when SOAP takes searched texts as %s',
		async (connector, texts) => {
			simulator.settings.soapTexts = texts;
			const random = seededRandom(SEED);
			const fields = await fieldsOf(connector);
			const whole: RowQuery = {
				connector,
				filter: [],
				sort: totalSort(connector, undefined, false),
				skip: 0,
				take: 1_000,
			};
			const all = await expectEqual(whole, fields);
			await expectEqual(whole, fields, true);
			const rows = typeof all === 'string' ? [] : all;

			const ids = fields.map(({ id }) => id).sort(() => random.next() - 0.5);
			const queryOn = (id: string, operator: Operator): RowQuery => {
				const given = rows.map((row) => row[id]).filter((cell) => cell !== null);
				const whole = given.length > 0 ? String(random.pick(given)) : 'x';
				// Of a searched text a part, too.
				const value = /With|Contain/i.test(operator)
					? [...whole].slice(random.whole(0, 2)).join('') || whole
					: whole;
				return {
					connector,
					filter: [[{ field: id, operator, value }]],
					sort: totalSort(connector, id, random.next() < 0.5),
					skip: random.whole(0, 3),
					take: 60,
				};
			};
			const queries = [
				...OPERATORS.flatMap((operator, at) =>
					Array.from({ length: Math.min(FILTERED, ids.length) }, (_unused, next) =>
						queryOn(ids[(at * FILTERED + next) % ids.length], operator),
					),
				),
				...ids.slice(0, SORTED).map((id) => queryOn(id, 'notEmpty')),
			];
			for (const query of queries.filter(fitsRest)) await expectEqual(query, fields);
		},
		120_000,
	);

	it('are equal for AND and OR with nasty values', async () => {
		const fields = await fieldsOf('Sim_Odd_Names');
		for (const text of NASTY_TEXTS) {
			const name = 'Text with spaces';
			const rows = await expectEqual(
				{
					connector: 'Sim_Odd_Names',
					filter: [
						[
							{ field: name, operator: 'equal', value: text },
							{ field: 'Key', operator: 'notEmpty', value: '' },
						],
						[{ field: 'Key', operator: 'equal', value: `000 ${NASTY_TEXTS[0]}` }],
					],
					sort: [{ field: 'Key', descending: true }],
					skip: 0,
					take: 10,
				},
				fields,
			);
			expect((rows as Row[]).map((row) => row[name])).toContain(text);
		}
	});

	it('are equal for 10,000 rows of nasty text, page by page', async () => {
		const random = seededRandom(SEED);
		const table = simulator.table('Sim_Odd_Names');
		const nasty = () =>
			Array.from({ length: random.whole(1, 4) }, () => random.pick(NASTY_TEXTS)).join(
				random.pick(['', ' ', '\t', '\n', '&', '<']),
			);
		const before = table.size;
		for (let row = 0; row < 10_000; row++) {
			table.insert({
				Key: `x${String(row).padStart(6, '0')}`,
				'Text with spaces': random.next() < 0.1 ? null : nasty(),
				'Org.Name': random.next() < 0.5 ? null : nasty(),
				constructor: random.next() < 0.5,
				'Prijs_€': random.whole(-1_000_000, 1_000_000) / 1000,
				toString: nasty(),
			});
		}
		const fields = await fieldsOf('Sim_Odd_Names');
		let count = 0;
		for (let skip = 0; ; skip += 3_000) {
			const page = await expectEqual(
				{
					connector: 'Sim_Odd_Names',
					filter: [],
					sort: [{ field: 'Key', descending: false }],
					skip,
					take: 3_000,
				},
				fields,
			);
			count += page.length;
			if (page.length < 3_000) break;
		}
		expect(count).toBe(before + 10_000);
	}, 120_000);

	it('break none of the rules of AFAS', () => {
		expect(simulator.violations).toEqual([]);
	});
});
