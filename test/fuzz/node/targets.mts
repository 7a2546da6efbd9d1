// The node in the real n8n-core, with made-up parameters, answers, webhooks and credentials.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { seededRandom, type Random } from '../../support/random.ts';
import type { NodeResult, RunNodeOptions, ShownError } from '../../integration/support/n8n.mts';
import {
	describedFor,
	extentOf,
	LEFTOVERS,
	moreThan,
	placesOf,
	withValue,
	type Extent,
	type LoggedRun,
	type Path,
} from '../../support/leftovers.mts';
import { callParameters, CATALOGUE_ITEMS, operationCalls } from '../../support/operations.mts';
import { target, type FuzzTarget } from '../engine.mts';
import { mutatedJson, mutatedText } from '../mutations.mts';
import { assertForUsers } from '../promises.mts';
import { XML_PIECES } from '../profit/xml.mts';
import { json, leftover, nested, text } from '../values.mts';
import { assertNodeError, assertRequests, assertResult, assertSecretsHidden } from './outcome.mts';
import type { PassedAnswer, PassedRequest } from './spoilingServer.mts';
import { stageParameters, WEBHOOK_PASSWORD, type NodeStage } from './stage.mts';

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What an expression leaves that JSON cannot hold. */
const EXPRESSIONS = [
	'={{ undefined }}',
	'={{ null }}',
	'={{ NaN }}',
	'={{ Infinity }}',
	'={{ -1 }}',
	'={{ 2.5 }}',
	'={{ "" }}',
	'={{ [] }}',
	'={{ {} }}',
	'={{ ["a"] }}',
	'={{ { toString: 1 } }}',
	'={{ { "__proto__": { polluted: 1 } } }}',
	'={{ new Date("soon") }}',
	'={{ $now }}',
	'={{ DateTime.fromISO("soon") }}',
	'={{ $json }}',
	'={{ $json.missing }}',
	'={{ "x".repeat(100000) }}',
	'={{ "\\ud83d" }}',
];

const NAMES = ['__rl', 'mode', 'value', 'field', 'operator', 'options', 'toString', 'mappingMode'];

/** Parameters with one to three places spoilt. */
function spoiltParameters(random: Random, good: IDataObject): IDataObject {
	let parameters = good;
	for (let times = random.whole(1, 2); times > 0; times--) {
		const isExpression = random.whole(0, 1) === 0;
		parameters = isExpression
			? (withExpression(random, parameters) as IDataObject)
			: (mutatedJson(random, parameters, NAMES) as IDataObject);
		// The whole of the parameters is always an object in a saved workflow.
		if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) {
			return good;
		}
	}
	const { resource, operation } = good;
	return { ...parameters, resource, operation };
}

function withExpression(random: Random, value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return random.pick(EXPRESSIONS);
	const entries = Object.entries(value);
	if (entries.length === 0 || random.whole(0, 5) === 0) return random.pick(EXPRESSIONS);
	const at = random.whole(0, entries.length - 1);
	entries[at] = [entries[at][0], withExpression(random, entries[at][1])];
	return Array.isArray(value) ? entries.map(([, entry]) => entry) : Object.fromEntries(entries);
}

/** Input items, some of them odd. */
function items(random: Random): IDataObject[] {
	return Array.from({ length: random.whole(1, 2) }, () => {
		const item = json(random, ['DbId', 'Ds'], 2);
		return typeof item === 'object' && item !== null && !Array.isArray(item)
			? (item as IDataObject)
			: { Ds: item as string };
	});
}

function begin({ server, simulator, foreign }: NodeStage): void {
	server.requests.length = 0;
	foreign.requests.length = 0;
	server.spoil = (answer) => answer;
	simulator.reset();
}

/** The result of a run; undefined when n8n itself does not begin one with such parameters. */
async function runOf(stage: NodeStage, options: RunNodeOptions): Promise<NodeResult | undefined> {
	const outcome = await settled(
		async () => await stage.n8n.runNode({ ...options, credential: stage.credential }),
	);
	if ('value' in outcome) return outcome.value as NodeResult;
	const { stack = '' } = outcome.thrown as Error;
	if (/nodes.Afas/.test(stack)) throw outcome.thrown;
	return undefined;
}

