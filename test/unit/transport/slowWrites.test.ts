import { ProfitError } from '../../../nodes/Afas/profit/errors/profitError';
import { sendDividing } from '../../../nodes/Afas/profit/records/splitBatch';
import type { RestWrite } from '../../../nodes/Afas/transport/calls';
import { clientOf } from '../../../nodes/Afas/transport/client';

const call: RestWrite = {
	service: 'rest',
	method: 'POST',
	path: '/connectors/FbSales',
	body: '{}',
};

/** A client whose calls are answered so after so many milliseconds; it tells how many were made. */
function clientThatIsTold(status: number, body: string, tookMs: number) {
	let now = 0;
	jest.spyOn(performance, 'now').mockImplementation(() => now);
	let sent = 0;
	const client = clientOf(
		{
			bases: { rest: 'https://12345.rest.afas.online/ProfitRestServices', soap: null },
			usesOAuth: false,
			key: 'customer',
			integrationId: '12345_678900',
			send: async () => {
				sent += 1;
				now += tookMs;
				return {
					status,
					headers: { 'x-trace-identifier': 'ab-12' },
					body: Buffer.from(body),
				};
			},
		},
		undefined,
	);
	return { client, sent: () => sent };
}

afterEach(() => jest.restoreAllMocks());

/** Sends four records in one call, in its parts where that is allowed. */
async function outcomesOf(status: number, words: string, tookMs: number) {
	const { client, sent } = clientThatIsTold(
		status,
		JSON.stringify({ externalMessage: words }),
		tookMs,
	);
	const outcomes = await sendDividing([1, 2, 3, 4], async (records) => {
		await client.write(call, { timeoutMs: 910_000 }, { readAnswer: () => null });
		return records;
	});
	const errors = outcomes.map((outcome) => (outcome.ok ? undefined : outcome.error));
	return { sent: sent(), details: (errors[0] as ProfitError).details };
}

describe('rule 5: a write is never repeated blindly', () => {
	// French, as AFAS writes it to some: no row of the table has it.
	const UNKNOWN = 'La durée maximale est dépassée.';

	it('an unknown text that came after minutes is sent once, and never in parts', async () => {
		const { sent, details } = await outcomesOf(500, UNKNOWN, 2 * 60_000);
		expect(sent).toBe(1);
		expect(details).toMatchObject({ outcome: 'unknown', traceIdentifier: 'ab-12' });
		expect(details.description).toMatch(/look in Profit/i);
	});

	it('the same text that came quickly is a refusal, of which the parts are tried', async () => {
		const { sent, details } = await outcomesOf(500, UNKNOWN, 1_000);
		expect(sent).toBe(7);
		expect(details.outcome).toBe('refused');
	});

	it.each([
		'De maximale tijdsduur voor het uitvoeren van de opdracht is verstreken.',
		'The maximum duration for performing the assignment has been exceeded.',
	])("AFAS's own limit is sent once, however quickly it comes: %s", async (words) => {
		const { sent, details } = await outcomesOf(500, words, 10);
		expect([sent, details.outcome]).toEqual([1, 'unknown']);
	});
});
