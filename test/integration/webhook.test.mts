import type { IDataObject } from 'n8n-workflow';
import { signedHeaders, webhookEvent } from '../simulator/webhooks.mts';
import { byId, openStage, type Stage } from './support/profit.mts';

const PASSWORD = 'Geheim van Profit';
const NODE = 'afasWebhookTrigger';
const WORKFLOW = '6F9619FF8B86D011B42D00CF4FC964FF';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.simulator.close());
beforeEach(() => stage.simulator.reset());

function receive(event: object | string, more: IDataObject = {}, headers?: Record<string, string>) {
	const body = typeof event === 'string' ? event : JSON.stringify(event);
	const { parameters = {}, credential = {}, ...options } = more;
	return stage.n8n.webhook({
		node: NODE,
		parameters: { events: ['subject.created', 'subject.updated'], ...(parameters as IDataObject) },
		credential: { ...stage.credential, webhookPassword: PASSWORD, ...(credential as IDataObject) },
		body,
		headers: headers ?? signedHeaders(body, PASSWORD),
		...options,
	});
}

const updated = () => webhookEvent('subject.updated', { SubjectTypeId: 1, SubjectId: 54286 });

describe('an event', () => {
	it('that AFAS signed starts the workflow, as AFAS sent it', async () => {
		const event = updated();
		const { status, items } = await receive(event);
		expect(status).toBe(200);
		expect(items).toEqual([[{ json: event }]]);
	});

	it('is answered with nothing, with a record as without', async () => {
		expect((await receive(updated())).answer).toBeUndefined();
		const options = { recordConnector: byId('Sim_Subjects'), recordField: 'SubjectId' };
		const { status, answer } = await receive(updated(), { parameters: { options } });
		expect({ status, answer }).toEqual({ status: 200, answer: undefined });
	});

	it('is signed with the password also when blanks were pasted around it', async () => {
		const credential = { webhookPassword: ` ${PASSWORD}\n` };
		expect((await receive(updated(), { credential })).items).toHaveLength(1);
		const blank = { webhookPassword: '  ' };
		const body = JSON.stringify(updated());
		const { status } = await receive(body, { credential: blank }, signedHeaders(body, '  '));
		expect(status).toBe(401);
	});

	it('of another type is answered and starts nothing', async () => {
		for (const type of ['subject.deleted', 'test.executed', 'something.new']) {
			const { status, items } = await receive(webhookEvent(type));
			expect({ type, status, items }).toEqual({ type, status: 200, items: undefined });
		}
	});

	it('of any type starts a test in the editor', async () => {
		const { items } = await receive(webhookEvent('test.executed'), { mode: 'manual' });
		expect(items?.[0]).toHaveLength(1);
	});

	it('that comes again is answered and starts nothing', async () => {
		const staticData: IDataObject = {};
		const event = updated();
		expect((await receive(event, { staticData })).items).toBeDefined();
		expect(await receive(event, { staticData })).toMatchObject({ status: 200, items: undefined });
		expect((await receive(updated(), { staticData })).items).toBeDefined();
	});
});

describe('where n8n loses the static data', () => {
	it('an event that comes again starts nothing', async () => {
		const [event, other] = [updated(), updated()];
		for (const first of [event, other]) expect((await receive(first)).items).toBeDefined();
		for (const again of [event, other]) {
			expect(await receive(again)).toMatchObject({ status: 200, items: undefined });
		}
	});

	it('an event that n8n could not start does when it comes again', async () => {
		const event = updated();
		expect((await receive(event, { n8nAnswers: 500 })).status).toBe(500);
		expect((await receive(event)).items).toBeDefined();
		expect((await receive(event)).items).toBeUndefined();
	});
});