function parameters(stage: NodeStage): FuzzTarget {
	return target({
		name: 'Parameters of operations',
		make: (random) => {
			const good = stageParameters(stage, random.pick(Object.keys(stage.calls)));
			return {
				parameters: spoiltParameters(random, good),
				items: items(random),
				continueOnFail: random.pick([true, false]),
			};
		},
		async check(options) {
			begin(stage);
			const result = await runOf(stage, options);
			if (!result) return;
			assertResult(result);
			assertSecretsHidden(stage, result);
			// What users write into a text or a body themselves is theirs.
			assertRequests(stage, true);
		},
	});
}

/** As above, where all that is wrong are expressions: what they leave must not reach AFAS as text. */
function expressions(stage: NodeStage): FuzzTarget {
	return target({
		name: 'Expressions in parameters',
		make: (random) => {
			const good = stageParameters(stage, random.pick(Object.keys(stage.calls)));
			const { resource, operation } = good;
			const spoilt = withExpression(random, good);
			const usable = typeof spoilt === 'object' ? (spoilt as IDataObject) : good;
			return { parameters: { ...usable, resource, operation }, items: [{ Ds: 'x' }, { Ds: 'y' }] };
		},
		async check(options) {
			begin(stage);
			const result = await runOf(stage, options);
			if (!result) return;
			assertResult(result);
			assertSecretsHidden(stage, result);
			assertRequests(stage);
		},
	});
}

/** One to three parameters hold what an expression left: then the call asks for no more than it did. docs/afas.md rule 13. */
function restrictions(stage: NodeStage): FuzzTarget {
	const calls = operationCalls(stage.simulator);
	const description = stage.n8n.nodeDescription('afas');
	const asked = new Map<string, Extent>();
	const run = async (parameters: IDataObject): Promise<LoggedRun> => {
		begin(stage);
		const result = await stage.n8n.runNode({
			credential: stage.credential,
			items: CATALOGUE_ITEMS,
			parameters,
		});
		return { ...result, requests: [...stage.simulator.requests] };
	};
	return target({
		name: 'Restrictions that resolve to nothing',
		make: (random) => {
			const name = random.pick(Object.keys(calls));
			const good = callParameters(calls, name);
			const places = describedFor(description, name).flatMap((one) =>
				// What is written is no restriction, and another list is another wish.
				one.property.type === 'json' ? [] : placesOf(one, good),
			);
			let parameters = good;
			const spoilt: Path[] = [];
			for (let times = random.whole(1, 3); times > 0 && places.length > 0; times--) {
				const path = random.pick(places);
				spoilt.push(path);
				parameters = withValue(parameters, path, random.pick(Object.values(LEFTOVERS)));
			}
			return { name, parameters, spoilt: spoilt.map((path) => path.join('.')) };
		},
		async check({ name, parameters, spoilt }) {
			const good = asked.get(name) ?? extentOf(await run(callParameters(calls, name)));
			asked.set(name, good);
			const result = await run(parameters);
			assertResult(result);
			const isOtherOutput = spoilt.some((path) => path.endsWith('output'));
			assert.deepEqual(moreThan(good, extentOf(result), isOtherOutput), []);
		},
	});
}

const STATUSES = [200, 201, 204, 206, 301, 302, 307, 400, 401, 403, 404, 409, 413, 418, 500, 501];

const JSON_NAMES = [
	'fields',
	'id',
	'name',
	'rows',
	'results',
	'dataType',
	'label',
	'objects',
	'info',
];

