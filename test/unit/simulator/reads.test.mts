import { NASTY_TEXTS } from '../../simulator/connectors/texts.mts';
import { startSimulator, type Simulator } from '../../simulator/simulator.mts';
import { rowsOf, send } from './client.mts';

// Other work on the machine may slow the server down.
jest.setTimeout(60_000);

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ bigRows: 6_000, orderRows: 500 });
});
afterAll(() => simulator.close());

const all = { skip: -1, take: -1 };
const filter = (field: string, operator: number, value: string) => ({
	...all,
	filterjson: JSON.stringify({
		Filters: {
			Filter: [{ '@FilterId': 'Filter 1', Field: [condition(field, operator, value)] }],
		},
	}),
});
const condition = (field: string, operator: number, value: string) => ({
	'@FieldId': field,
	'@OperatorType': String(operator),
	'#text': value,
});
const subjects = async (operator: number, value: string) =>
	(await rowsOf(simulator, 'Sim_Subjects', filter('Subject', operator, value))).map(
		(row) => row.Subject as string,
	);

describe('access', () => {
	it('counts a missing and a wrong IntegrationId and answers all the same', async () => {
		const own = await startSimulator({ orderRows: 500 });
		await send(own, '/metainfo');
		expect(own.violations).toEqual([]);
		const missing = await fetch(`${own.restUrl}/metainfo`);
		const wrong = await send(own, '/metainfo', { headers: { IntegrationId: '1_2' } });
		expect([missing.status, wrong.status]).toEqual([401, 200]);
		expect(own.violations).toEqual([
			'GET /ProfitRestServices/metainfo: no IntegrationId',
			"GET /ProfitRestServices/metainfo: IntegrationId is '1_2'",
		]);
		own.reset();
		expect(own.requests).toEqual([]);
		await own.close();
	});

	it.each([
		['the XML itself', (token: string) => `AfasToken ${token}`],
		['another scheme', (token: string) => `Basic ${Buffer.from(token).toString('base64')}`],
		['another token', () => `AfasToken ${Buffer.from('<token/>').toString('base64')}`],
	])('answers 401 to %s', async (_, header) => {
		const { status, headers } = await send(simulator, '/metainfo', {
			headers: { Authorization: header(simulator.token) },
		});
		expect(status).toBe(401);
		expect(headers.get('www-authenticate')).toBeTruthy();
	});

	it('answers 403 while it is told to, and 404 HTML to a query over 2049 characters', async () => {
		simulator.settings.forbidden = true;
		expect((await send(simulator, '/metainfo')).status).toBe(403);
		simulator.settings.forbidden = false;
		const path = '/connectors/Sim_Countries?x=';
		expect((await send(simulator, path + 'y'.repeat(2049 - '?x='.length))).status).toBe(200);
		const long = await send(simulator, path + 'y'.repeat(2050 - '?x='.length));
		expect(long.status).toBe(404);
		expect(long.headers.get('content-type')).toContain('text/html');
	});
});

