// What goes out: addresses, queries, filters, headers and SOAP envelopes.
import assert from 'node:assert/strict';
import { biLinkPath, biRedirectPath } from '../../../nodes/Afas/profit/rest/biLink';
import { biPath } from '../../../nodes/Afas/profit/rest/biQuery';
import { authenticateRequest } from '../../../nodes/Afas/profit/credential/authenticateRequest';
import type { AfasCredential } from '../../../nodes/Afas/profit/credential/credential';
import { ProfitError } from '../../../nodes/Afas/profit/errors/profitError';
import {
	attachmentPath,
	filePath,
	imagePath,
	reportPath,
} from '../../../nodes/Afas/profit/rest/filePaths';
import {
	clientAuthentication,
	loginFingerprint,
} from '../../../nodes/Afas/profit/credential/login';
import { readPrivateKey } from '../../../nodes/Afas/profit/credential/privateKey';
import { tokenRequest } from '../../../nodes/Afas/profit/credential/tokenRequest';
import { OPERATORS, type Filter } from '../../../nodes/Afas/profit/query/filter';
import { parseFilterJson, toFilterJson } from '../../../nodes/Afas/profit/query/filterJson';
import { withAfasValues } from '../../../nodes/Afas/profit/query/filterValues';
import { filterParameters, rowsPath } from '../../../nodes/Afas/profit/rest/restQuery';
import { filtersXml, optionsXml } from '../../../nodes/Afas/profit/soap/filtersXml';
import { withWildcards } from '../../../nodes/Afas/profit/soap/wildcards';
import {
	attachmentRequest,
	executeRequest,
	getDataRequest,
	reportRequest,
	type SoapRead,
	type SoapWrite,
} from '../../../nodes/Afas/profit/soap/requests';
import {
	connectorPath,
	deletePath,
	subObjectPath,
	type PathKey,
} from '../../../nodes/Afas/profit/rest/paths';
import { childElements, descendantNamed, textOf } from '../../../nodes/Afas/profit/xml/element';
import { readXml } from '../../../nodes/Afas/profit/xml/fastXml';
import type { Random } from '../../support/random.ts';
import { pathParts } from '../../simulator/server.mts';
import { ec, pemOf, rsa } from '../../unit/profit/credential/keys';
import { target } from '../engine.mts';
import { mutatedJson, mutatedText } from '../mutations.mts';
import { assertForUsers, refusableInput } from '../promises.mts';
import { leftover, name, text } from '../values.mts';

const REST = 'https://12345.rest.afas.online/ProfitRestServices';

/** Where a path below the REST URL leads on a server that decodes it first, as IIS does. */
function partsOf(path: string): string[] {
	const url = new URL(`${REST}${path}`);
	assert.equal(url.origin, new URL(REST).origin, 'Another host');
	assert.equal(url.href, `${REST}${path}`, 'The address is written in another way on the wire');
	assert.equal(url.hash, '');
	const [base, ...parts] = pathParts(url.pathname);
	assert.equal(base, 'ProfitRestServices', 'Out of the service');
	return parts;
}

const paths = target({
	name: 'Paths of REST',
	make: (random) => ({
		first: text(random),
		second: text(random),
		keys: Array.from(
			{ length: random.whole(0, 2) },
			() => [text(random), random.pick([text(random), String(random.whole(0, 99))])] as PathKey,
		),
		levels: Array.from({ length: random.whole(0, 1) }, () => ({
			object: text(random),
			keys: [[text(random), text(random)]] as PathKey[],
		})),
		keyStyle: random.pick(['attribute', 'plain'] as const),
	}),
	check({ first, second, keys, levels, keyStyle }) {
		const expectParts = (path: string | undefined, expected: unknown[]) => {
			if (path !== undefined) assert.deepEqual(partsOf(path), expected);
		};
		expectParts(
			refusableInput(() => connectorPath(first)),
			['connectors', first],
		);
		expectParts(
			refusableInput(() => subObjectPath(first, second)),
			['connectors', first, second],
		);
		const rows = [{ object: second, keys }, ...levels];
		expectParts(
			refusableInput(() => deletePath({ connector: first, root: second, keys, levels, keyStyle })),
			[
				'connectors',
				first,
				...rows.flatMap(({ object, keys: own }) => [
					object,
					own
						.map(([field]) => {
							const plain = field.replace(/^@/, '');
							return keyStyle === 'attribute' || field.startsWith('@') ? `@${plain}` : plain;
						})
						.join(','),
					own.map(([, value]) => value).join(','),
				]),
			],
		);
		const trimmed = first.trim();
		expectParts(
			refusableInput(() => attachmentPath(first, second)),
			['subjectconnector', trimmed, second.trim()],
		);
		expectParts(
			refusableInput(() => imagePath(first, 'medium')),
			['imageconnector', trimmed],
		);
		expectParts(
			refusableInput(() => reportPath(first, [])),
			['reportconnector', trimmed],
		);
		const file = refusableInput(() => filePath('A1', first));
		if (file !== undefined) assert.deepEqual(partsOf(file).slice(0, 2), ['fileconnector', 'A1']);
		if (file !== undefined) assert.equal(partsOf(file).length, 3);
		const bi = refusableInput(() =>
			biPath({ model: first, select: [second], filter: second, top: 5 }),
		);
		if (bi !== undefined) assert.equal(partsOf(bi)[0], 'bi');
	},
});