describe('a call that AFAS did not make is refused and starts nothing', () => {
	const body = JSON.stringify(updated());

	it.each<[string, number, string, Record<string, string>, IDataObject]>([
		['without a signature', 401, body, {}, {}],
		['with another password', 401, body, signedHeaders(body, 'Iets anders'), {}],
		['with a changed body', 401, `${body} `, signedHeaders(body, PASSWORD), {}],
		[
			'where the credential has no password',
			401,
			body,
			signedHeaders(body, ''),
			{ webhookPassword: '' },
		],
		['without a body', 401, '', {}, {}],
		['that is too large', 413, 'x'.repeat(1_000_001), {}, {}],
		['that says it is too large', 413, body, { 'content-length': '2000000' }, {}],
		['that is no event', 400, '[]', signedHeaders('[]', PASSWORD), {}],
	])('%s', async (_, expected, sent, headers, credential) => {
		const staticData: IDataObject = {};
		const { status, items } = await receive(sent, { credential, staticData }, headers);
		expect({ status, items, staticData }).toEqual({
			status: expected,
			items: undefined,
			staticData: {},
		});
	});
});

describe('the record', () => {
	const [subject] = [0];
	const withRecord = (options: IDataObject) => ({
		parameters: {
			options: {
				recordConnector: byId('Sim_Subjects'),
				recordField: 'SubjectId',
				...options,
			},
		},
	});
	const existing = () => {
		const { SubjectId } = stage.simulator.table('Sim_Subjects').records()[subject];
		return webhookEvent('subject.updated', { SubjectTypeId: 1, SubjectId });
	};

	it('is added after the answer', async () => {
		const event = existing();
		const { items, answeredFirst } = await receive(event, withRecord({}));
		expect(answeredFirst).toBe(true);
		const { record, ...rest } = items?.[0][0].json ?? {};
		expect(rest).toEqual(event);
		expect(record).toMatchObject({ SubjectId: event.Data.SubjectId });
		// The fields may be known from an event before.
		expect(stage.simulator.requests.length).toBeLessThanOrEqual(2);
	});

	it.each<[string, IDataObject, string]>([
		['the field is not chosen', { recordField: '' }, "'Record Field' is empty"],
		['the field is unknown', { recordField: 'Nr' }, "'Record Field' names the field 'Nr'"],
		['AFAS refuses', { recordConnector: byId('Sim_Nothing') }, 'GetConnector'],
	])('is left out, with the reason, where %s', async (_, options, reason) => {
		const { status, items } = await receive(existing(), withRecord(options));
		expect(status).toBe(200);
		const { record, recordMissing } = items?.[0][0].json ?? {};
		expect(record).toBeNull();
		expect(recordMissing).toContain(reason);
	});

	it('that is gone is left out, with the reason', async () => {
		const event = webhookEvent('subject.updated', { SubjectId: 999_999_999 });
		const { items } = await receive(event, withRecord({}));
		expect(items?.[0][0].json.recordMissing).toBe(
			"GetConnector 'Sim_Subjects' has no row with SubjectId 999999999",
		);
	});

	it('is added to an event of a workflow, which names the dossier item too', async () => {
		const { SubjectId } = existing().Data;
		for (const type of ['workflow.task.entered', 'workflow.action.executed']) {
			const event = webhookEvent(type, { WorkflowName: WORKFLOW, SubjectTypeId: 1, SubjectId });
			const parameters = { ...withRecord({}).parameters, events: [type] };
			const { items } = await receive(event, { parameters });
			expect(items?.[0][0].json.record).toMatchObject({ SubjectId });
		}
	});

	it('is not asked for where an event has none', async () => {
		const parameters = {
			...withRecord({}).parameters,
			events: ['subject.deleted', 'workflow.task.entered'],
		};
		await receive(webhookEvent('subject.deleted', { SubjectId: 1 }), { parameters });
		await receive(webhookEvent('workflow.task.entered', { TaskName: 'x' }), { parameters });
		expect(stage.simulator.requests).toEqual([]);
	});

	it('has a list of fields to choose from', async () => {
		const options = await stage.n8n.loadOptions('getRecordFields', {
			node: NODE,
			parameters: withRecord({}).parameters,
			credential: stage.credential,
		});
		expect(options.map(({ value }) => value)).toContain('SubjectId');
	});
});

