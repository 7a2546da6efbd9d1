import { createHmac } from 'node:crypto';
import { parseWebhookEvent } from '../../../../nodes/Afas/profit/webhook/event';
import { rememberEvent } from '../../../../nodes/Afas/profit/webhook/eventMemory';
import { isSigned } from '../../../../nodes/Afas/profit/webhook/signature';

const BODY = Buffer.from('{"EventId":"1","Data":{"Naam":"Café"}}');
const WORD = 'Geheim woord';
const hex = createHmac('sha256', WORD).update(BODY).digest('hex');

describe('a signature', () => {
	// RFC 4231, test case 2.
	it('is the HMAC-SHA256 of the body with the password', () => {
		const header = 'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
		expect(isSigned(Buffer.from('what do ya want for nothing?'), header, 'Jefe')).toBe(true);
	});

	it('is accepted in either letter case', () => {
		expect(isSigned(BODY, `sha256=${hex}`, WORD)).toBe(true);
		expect(isSigned(BODY, `SHA256=${hex.toUpperCase()}`, WORD)).toBe(true);
	});

	it.each([
		['none', undefined],
		['an empty one', ''],
		['a list', [`sha256=${hex}`, `sha256=${hex}`]],
		['one without its method', hex],
		['one that is cut off', `sha256=${hex.slice(0, -1)}`],
		['one with more behind it', `sha256=${hex}00`],
		['one of another body', `sha256=${'0'.repeat(64)}`],
	])('is refused: %s', (_, header) => {
		expect(isSigned(BODY, header, WORD)).toBe(false);
	});

	it('is refused with another or no password, and for another body', () => {
		expect(isSigned(BODY, `sha256=${hex}`, 'geheim woord')).toBe(false);
		expect(isSigned(Buffer.concat([BODY, Buffer.from(' ')]), `sha256=${hex}`, WORD)).toBe(false);
		const unsigned = createHmac('sha256', '').update(BODY).digest('hex');
		expect(isSigned(BODY, `sha256=${unsigned}`, '')).toBe(false);
	});
});

describe('an event', () => {
	it('keeps all that AFAS sent', () => {
		const json = {
			EventId: 'a-1',
			EnvironmentId: 'O12345AA',
			EventType: 'subject.updated',
			Data: { SubjectTypeId: 12, SubjectId: 54286 },
			Timestamp: '2026-06-01T10:00:00.1234567Z',
		};
		const event = parseWebhookEvent(Buffer.from(JSON.stringify(json)));
		expect(event).toEqual({
			json,
			id: 'a-1',
			type: 'subject.updated',
			subjectId: '54286',
			subjectTypeId: '12',
			workflow: '',
			sentAtMs: Date.UTC(2026, 5, 1, 10, 0, 0, 123),
		});
	});

	it('about a workflow names it, and its dossier item where AFAS does', () => {
		const parse = (data: object) =>
			parseWebhookEvent(
				Buffer.from(
					JSON.stringify({ EventId: 'a', EventType: 'workflow.task.entered', Data: data }),
				),
			);
		expect(parse({ TaskName: 'x' })).toMatchObject({ subjectId: '', workflow: '' });
		expect(parse({ WorkflowName: 'A1', SubjectTypeId: 3, SubjectId: 7 })).toMatchObject({
			subjectId: '7',
			subjectTypeId: '3',
			workflow: 'A1',
		});
	});

	it('was sent at a time of UTC, with or without a Z', () => {
		const sent = (Timestamp: unknown) =>
			parseWebhookEvent(Buffer.from(JSON.stringify({ EventId: 'a', EventType: 'b', Timestamp })))
				?.sentAtMs;
		expect(sent('2026-06-01T10:00:00')).toBe(Date.UTC(2026, 5, 1, 10));
		expect(sent('2026-06-01T10:00:00+02:00')).toBe(Date.UTC(2026, 5, 1, 8));
		expect(sent(undefined)).toBeNaN();
	});

	it.each(['', '{', 'null', '[]', '"x"', '{"EventId":"a"}', '{"EventId":{},"EventType":"x"}'])(
		'is not %p',
		(body) => {
			expect(parseWebhookEvent(Buffer.from(body))).toBeUndefined();
		},
	);

	it('is not accepted when it is not UTF-8', () => {
		const body = Buffer.from('{"EventId":"é","EventType":"x"}', 'latin1');
		expect(parseWebhookEvent(body)).toBeUndefined();
	});

	it('cannot change what objects inherit', () => {
		const body = '{"EventId":"a","EventType":"x","__proto__":{"polluted":1},"Data":{}}';
		const event = parseWebhookEvent(Buffer.from(body));
		expect((event?.json as { polluted?: number }).polluted).toBeUndefined();
	});
});

describe('the memory of events', () => {
	it('knows an event that came before', () => {
		const one = rememberEvent(undefined, 'a');
		expect(one).toHaveLength(1);
		expect(rememberEvent(one, 'a')).toBeUndefined();
		expect(rememberEvent(one, 'b')).toHaveLength(2);
	});

	it('stays small, whatever the events are called', () => {
		let remembered: string[] | undefined = [];
		for (let event = 0; event < 3000; event++) {
			remembered = rememberEvent(remembered, `${event}${'x'.repeat(1000)}`);
		}
		expect(JSON.stringify(remembered).length).toBeLessThan(20_000);
		expect(rememberEvent(remembered, `2999${'x'.repeat(1000)}`)).toBeUndefined();
	});

	it('starts anew when it was spoiled', () => {
		expect(rememberEvent({ a: 1 }, 'a')).toHaveLength(1);
		expect(rememberEvent([1, null], 'a')).toHaveLength(1);
	});
});