const biLinks = target({
	name: 'Links of BI models',
	make: (random) => ({
		link: mutatedText(
			random,
			random.pick([`${REST}/bi/M?$skip=5`, '/ProfitRestServices/bi/M', 'v2/?a=b']),
			[
				'/',
				'\\',
				'//',
				'..',
				'%2e%2e',
				'%2f',
				'@',
				'evil.example',
				'https:',
				'#',
				'?',
				'\t',
				'\n',
				';',
			],
		),
		path: random.pick(['/bi/M?$top=5', '/bi/M/v2/', '/bi/M']),
	}),
	check({ link, path }) {
		for (const resolve of [biLinkPath, biRedirectPath]) {
			let below: string;
			try {
				below = resolve(link, REST, path);
			} catch (error) {
				if (!(error instanceof ProfitError)) throw error;
				continue;
			}
			assert.equal(partsOf(below)[0].toLowerCase(), 'bi', below);
		}
	},
});

const NAMES = ['Filters', 'Filter', 'Field', '@FieldId', '@OperatorType', '#text', '@FilterId'];

const filled = (text: string) => (text.trim() === '' ? 'x' : text);

function filter(random: Random): Filter {
	return Array.from({ length: random.whole(1, 3) }, () =>
		Array.from({ length: random.whole(1, 3) }, () => {
			const operator = random.pick(OPERATORS);
			const isEmpty = operator === 'empty' || operator === 'notEmpty';
			return {
				field: filled(name(random, ['DebtorId', 'Date'])),
				operator,
				// A condition without a value is refused before.
				value: isEmpty ? '' : filled(text(random)),
			};
		}),
	);
}

/** The conditions that AFAS finds in the query string of a filter. */
function conditionsIn(parameters: string): unknown {
	const query = new URLSearchParams(parameters);
	const filterJson = query.get('filterjson');
	if (filterJson !== null) return parseFilterJson(filterJson);
	const lists = ['filterfieldids', 'filtervalues', 'operatortypes'].map((list) =>
		(query.get(list) ?? '').split(';').map((group) => group.split(',')),
	);
	const [fields, values, operators] = lists;
	return fields.map((group, at) =>
		group.map((field, place) => ({
			field,
			operator: OPERATORS[Number(operators[at][place]) - 1],
			value: values[at][place],
		})),
	);
}