describe('the options', () => {
	const ALL = ['subject.updated', 'workflow.task.entered', 'test.executed'];
	const starts = async (event: object, options: IDataObject, mode?: string) => {
		const { status, items } = await receive(event, {
			parameters: { events: ALL, options },
			...(mode ? { mode } : {}),
		});
		expect(status).toBe(200);
		return items !== undefined;
	};
	const subject = (SubjectTypeId: number) => webhookEvent('subject.updated', { SubjectTypeId });
	const task = (WorkflowName: string) =>
		webhookEvent('workflow.task.entered', { WorkflowName, TaskName: 'T', SubjectTypeId: 12 });
	const test = () => webhookEvent('test.executed', { SubscriptionId: 1 });

	it('let only the chosen types of dossier items start the workflow', async () => {
		const options = { subjectTypes: '12, 15' };
		expect(await starts(subject(12), options)).toBe(true);
		expect(await starts(subject(15), options)).toBe(true);
		expect(await starts(subject(1), options)).toBe(false);
		expect(await starts(task(WORKFLOW), options)).toBe(true);
		expect(await starts(webhookEvent('subject.updated'), options)).toBe(false);
		expect(await starts(subject(1), { subjectTypes: '' })).toBe(true);
	});

	it('let only the chosen workflows start it, in whatever way AFAS writes the ID', async () => {
		const options = { workflows: `${WORKFLOW.toLowerCase()},X` };
		expect(await starts(task(WORKFLOW), options)).toBe(true);
		expect(await starts(task(`{${WORKFLOW}}`), options)).toBe(true);
		expect(await starts(task('0'.repeat(32)), options)).toBe(false);
		expect(await starts(subject(12), options)).toBe(false);
	});

	it("always let AFAS's test event through, and every event in a test in the editor", async () => {
		const options = { subjectTypes: '12', workflows: WORKFLOW };
		expect(await starts(test(), options)).toBe(true);
		expect(await starts(subject(1), options, 'manual')).toBe(true);
	});

	it('refuse a signed event above an age, and take any age unless told otherwise', async () => {
		const aged = (hours: number) => ({
			...subject(12),
			Timestamp: new Date(Date.now() - hours * 3_600_000).toISOString().replace('Z', '0000Z'),
		});
		expect(await starts(aged(10_000), {})).toBe(true);
		expect(await starts(aged(10_000), { maxAge: 0 })).toBe(true);
		expect(await starts(aged(23.9), { maxAge: 24 })).toBe(true);
		expect(await starts(aged(24.1), { maxAge: 24 })).toBe(false);
		expect(await starts({ ...subject(12), Timestamp: 'soon' }, { maxAge: 24 })).toBe(false);
	});

	it.each<[IDataObject, string]>([
		[{ maxAge: '={{ "soon" }}' }, "'Maximum Age (Hours)' is 'soon'"],
		[{ maxAge: '={{ null }}' }, "'Maximum Age (Hours)' is empty"],
		[{ subjectTypes: '={{ "" }}' }, "'Dossier Item Types' is empty"],
		[{ workflows: '={{ {} }}' }, "'Workflows' holds something"],
	])('that cannot be read start nothing: %j (rule 13)', async (options, reason) => {
		const { status, answer, items } = await receive(updated(), { parameters: { options } });
		expect({ status, items }).toEqual({ status: 500, items: undefined });
		expect((answer as { message: string }).message).toContain(reason);
	});
});

describe('activation', () => {
	it('asks for the password of the webhook', async () => {
		const exists = (webhookPassword: string) =>
			stage.n8n.webhookExists({ node: NODE, credential: { ...stage.credential, webhookPassword } });
		await expect(exists('')).rejects.toThrow("'Webhook Password' in the credential is empty");
		expect(await exists(PASSWORD)).toBe(true);
	});
});