/** A spoilt answer: of another form, status or encoding, cut off, or with the caller's secret in it. */
function spoilt(
	random: Random,
	{ status, headers, body }: PassedAnswer,
	{ headers: sent }: PassedRequest,
	foreign: string,
): PassedAnswer {
	const original = body.toString();
	const answer = { status, headers: { ...headers }, body };
	const isXml = original.trimStart().startsWith('<');
	switch (random.whole(0, 12)) {
		case 0:
			return { ...answer, breaksAfter: random.whole(0, body.length) };
		case 1:
			return {
				...answer,
				status: random.pick(STATUSES),
				body: Buffer.from(
					JSON.stringify({ externalMessage: `${text(random)} ${sent.authorization}` }),
				),
			};
		case 2:
			return {
				...answer,
				status: random.pick([301, 302, 303, 307, 308]),
				headers: {
					location: random.pick([
						`${foreign}/x`,
						`//${foreign.slice(7)}/x`,
						text(random).replace(/[^\x20-\x7e]/g, ''),
					]),
				},
			};
		case 3:
			return {
				...answer,
				headers: { ...headers, 'content-encoding': random.pick(['gzip', 'br', 'deflate', 'x']) },
			};
		case 4:
			return {
				...answer,
				headers: {
					...headers,
					'content-type': random.pick([
						'text/html',
						'application/octet-stream',
						'application/json; charset=utf-16',
						'',
					]),
				},
			};
		case 5:
			return { ...answer, status: random.pick(STATUSES) };
		case 6:
			return {
				...answer,
				body: random.pick([
					Buffer.alloc(0),
					Buffer.from('<!DOCTYPE html><html><body>x</body></html>'),
					Buffer.from('null'),
					Buffer.from('[]'),
					Buffer.from('"text"'),
					Buffer.from(original, 'utf16le'),
					Buffer.from(JSON.stringify(nested(3_000, false))),
					Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
					Buffer.from(
						`{"skip":0,"take":1,"rows":[{"DebtorId":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`,
					),
					Buffer.from(`{"results":{"KnSubject":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}}`),
				]),
			};
		case 7:
		case 8:
		case 9:
			if (!isXml && parsed(original) !== undefined) {
				const changed = mutatedJson(random, parsed(original), JSON_NAMES);
				return { ...answer, body: Buffer.from(JSON.stringify(changed) ?? '') };
			}
			return { ...answer, body: Buffer.from(mutatedText(random, original, XML_PIECES)) };
		default:
			return {
				...answer,
				body: Buffer.from(
					mutatedText(
						random,
						original,
						isXml ? XML_PIECES : ['"', '{', '}', '[', ']', ',', '\\', ':'],
					),
				),
			};
	}
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

/** Makes the server spoil the answers that the case says; the same for the same seed. */
function spoilAnswers({ server, foreign }: NodeStage, { seed, from, count }: Spoiling): void {
	server.spoil = (answer, request, number) =>
		number < from || number >= from + count
			? answer
			: spoilt(seededRandom(seed + number), answer, request, foreign.origin);
}

interface Spoiling {
	seed: number;
	/** The first answer to spoil, from 0. */
	from: number;
	count: number;
}

const spoiling = (random: Random): Spoiling => ({
	seed: random.whole(0, 2 ** 30),
	from: random.whole(0, 2),
	count: random.pick([1, 1, 10]),
});

const WRITE = /^(POST|PUT|DELETE) \/Profit(RestServices\/connectors|Services\/appconnectorupdate)/;

function answers(stage: NodeStage): FuzzTarget {
	return target({
		name: 'Answers to operations',
		make: (random) => ({
			call: random.pick(Object.keys(stage.calls)),
			spoiling: spoiling(random),
			continueOnFail: random.pick([true, false]),
		}),
		async check({ call, spoiling: of, continueOnFail }) {
			begin(stage);
			spoilAnswers(stage, of);
			const result = await stage.n8n.runNode({
				parameters: stageParameters(stage, call),
				items: CATALOGUE_ITEMS,
				continueOnFail,
				credential: stage.credential,
			});
			assertResult(result);
			// What n8n keeps of a run, it keeps as JSON.
			JSON.stringify(result.items);
			// What AFAS answers to a write that is done is data.
			const errors = result.items.flat().filter(({ json: { error } }) => typeof error === 'string');
			assertSecretsHidden(stage, result.error, result.hints, errors);
			assertRequests(stage);
			const writes = stage.server.requests.filter(({ method, url }) =>
				WRITE.test(`${method} ${url}`),
			);
			assert.ok(writes.length <= 1, `Written ${writes.length} times`);
		},
	});
}

const LISTS: Array<[kind: 'listSearch' | 'loadOptions' | 'resourceMapping', method: string]> = [
	['listSearch', 'searchGetConnectors'],
	['listSearch', 'searchUpdateConnectors'],
	['loadOptions', 'getConnectorFields'],
	['loadOptions', 'getKeyFields'],
	['loadOptions', 'getLookupFields'],
	['loadOptions', 'getNestedObjects'],
	['loadOptions', 'getSubObjects'],
	['resourceMapping', 'getColumns'],
	['resourceMapping', 'getKeyColumns'],
];

function lists(stage: NodeStage): FuzzTarget {
	return target({
		name: "The editor's lists",
		make: (random) => ({
			list: random.pick(LISTS),
			spoiling: { ...spoiling(random), from: 0 },
			// Another connector each time: answers are remembered for a while.
			connector: random.pick(['Sim_Debtors', 'KnSubject', 'FbSales', text(random)]),
			label: random.whole(0, 2 ** 30),
		}),
		async check({ list: [kind, method], spoiling: of, connector, label }) {
			begin(stage);
			spoilAnswers(stage, of);
			const { call } = {
				call: {
					parameters: {
						connector: { __rl: true, mode: 'id', value: connector },
						lookupConnector: { __rl: true, mode: 'id', value: connector },
					},
					credential: { ...stage.credential, tenant: String(label) },
				},
			};
			const outcome = await settled(async () => await stage.n8n[kind](method, call));
			if ('thrown' in outcome) assertNodeError(outcome.thrown as ShownError, true);
			else assertTexts(outcome.value);
			assertSecretsHidden(stage, outcome);
			assertRequests(stage, true);
		},
	});
}

/** Every name that the editor shows is text. */
function assertTexts(shown: unknown): void {
	for (const [member, value] of Object.entries(shown as object)) {
		if (['name', 'displayName', 'description', 'label'].includes(member)) {
			assert.equal(typeof value, 'string', `${member} is ${typeof value}`);
		} else if (typeof value === 'object' && value !== null) assertTexts(value);
	}
}

async function settled(
	work: () => Promise<unknown>,
): Promise<{ value: unknown } | { thrown: unknown }> {
	try {
		return { value: await work() };
	} catch (thrown) {
		return { thrown };
	}
}

function polls(stage: NodeStage): FuzzTarget {
	return target({
		name: 'Polls',
		make: (random) => ({
			parameters: pollParameters(random, random.pick(stage.polls)),
			spoiling: random.pick([undefined, spoiling(random)]),
			mode: random.pick(['trigger', 'manual'] as const),
			staticData: random.pick([
				{},
				{},
				mutatedJson(random, KEPT, ['seen', 'fields', 'from']),
				mutatedJson(random, COMPARED, ['columns', 'fields', 'rows']),
			]),
		}),
		async check({ parameters: given, spoiling: of, mode, staticData }) {
			begin(stage);
			if (of) spoilAnswers(stage, of);
			const isData = typeof staticData === 'object' && staticData !== null;
			const outcome = await settled(
				async () =>
					await stage.n8n.poll({
						node: 'afasTrigger',
						parameters: given,
						credential: stage.credential,
						mode,
						staticData: (isData && !Array.isArray(staticData) ? staticData : {}) as IDataObject,
						budgetMs: 1_000,
					}),
			);
			if ('thrown' in outcome) assertNodeError(outcome.thrown as ShownError, true);
			assertSecretsHidden(stage, outcome);
			assertRequests(stage, true);
		},
	});
}

function pollParameters(random: Random, poll: IDataObject) {
	return random.pick([poll, spoiltParameters(random, poll), { ...poll, protocol: 'soap' }]);
}

/** What a poll that compares keeps, as of another version. */
const COMPARED = {
	compared: 'x',
	startFrom: 'all',
	language: '',
	fields: [['DebtorId', 'string']],
	columns: [['DebtorId', 0]],
	rows: '["000010"] AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
};

/** What a poll keeps, as of another time or version. */
const KEPT = {
	watched: 'x',
	keys: 'y',
	fields: [['DebtorId', 'string']],
	columns: 'z',
	from: '2026-01-01T12:00:00',
	seen: { '2026-01-01T12:00:00': ['abcdefghijk'] },
};

/** Whether 'Trigger On' of the webhook is what the list offers. */
function isReadable(parameters: unknown): boolean {
	const { events } = parameters as { events?: unknown };
	return JSON.stringify([events].flat()) === '["subject.created"]';
}

function webhooks(stage: NodeStage): FuzzTarget {
	const event = { EventId: 'a', EventType: 'subject.created', Data: { SubjectId: 50_001 } };
	return target({
		name: 'Calls of the webhook',
		make: (random) => ({
			body: random.pick([
				JSON.stringify(mutatedJson(random, event, ['EventId', 'EventType', 'Data', 'SubjectId'])),
				mutatedText(random, JSON.stringify(event), ['{', '"', '\\', '[']),
			]),
			isSigned: random.pick([true, true, false]),
			signature: random.pick([text(random), `sha256=${'0'.repeat(64)}`]),
			parameters: {
				events: random.pick([['subject.created'], 'subject.created', leftover(random)]),
				options: random.pick([
					{},
					{
						recordConnector: { __rl: true, mode: 'id', value: 'Sim_Subjects' },
						recordField: 'SubjectId',
					},
					leftover(random, ['recordConnector', 'recordField', 'value']),
				]),
			},
			spoiling: random.pick([undefined, spoiling(random)]),
			mode: random.pick(['trigger', 'manual'] as const),
		}),
		async check({ body = '', isSigned, signature, parameters: given, spoiling: of, mode }) {
			begin(stage);
			if (of) spoilAnswers(stage, of);
			const hmac = createHmac('sha256', WEBHOOK_PASSWORD).update(body).digest('hex');
			const {
				status,
				answer,
				items: started,
			} = await stage.n8n.webhook({
				node: 'afasWebhookTrigger',
				parameters: given as IDataObject,
				credential: stage.credential,
				body,
				headers: { 'x-profit-signature-256': isSigned ? `sha256=${hmac}` : signature },
				mode,
			});
			const known = [200, 400, 401, ...(isReadable(given) ? [] : [500])];
			assert.ok(known.includes(status), `Answered ${status}`);
			if (!isSigned) assert.deepEqual([status, started], [401, undefined], 'Not signed, and taken');
			assertSecretsHidden(stage, answer, started);
			assertRequests(stage, true);
		},
	});
}

function credentials(stage: NodeStage): FuzzTarget {
	const fields = ['tenant', 'restUrl', 'soapUrl', 'integrationId', 'token', 'language'];
	return target({
		name: 'The credential test',
		make: (random) => {
			const changed: IDataObject = {
				...stage.credential,
				clientId: 'a',
				clientSecret: 'Qw7-secret',
			};
			changed.authentication = random.pick([
				'token',
				'clientSecret',
				'privateKeyJwt',
				text(random),
			]);
			for (let times = random.whole(0, 2); times > 0; times--) {
				const field = random.pick([...fields, 'environment', 'clientSecret', 'privateKey']);
				changed[field] = random.pick([
					mutatedText(random, asText(changed[field]), ['@', '/', '\r\n', ':', '#', '.']),
					leftover(random),
				]) as string;
			}
			// Not on the net: what is asked for there is no test of this package.
			const isLocal = asText(changed.restUrl).startsWith(stage.server.origin);
			if (changed.environment === 'custom' && !isLocal) changed.restUrl = stage.credential.restUrl;
			if (changed.environment !== 'custom') changed.tenant = 'x';
			return {
				credential: JSON.parse(JSON.stringify(changed)) as IDataObject,
				spoiling: spoiling(random),
			};
		},
		async check({ credential, spoiling: of }) {
			begin(stage);
			spoilAnswers(stage, of);
			const { message } = await stage.n8n.testCredential(credential);
			assertForUsers(message);
			// n8n's own test follows a redirect within the host's name; the secret does not go along.
			assertSecretsHidden(stage, message, stage.foreign.requests);
		},
	});
}

/** Every target of the node. */
export function nodeTargets(stage: NodeStage): FuzzTarget[] {
	return [parameters, expressions, restrictions, answers, lists, polls, webhooks, credentials].map(
		(make) => make(stage),
	);
}