describe('metainfo', () => {
	it('lists connectors and fields in the language that is asked for', async () => {
		const { json } = await send(simulator, '/MetaInfo');
		const ids = json.getConnectors.map(({ id }: { id: string }) => id);
		expect(ids).toContain('Sim_Debtors');
		expect(ids).not.toContain('Sim_Restricted');
		const dutch = await send(simulator, '/metainfo/get/sim_debtors', {
			headers: { 'Accept-Language': 'nl-nl' },
		});
		expect(dutch.json).toMatchObject({ name: 'Sim_Debtors', description: 'Debiteuren' });
		expect(dutch.json.fields[0]).toEqual({
			id: 'DebtorId',
			fieldId: 'U001',
			dataType: 'string',
			label: 'Nummer debiteur',
			length: 16,
			controlType: 1,
			decimals: 0,
			decimalsFieldId: '',
		});
		const english = await send(simulator, '/metainfo/get/Sim_Debtors');
		expect(english.json.fields[0].label).toBe('Debtor number');
	});

	it('refuses in AFAS words', async () => {
		const refusal = async (path: string, language = 'en-us') =>
			(await send(simulator, path, { headers: { 'Accept-Language': language } })).json;
		expect(await refusal('/connectors/Sim_Restricted')).toMatchObject({
			externalMessage: 'GetConnector not supported for this app or the user is not authorized',
			errorNumber: -2147180996,
			profitLogReference: expect.stringMatching(/^[0-9A-F]{32}$/),
		});
		expect((await refusal('/connectors/Nothing', 'nl-be')).externalMessage).toBe(
			'GetConnector niet ondersteund voor deze app of de gebruiker is niet geautoriseerd',
		);
		expect((await refusal('/connectors/Sim_Blocked')).externalMessage).toContain(
			'(definition) is blocked',
		);
		expect(await refusal('/connectors/Sim_Countries?skip=2&take=-1')).toMatchObject({
			errorNumber: -2147180999,
		});
		expect((await refusal('/connectors/Sim_Countries?orderbyfieldids=Nope')).externalMessage).toBe(
			"Connector field 'Nope' not found",
		);
		expect(await refusal('/connectors/Sim_Odd_Names?orderbyfieldids=Org.Name')).toMatchObject({
			externalMessage: 'General message: Invalid Index field',
		});
	});
});

describe('rows', () => {
	it('takes 100 by default, all with -1, and none of an empty table', async () => {
		expect(await rowsOf(simulator, 'Profit_Country')).toHaveLength(100);
		expect(await rowsOf(simulator, 'profit_country', all)).toHaveLength(250);
		const { text } = await send(simulator, '/connectors/Sim_Empty?skip=0&take=7');
		expect(text).toBe('{"skip":0,"take":7,"rows":[]}');
	});

	it('come in another order at every call without a sort, and in ties', async () => {
		const keys = async (query: Record<string, string | number>) =>
			(await rowsOf(simulator, 'Sim_Subjects', { take: 300, ...query })).map(
				(row) => row.SubjectId as number,
			);
		expect(await keys({})).not.toEqual(await keys({}));
		const [first, second] = [
			await keys({ orderbyfieldids: 'TypeId' }),
			await keys({ orderbyfieldids: 'TypeId' }),
		];
		expect(first).not.toEqual(second);
		expect([...first].sort()).toEqual([...second].sort());
		const sorted = Array.from({ length: 300 }, (_, at) => 50_000 + at);
		expect(await keys({ orderbyfieldids: 'SubjectId' })).toEqual(sorted);
		expect(await keys({ orderbyfieldids: '-SubjectId' })).toEqual(sorted.reverse());
	});

	it('put ties into order groups only, through every window', async () => {
		const whole = await rowsOf(simulator, 'Sim_Subjects', { take: 300, orderbyfieldids: 'TypeId' });
		for (const skip of [0, 10, 150, 295]) {
			const page = await rowsOf(simulator, 'Sim_Subjects', {
				skip,
				take: 20,
				orderbyfieldids: 'TypeId',
			});
			expect(page.map((row) => row.TypeId)).toEqual(
				whole.slice(skip, skip + 20).map((row) => row.TypeId),
			);
		}
	});

	it('show times rounded to the second and compare them as they are stored', async () => {
		const table = simulator.table('Sim_Subjects');
		const row = table.insert({ SubjectId: 1, ModifiedDate: Date.UTC(2030, 0, 2, 3, 4, 5, 600) });
		const since = async (value: string) =>
			(
				await rowsOf(simulator, 'Sim_Subjects', {
					filterfieldids: 'ModifiedDate',
					filtervalues: value,
					operatortypes: 2,
				})
			).map(({ ModifiedDate }) => ModifiedDate as string);
		expect(await since('2030-01-02T03:04:05')).toEqual(['2030-01-02T03:04:06Z']);
		expect(await since('2030-01-02T03:04:06')).toEqual([]);
		expect(await since('2030-01-01')).toEqual(['2030-01-02T03:04:06Z']);
		await expect(since('2030-01-01T00:00:00Z')).rejects.toThrow('-2147180999');
		table.remove(row);
		expect(await since('2030-01-01')).toEqual([]);
	});

	it('keep every digit of a decimal', async () => {
		const { text } = await send(
			simulator,
			'/connectors/Sim_Ledger?orderbyfieldids=-AmtBalance&take=2',
		);
		expect(text.match(/"AmtBalance":[^,]+/g)).toEqual([
			'"AmtBalance":9999999999999999.9999999999',
			'"AmtBalance":9999999999999999.9999999998',
		]);
	});
});

