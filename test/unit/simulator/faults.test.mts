import type { Fault } from '../../simulator/faults.mts';
import { startSimulator, type Simulator } from '../../simulator/simulator.mts';
import { headersFor, rowsOf, send } from './client.mts';

// Other work on the machine may slow the server down.
jest.setTimeout(60_000);

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ orderRows: 500 });
});
afterEach(() => simulator.close());

const create = (Ds: string, signal?: AbortSignal) =>
	fetch(`${simulator.restUrl}/connectors/KnSubject`, {
		method: 'POST',
		redirect: 'manual',
		signal,
		headers: { ...headersFor(simulator), 'Content-Type': 'application/json;charset=utf-8' },
		body: JSON.stringify({ KnSubject: { Element: { Fields: { StId: '1', Ds } } } }),
	});
const existing = async (Ds: string) =>
	(
		await rowsOf(simulator, 'Sim_Subjects', {
			filterfieldids: 'Subject',
			filtervalues: Ds,
			operatortypes: 1,
		})
	).length;
/** What a client sees of one write under a fault, and how many records there are after it. */
async function outcome(fault: Fault): Promise<{ status: number; text: string; records: number }> {
	simulator.settings.faults = [fault];
	const name = `Fault ${fault.kind}`;
	let seen: { status: number; text: string };
	try {
		const response = await create(name, AbortSignal.timeout(1500));
		seen = { status: response.status, text: await response.text() };
	} catch (error) {
		seen = { status: 0, text: (error as Error).name };
	}
	return { ...seen, records: await existing(name) };
}

it.each<[Fault, number, number]>([
	[{ kind: 'resetBeforeAnswer' }, 0, 0],
	[{ kind: 'resetBeforeAnswer', processed: true }, 0, 1],
	[{ kind: 'resetInAnswer' }, 0, 1],
	[{ kind: 'hang' }, 0, 0],
	[{ kind: 'hang', processed: true }, 0, 1],
	[{ kind: 'hangInAnswer' }, 0, 1],
	[{ kind: 'cutOff' }, 201, 1],
	[{ kind: 'cutOffWrongLength' }, 0, 1],
	[{ kind: 'html400' }, 400, 0],
	[{ kind: 'html502', processed: true }, 502, 1],
	[{ kind: 'html503' }, 503, 0],
	[{ kind: 'json503' }, 503, 0],
	[{ kind: 'functional500' }, 500, 0],
	[{ kind: 'lock500' }, 500, 0],
	[{ kind: 'commandTimeout500', processed: true }, 500, 1],
	[{ kind: 'unauthorized401' }, 401, 0],
	[{ kind: 'forbidden403' }, 403, 0],
	[{ kind: 'notFound404' }, 404, 0],
	[{ kind: 'tooLarge413' }, 413, 0],
	[{ kind: 'emptyBody' }, 201, 1],
	[{ kind: 'wrongShape' }, 201, 1],
	[{ kind: 'invalidUtf8' }, 201, 1],
	[{ kind: 'gzip' }, 201, 1],
	[{ kind: 'redirect' }, 302, 0],
])('%j is seen as %i and leaves %i records', async (fault, status, records) => {
	const seen = await outcome(fault);
	expect([seen.status, seen.records]).toEqual([status, records]);
	expect(simulator.requests[0].fault).toBe(fault.kind);
});

it('strikes the calls that a rule names, as often as it says', async () => {
	simulator.settings.faults = [
		{
			kind: 'json503',
			method: 'GET',
			path: /connectors\/Sim_/i,
			after: 1,
			times: 2,
			retryAfter: 7,
		},
	];
	const path = '/connectors/sim_empty';
	const answers = [];
	for (let at = 0; at < 5; at++) answers.push(await send(simulator, path));
	expect(answers.map(({ status }) => status)).toEqual([200, 503, 503, 200, 200]);
	expect(answers[1].headers.get('retry-after')).toBe('7');
	expect(answers[1].json.retry_after).toBe(7);
	expect((await send(simulator, '/metainfo')).status).toBe(200);
});