const filters = target({
	name: 'Filters',
	make: (random) => filter(random),
	check(conditions) {
		assert.deepEqual(parseFilterJson(toFilterJson(conditions)), conditions);
		const parameters = refusableInput(() => filterParameters(conditions));
		if (parameters !== undefined) {
			assert.ok(!/[^\x21-\x7e]|#/.test(parameters), parameters);
			assert.deepEqual(conditionsIn(parameters), conditions);
		}
		const xml = refusableInput(() => filtersXml(conditions));
		if (xml === undefined) return;
		const root = readXml(xml);
		assert.ok(root, 'Its own XML is refused');
		const read = childElements(root).map((group) =>
			childElements(group).map((field) => ({
				field: field.attributes.get('FieldId'),
				operator: OPERATORS[Number(field.attributes.get('OperatorType')) - 1],
				value: textOf(field),
			})),
		);
		assert.deepEqual(read, withWildcards(conditions));
		refusableInput(() =>
			withAfasValues(conditions, [
				{
					id: 'Date',
					fieldId: '',
					label: '',
					dataType: 'date',
					length: null,
					decimals: null,
					controlType: null,
				},
			]),
		);
	},
});

const filterJsons = target({
	name: 'Filter JSON',
	make: (random) => {
		const good = JSON.parse(toFilterJson(filter(random))) as unknown;
		const changed = mutatedJson(random, good, NAMES);
		return random.pick([changed, JSON.stringify(changed), leftover(random, NAMES), text(random)]);
	},
	check(given) {
		const read = refusableInput(() => parseFilterJson(given));
		if (read === undefined) return;
		assert.ok(read.length > 0 && read.every((group) => group.length > 0), 'An empty filter');
		for (const { field, value } of read.flat()) {
			assert.ok(field !== '' && typeof value === 'string');
		}
	},
});

/** Whether an envelope holds these parameters and nothing else. */
function assertEnvelope(
	{ body, headers }: SoapRead | SoapWrite,
	method: string,
	given: Array<[string, string]>,
): void {
	const root = readXml(body);
	assert.ok(root, 'Its own envelope is refused');
	const [soapBody, ...others] = childElements(root);
	const [call, ...more] = childElements(soapBody);
	assert.deepEqual([others, more], [[], []]);
	assert.equal(call.name, method);
	assert.deepEqual(
		childElements(call).map((parameter) => [parameter.name, textOf(parameter)]),
		given,
	);
	assert.ok(childElements(call).every((parameter) => childElements(parameter).length === 0));
	for (const value of Object.values(headers)) assert.ok(/^[\x20-\x7e]*$/.test(value));
}

const envelopes = target({
	name: 'SOAP envelopes',
	make: (random) => ({
		first: text(random),
		second: text(random),
		sort: [{ field: text(random), descending: random.pick([true, false]) }],
		filter: filter(random),
	}),
	check({ first, second, sort, filter: conditions }) {
		const check = (
			make: () => SoapRead | SoapWrite,
			method: string,
			given: () => Array<[string, string]>,
		) => {
			const request = refusableInput(make);
			if (request) assertEnvelope(request, method, given());
		};
		check(
			() =>
				getDataRequest(
					{ connector: first, filter: conditions, sort, skip: 0, take: 5 },
					{ metadata: false },
				),
			'GetDataWithOptions',
			() => [
				['connectorId', first],
				['filtersXml', filtersXml(conditions)],
				['skip', '0'],
				['take', '5'],
				['options', optionsXml(sort, false)],
			],
		);
		check(
			() => executeRequest(first, '<a>&amp;</a>'),
			'Execute',
			() => [
				['connectorType', first],
				['connectorVersion', '1'],
				['dataXml', '<a>&amp;</a>'],
			],
		);
		check(
			() => attachmentRequest(first, second),
			'GetAttachment',
			() => [
				['subjectID', first],
				['fileId', second],
			],
		);
		check(
			() => reportRequest(first, conditions),
			'Execute',
			() => [
				['reportID', first],
				['filtersXml', filtersXml(conditions)],
			],
		);
		const options = refusableInput(() => optionsXml(sort, true));
		if (options === undefined) return;
		const root = readXml(options);
		const index = root && descendantNamed(root, 'Index');
		assert.equal(index && childElements(index)[0].attributes.get('FieldId'), sort[0].field);
	},
});

const rowQueries = target({
	name: 'Queries for rows',
	make: (random) => ({
		connector: text(random),
		sort: Array.from({ length: random.whole(0, 3) }, () => ({
			field: text(random),
			descending: random.pick([true, false]),
		})),
		filter: random.pick([[], filter(random)]),
	}),
	check({ connector, sort, filter: conditions }) {
		const path = refusableInput(() =>
			rowsPath({ connector, sort, filter: conditions, skip: 0, take: 5 }),
		);
		if (path === undefined) return;
		assert.deepEqual(partsOf(path), ['connectors', connector]);
		const query = new URL(`${REST}${path}`).searchParams;
		assert.deepEqual([query.get('skip'), query.get('take')], ['0', '5']);
		const known = [
			'skip',
			'take',
			'orderbyfieldids',
			'filterfieldids',
			'filtervalues',
			'operatortypes',
			'filterjson',
		];
		assert.ok(
			[...query.keys()].every((key) => known.includes(key)),
			[...query.keys()].join(),
		);
	},
});

// Made anew each time: a key in a file would look like one that leaked.
const EC_KEY = pemOf(ec.privateKey);
const RSA_KEY = pemOf(rsa.privateKey);

const DATA = '0123456789ABCDEF'.repeat(4);

const CREDENTIAL: Required<
	Omit<AfasCredential, 'allowedHttpRequestDomains' | 'allFixed' | 'expressionsMissed'>
> = {
	tenant: '12345',
	environment: 'production',
	restUrl: 'https://profit.example/ProfitRestServices',
	soapUrl: 'https://profit.example/ProfitServices',
	integrationId: '12345_678900',
	authentication: 'token',
	token: `<token><version>1</version><data>${DATA}</data></token>`,
	clientId: 'client',
	clientSecret: 'Zx9-kQ7_vB3.nM5~tR1+wY8',
	privateKey: EC_KEY,
	keyId: '',
	accessToken: '',
	accessTokenExpiresAt: 0,
	accessTokenFor: '',
	language: 'nl-nl',
	readOnly: false,
	webhookPassword: '',
	allowedDomains: '',
};

function credential(random: Random): AfasCredential {
	const changed: Record<string, unknown> = { ...CREDENTIAL };
	changed.environment = random.pick(['production', 'test', 'cursus', 'custom']);
	changed.authentication = random.pick(['token', 'clientSecret', 'privateKeyJwt']);
	for (let times = random.whole(0, 2); times > 0; times--) {
		const field = random.pick(Object.keys(CREDENTIAL));
		const value = changed[field];
		changed[field] =
			typeof value === 'string' && random.whole(0, 1) === 0
				? mutatedText(random, value, [
						'\r\n',
						'\t',
						'@',
						'/',
						'..',
						'#',
						'?',
						':',
						'\\',
						' ',
						'\ufeff',
						'é',
					])
				: leftover(random);
	}
	return changed as AfasCredential;
}

const FIELD_NAMES = ['url', 'uri', 'baseURL', 'method', 'headers', 'auth', 'allowedDomains'];

const credentials = target({
	name: 'Credentials and requests',
	make: (random) => {
		const good = random.pick([
			{ url: `${REST}/metainfo`, headers: { a: 'b' } },
			{ uri: 'https://profit.example/ProfitRestServices/metainfo', method: 'POST' },
			{ baseURL: REST, url: '/metainfo' },
		]);
		return {
			given: credential(random),
			request: random.pick([
				good,
				mutatedJson(random, good, FIELD_NAMES),
				{
					...good,
					url: mutatedText(random, `${REST}/metainfo`, [
						'/',
						'\\',
						'@',
						'.',
						':',
						'?',
						'#',
						'\t',
						'\n',
						'evil.example',
						'%2f',
						'。',
						'／',
					]),
				},
				{ ...good, headers: leftover(random, ['Accept-Language', 'authorization']) },
			]) as object,
		};
	},
	check({ given, request }) {
		const safe = typeof request === 'object' && request !== null ? request : {};
		let done: ReturnType<typeof authenticateRequest>;
		try {
			done = authenticateRequest(given, { ...safe });
		} catch (error) {
			if (!(error instanceof ProfitError)) throw error;
			assert.equal(error.kind, 'input');
			assertForUsers(error.message);
			const shown = JSON.stringify([error.message, error.details]);
			assert.ok(!shown.includes(DATA.slice(0, 20)), 'The token is shown');
			return;
		}
		const { Authorization, IntegrationId, ...rest } = done.headers as Record<string, unknown>;
		assert.match(String(Authorization), /^(AfasToken [A-Za-z0-9+/]+=*|Bearer [\x21-\x7e]+)$/);
		assert.match(String(IntegrationId), /^\d+_\d+$/);
		assert.match(String(rest['Accept-Language']), /^[\x20-\x7e]+$/);
		assert.equal(done.sendCredentialsOnCrossOriginRedirect, false);
		assert.ok(done.allowedDomains !== '');
	},
});

const logins = target({
	name: 'OAuth logins',
	make: (random) => credential(random),
	check(given) {
		if (given.authentication !== 'clientSecret' && given.authentication !== 'privateKeyJwt') return;
		refusableInput(() => loginFingerprint(given));
		const request = refusableInput(() =>
			tokenRequest(clientAuthentication(given, { nowMs: 0, jti: 'x' })),
		);
		if (request) assert.match(request.body, /^[\x21-\x7e]+$/);
	},
});

const keys = target({
	name: 'Private keys',
	make: (random) => {
		const pem = random.pick([EC_KEY, RSA_KEY]);
		const form = random.pick([pem, pem.replaceAll('\n', ' '), pem.replaceAll('\n', '\\n')]);
		return mutatedText(random, form, [
			'-----BEGIN PRIVATE KEY-----',
			'-----BEGIN PRIVATE KEY-----'.repeat(2_000),
			'-----END PRIVATE KEY-----',
			'-----BEGIN CERTIFICATE-----',
			'-----',
			' '.repeat(3_000),
			'\n',
			'ENCRYPTED ',
			'=',
			'Proc-Type: 4,ENCRYPTED',
		]);
	},
	check(pem) {
		try {
			readPrivateKey(pem);
		} catch (error) {
			if (!(error instanceof ProfitError)) throw error;
			const shown = JSON.stringify([error.message, error.details]);
			const body = pem.replace(/-----[^-]*-----/g, '').replace(/\s/g, '');
			const piece = body.slice(10, 30);
			assert.ok(piece.length < 20 || !shown.includes(piece), 'A part of the key is shown');
		}
	},
});

export const requestTargets = [
	paths,
	biLinks,
	filters,
	filterJsons,
	envelopes,
	rowQueries,
	credentials,
	logins,
	keys,
];