describe('filters', () => {
	const filled = NASTY_TEXTS as readonly string[];
	const low = (text: string) => text.toLowerCase();
	it.each([
		[6, 'A', (text: string) => low(text).includes('a')],
		[6, '%korting%', (text: string) => text.includes('korting')],
		[10, 'regel', (text: string) => low(text).startsWith('regel')],
		[11, 'a', (text: string) => !low(text).includes('a')],
		[12, 'r', (text: string) => !low(text).startsWith('r')],
		[13, 'N', (text: string) => low(text).endsWith('n')],
		[14, 'n', (text: string) => !low(text).endsWith('n')],
		[15, 'kaas', (text: string) => low(text).includes('kaas')],
		[7, '0012', (text: string) => text !== '0012'],
	])('apply operator %i with %s', async (operator, value, passes) => {
		const found = await subjects(operator, value);
		expect(found.filter((text) => filled.includes(text)).sort()).toEqual(
			filled.filter(passes).sort(),
		);
	});

	it('find every nasty text by itself, without regard to case', async () => {
		for (const text of NASTY_TEXTS) {
			expect(await subjects(1, text)).toEqual([text]);
		}
		expect(await subjects(1, 'JANSEN, de vries')).toEqual(['Jansen, de Vries']);
	});

	it('compare numbers and tell empty from filled', async () => {
		const count = async (field: string, operator: number, value: string) =>
			(await rowsOf(simulator, 'Sim_Subjects', filter(field, operator, value))).length;
		expect(await count('SubjectId', 2, '50100')).toBe(200);
		expect(await count('SubjectId', 4, '50100')).toBe(199);
		expect(await count('SubjectId', 3, '50100')).toBe(101);
		expect(await count('SubjectId', 5, '50100')).toBe(100);
		const [empty, full] = [await count('Status', 8, ''), await count('Status', 9, '')];
		expect(empty + full).toBe(300);
		expect(empty).toBeGreaterThan(0);
		expect(await count('Status', 7, '10')).toBeLessThan(full);
		await expect(count('SubjectId', 1, '1,5')).rejects.toThrow('-2147180999');
	});

	it('read the three lists: comma is AND, semicolon is OR, groups hold AND inside', async () => {
		const ids = async (fields: string, values: string, operators: string) =>
			(
				await rowsOf(simulator, 'Sim_Subjects', {
					filterfieldids: fields,
					filtervalues: values,
					operatortypes: operators,
					orderbyfieldids: 'SubjectId',
				})
			).map((row) => row.SubjectId as number);
		expect(await ids('SubjectId,SubjectId', '50001,50003', '4,5')).toEqual([50002]);
		expect(await ids('SubjectId;SubjectId', '50001;50003', '1;1')).toEqual([50001, 50003]);
		expect(await ids('SubjectId,SubjectId;SubjectId', '50001,50003;50009', '4,5;1')).toEqual([
			50002, 50009,
		]);
		await expect(ids('Subject', 'Jansen, de Vries', '1')).rejects.toThrow('-2147180999');
		await expect(ids('SubjectId', '1', '16')).rejects.toThrow('-2147180999');
	});

	it('give the same rows through a kept order as by looking at every row', async () => {
		const between = (field: string, operators: number[], value: string) => ({
			...all,
			filterjson: JSON.stringify({
				Filters: {
					Filter: [{ Field: operators.map((operator) => condition(field, operator, value)) }],
				},
			}),
		});
		const keys = async (query: Record<string, string | number>) =>
			(await rowsOf(simulator, 'Sim_Subjects', query)).map((row) => row.SubjectId as number);
		const inOrder = (list: number[]) => [...list].sort();
		for (const [field, value] of [
			['Status', '10'],
			['SubjectId', '50123'],
			['Subject', 'Hotel'],
		]) {
			for (const operator of [1, 2, 3, 4, 5]) {
				// Equal is at least and at most, which no order narrows when there is no sort.
				const slow = await keys(between(field, operator === 1 ? [2, 3] : [operator], value));
				for (const sort of ['Status', '-Status', 'SubjectId', '-SubjectId', '-Subject']) {
					const query = { ...filter(field, operator, value), orderbyfieldids: sort };
					expect(inOrder(await keys(query))).toEqual(inOrder(slow));
				}
				expect(inOrder(await keys(filter(field, operator, value)))).toEqual(inOrder(slow));
			}
		}
		const sorted = await keys({ ...filter('Status', 1, '10'), orderbyfieldids: '-SubjectId' });
		expect(sorted).toEqual([...sorted].sort((left, right) => right - left));
	});
});