it('strikes the calls that hold a text, in the address or in the body', async () => {
	simulator.settings.faults = [{ kind: 'forbidden403', contains: 'é & 7', times: Infinity }];
	const inQuery = await send(simulator, `/connectors/Sim_Empty?x=${encodeURIComponent('é & 7')}`);
	const inBody = await create('a é & 7 b');
	const elsewhere = await create('nothing of it');
	expect([inQuery, inBody, elsewhere].map(({ status }) => status)).toEqual([403, 403, 201]);
});

it('refuses over SOAP with a fault', async () => {
	simulator.settings.faults = [{ kind: 'lock500' }];
	const answer = await fetch(`${simulator.soapUrl}/AppConnectorGet.asmx`, {
		method: 'POST',
		headers: { ...headersFor(simulator), 'Content-Type': 'text/xml; charset=utf-8' },
		body: 'of no importance',
	});
	expect(answer.status).toBe(500);
	expect(await answer.text()).toContain(
		'<faultstring>De boekingslay-out is geblokkeerd door een andere gebruiker',
	);
});

it('goes away for a while, and comes back', async () => {
	const status = () =>
		send(simulator, '/profitversion').then(
			(answer) => answer.status,
			(error: { cause?: { code?: string } }) => error.cause?.code,
		);
	simulator.settings.faults = [{ kind: 'goesAway', seconds: 0.3 }];
	expect([await status(), await status()]).toEqual([200, 'ECONNREFUSED']);
	await new Promise((passed) => setTimeout(passed, 600));
	expect(await status()).toBe(200);
	simulator.goAway();
	expect(await status()).toBe('ECONNREFUSED');
	await simulator.comeBack();
	expect(await status()).toBe(200);
});

it('cuts JSON off and sends other alphabets', async () => {
	simulator.settings.faults = [{ kind: 'cutOff' }, { kind: 'wrongCharset' }];
	const [cut, latin] = [
		await send(simulator, '/connectors/Sim_Countries'),
		await fetch(`${simulator.restUrl}/connectors/Sim_Countries?skip=-1&take=-1`, {
			headers: headersFor(simulator),
		}),
	];
	expect([cut.status, cut.json]).toEqual([200, undefined]);
	const bytes = Buffer.from(await latin.arrayBuffer());
	expect(bytes.toString('latin1')).toContain('Curaçao');
});

it('refuses calls above its limit, by an answer or by resetting the connection', async () => {
	simulator.settings.maxParallel = 2;
	simulator.settings.delayMs = 100;
	const several = async () => {
		const calls = Array.from({ length: 4 }, () =>
			send(simulator, '/profitversion').then(
				({ status }) => status,
				() => 0,
			),
		);
		return (await Promise.all(calls)).sort();
	};
	expect(await several()).toEqual([200, 200, 503, 503]);
	simulator.settings.parallelRefusal = 'reset';
	expect(await several()).toEqual([0, 0, 200, 200]);
	// However slowly the calls come in.
	simulator.reset();
	Object.assign(simulator.settings, { delayMs: 0, refusedFirst: 2 });
	expect(await several()).toEqual([0, 0, 200, 200]);
	expect(simulator.requests.every(({ parallel }) => parallel <= 4)).toBe(true);
});

it('sends an answer of any size, and stops when the client goes', async () => {
	simulator.settings.faults = [
		{ kind: 'bigAnswer', bytes: 3_000_000 },
		{ kind: 'bigAnswer', bytes: 3_000_000_000 },
	];
	expect((await send(simulator, '/metainfo')).text.length).toBeGreaterThan(3_000_000);
	const gone = fetch(`${simulator.restUrl}/metainfo`, {
		headers: headersFor(simulator),
		signal: AbortSignal.timeout(200),
	}).then((response) => response.text());
	await expect(gone).rejects.toThrow();
	expect((await send(simulator, '/profitversion')).status).toBe(200);
});