describe('the big table', () => {
	it('is walked by key without loss, up and down, by one field and by two', async () => {
		for (const [sort, sign] of [
			['TransactionId', 1],
			['-TransactionId', -1],
		] as const) {
			const seen: number[] = [];
			let query: Record<string, string | number> = { orderbyfieldids: sort, take: 1000 };
			for (;;) {
				const rows = await rowsOf(simulator, 'Sim_Transactions', query);
				seen.push(...rows.map((row) => row.TransactionId as number));
				if (rows.length < 1000) break;
				query = {
					...query,
					filterfieldids: 'TransactionId',
					filtervalues: seen[seen.length - 1],
					operatortypes: sign > 0 ? 4 : 5,
				};
			}
			expect(seen).toHaveLength(6_000);
			expect(seen.every((id, at) => at === 0 || (id - seen[at - 1]) * sign > 0)).toBe(true);
		}
		const pairs = await rowsOf(simulator, 'Sim_Transactions', {
			orderbyfieldids: 'EntryNo,SeqNo',
			take: 3,
			filterfieldids: 'EntryNo;EntryNo,SeqNo',
			operatortypes: '4;1,4',
			filtervalues: '12;12,2',
		});
		expect(pairs.map((row) => [row.EntryNo, row.SeqNo])).toEqual([
			[12, 3],
			[12, 4],
			[13, 1],
		]);
	});

	it('sorts on any field, empty values first', async () => {
		const codes = (
			await rowsOf(simulator, 'Sim_Transactions', { take: 6_000, orderbyfieldids: 'VatCode' })
		).map((row) => row.VatCode as string | null);
		const distinct = codes.filter((code, at) => at === 0 || code !== codes[at - 1]);
		expect(distinct).toEqual([null, '01', '1', '10', '2']);
	});
});

describe('changes', () => {
	it('keep every order that was made before, also when there are many', async () => {
		const table = simulator.table('Sim_Countries');
		const order = async () =>
			(await rowsOf(simulator, 'Sim_Countries', { ...all, orderbyfieldids: 'Co,CoId' })).map(
				(row) => row.CoId as string,
			);
		const before = await order();
		const added = Array.from({ length: 700 }, (_, at) =>
			table.insert({ CoId: `Z${at}`, Co: `Aland ${at % 7}` }),
		);
		table.update(added[0], { Co: 'Zzland' });
		expect((await order()).at(-1)).toBe('Z0');
		added.slice(1).forEach((row) => table.remove(row));
		expect(await order()).toEqual([...before, 'Z0']);
		table.begin();
		table.insert({ CoId: 'Q', Co: 'Q' });
		table.remove(added[0]);
		table.end(true);
		expect(await order()).toEqual([...before, 'Z0']);
		table.remove(added[0]);
	});
});
