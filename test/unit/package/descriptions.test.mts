// What users read in the editor follows n8n's rules, also where code puts descriptions together.
import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { checkout, demandBuild, readManifest } from './support/checkout.mts';
import { checkCredential, checkNode } from './support/descriptionRules.mts';
import {
	credentialSource,
	nodeSource,
	type DescriptionSource,
} from './support/descriptionSource.mts';
import { scan } from './support/scanner.mts';

/**
 * Findings that are meant to be, as `path: rule`, with the reason. A rule is an id of n8n's lint rules or the
 * beginning of a message of the rules here.
 */
const EXCEPTIONS = new Map([
	[
		'afas/resource: node-param-options-type-unsorted-items',
		'What most users come for stands first; n8n lists the actions in this order too',
	],
	[
		'afas/operation/getVersion: node-param-operation-option-action-miscased',
		'Profit is how AFAS writes it',
	],
	[
		'afas/operation/getMany: node-param-operation-option-action-miscased',
		'GetConnector is how AFAS writes it',
	],
	[
		'afas/operation/lookup: node-param-operation-option-action-miscased',
		'GetConnector is how AFAS writes it',
	],
	[
		'afas/operation/importGetConnector: node-param-operation-option-action-miscased',
		'GetConnector is how AFAS writes it',
	],
	[
		'afas/operation/getFields: node-param-operation-option-action-miscased',
		'GetConnector is how AFAS writes it',
	],
	[
		'afas/filterGroups/group/conditions/condition/operator: node-param-options-type-unsorted-items',
		'The order in which AFAS numbers and lists its operators',
	],
	[
		'afasTrigger/filterGroups/group/conditions/condition/operator: node-param-options-type-unsorted-items',
		'The order in which AFAS numbers and lists its operators',
	],
]);

interface Codex {
	node: string;
	/** Words under which the node panel finds the node. */
	alias: string[];
}

/** What users of AFAS type who do not think of its name. */
const SEARCHED_WORDS = ['AFAS', 'Profit', 'ERP', 'HRM', 'payroll', 'accounting'];

function load<Type>(file: string): { className: string; made: Type } {
	const [className] = basename(file).split('.');
	const module = createRequire(__filename)(join(checkout, file)) as Record<string, new () => Type>;
	return { className, made: new module[className]() };
}

/** The findings of n8n's lint rules for descriptions, as `path: rule: message`, per text. */
async function lint(
	texts: Array<{ filePath: string; source: DescriptionSource }>,
): Promise<string[][]> {
	const sources = texts.map(({ filePath, source }) => ({ filePath, code: source.code }));
	const results = await scan({ sources });
	return results.sources.map((findings, index) =>
		findings
			// The other rules are about whole files and are applied to the real source.
			.filter(({ ruleId }) => ruleId === null || ruleId.startsWith('n8n-nodes-base/'))
			.map(
				({ ruleId, line, message }) =>
					`${texts[index].source.pathAt(line)}: ${ruleId?.split('/')[1]}: ${message}`,
			),
	);
}

const sample = (properties: INodeProperties[]): INodeType =>
	({
		description: {
			displayName: 'Sample',
			name: 'sample',
			icon: { light: 'file:sample.svg', dark: 'file:sample.dark.svg' },
			group: ['transform'],
			version: 1,
			subtitle: '={{ $parameter["operation"] }}',
			description: 'Shows the rules',
			defaults: { name: 'Sample' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [
				{
					displayName: 'Operation',
					name: 'operation',
					type: 'options',
					noDataExpression: true,
					options: [
						{
							name: 'Get Many',
							value: 'getMany',
							action: 'Get many rows',
							description: 'Get rows',
						},
						{
							name: 'Delete',
							value: 'delete',
							action: 'Delete row',
							description: 'Remove one row',
						},
					],
					default: 'getMany',
				},
				...properties,
			],
		},
		methods: { listSearch: { searchRows: async () => ({ results: [] }) } },
	}) as unknown as INodeType;

const text: INodeProperties = { displayName: 'Text', name: 'text', type: 'string', default: '' };
const choice: INodeProperties = {
	displayName: 'Choice',
	name: 'choice',
	type: 'options',
	options: [
		{ name: 'One', value: 'one' },
		{ name: 'Two', value: 'two' },
	],
	default: 'one',
};
const operation = (option: object): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { text: ['x'] } },
	options: [
		{ name: 'Get', value: 'get', action: 'Get row', description: 'Find one row', ...option },
	],
	default: 'get',
});

describe('the rules themselves', () => {
	it('accept what is right', () => {
		const right: INodeProperties[] = [
			{ ...text, description: 'Text as AFAS shows it, e.g. a name', placeholder: 'e.g. 0012' },
			{ ...choice, description: 'One thing. Another thing.' },
			{
				displayName: 'Row',
				name: 'row',
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						typeOptions: { searchListMethod: 'searchRows' },
					},
					{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 12' },
				],
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				displayOptions: { show: { operation: ['getMany'], choice: ['one'] } },
				options: [{ ...text, displayOptions: { show: { '/choice': ['two'] } } }],
			},
		];
		expect(checkNode(sample(right))).toEqual([]);
	});

	it.each<[string, INodeProperties[]]>([
		['not in Title Case', [{ ...text, displayName: 'Some text' }]],
		['not in Title Case', [{ ...choice, options: [{ name: 'the one', value: 'one' }] }]],
		['not in camelCase', [{ ...text, name: 'some_text' }]],
		['has no default', [{ displayName: 'Text', name: 'text', type: 'string' } as INodeProperties]],
		['does not fit the type', [{ ...text, default: 5 }]],
		['does not fit the type', [{ ...choice, default: 'three' }]],
		['does not fit the type', [{ ...choice, type: 'multiOptions', default: ['three'] }]],
		['does not fit the type', [{ ...text, type: 'collection', default: '', options: [] }]],
		[
			'start with "Whether"',
			[{ ...text, type: 'boolean', default: false, description: 'If it is so' }],
		],
		['one sentence with a full stop', [{ ...text, description: 'Only one.' }]],
		['several sentences without', [{ ...text, description: 'One. Two' }]],
		['several sentences without', [{ ...text, hint: 'One. Two. Three' }]],
		['placeholder does not start', [{ ...text, placeholder: '0012' }]],
		[
			'button text does not start',
			[{ ...text, type: 'collection', default: {}, options: [], placeholder: 'More' }],
		],
		[
			'Limit is not',
			[
				{
					displayName: 'Limit',
					name: 'limit',
					type: 'number',
					default: 50,
					typeOptions: { minValue: 1 },
				},
			],
		],
		[
			'Return All is not',
			[
				{
					displayName: 'Return All',
					name: 'returnAll',
					type: 'boolean',
					default: false,
					description: 'Whether to return all',
				},
			],
		],
		['operation has no action', [operation({ action: undefined })]],
		['has an article', [operation({ action: 'Get the row' })]],
		['has a capital in', [operation({ action: 'Get Row' })]],
		['operation has no description', [operation({ description: undefined })]],
		['no more than the name or the action', [operation({ description: 'Get row' })]],
		['noDataExpression is missing', [{ ...operation({}), noDataExpression: undefined }]],
		['says no more than the name', [{ ...text, description: 'The text' }]],
		['tells nothing', [{ ...text, description: 'Operation to perform' }]],
		['has an emoji', [{ ...text, description: 'Great 🚀 text' }]],
		['says "problem" instead', [{ ...text, description: 'Shown when there is a problem' }]],
		['says "Errors" instead', [{ ...text, hint: 'Errors come here' }]],
		['shows no <br> in', [{ ...text, type: 'notice', displayName: 'One.<br>Two.' }]],
		['are not called "Trigger On"', [{ ...choice, name: 'event' }]],
		[
			'is called both "Text" and "Words"',
			['Text', 'Words'].map((displayName, index) => ({
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				displayOptions: { show: { operation: [['getMany', 'delete'][index]] } },
				options: [{ ...text, displayName }],
			})),
		],
		['is not in upper case', [{ ...text, description: 'The id of the row' }]],
		['is not in upper case', [{ ...text, displayName: 'Row Json' }]],
		['unknown parameter "nothing"', [{ ...text, displayOptions: { show: { nothing: [1] } } }]],
		['unknown value "update"', [{ ...text, displayOptions: { show: { operation: ['update'] } } }]],
		[
			'is never shown',
			[
				{ ...choice, displayOptions: { show: { operation: ['delete'] } } },
				{ ...text, displayOptions: { show: { operation: ['getMany'], choice: ['one'] } } },
			],
		],
		['says nothing', [{ ...text, required: false }]],
		[
			'required inside a collection',
			[{ ...text, type: 'collection', default: {}, options: [{ ...text, required: true }] }],
		],
		[
			'is not unique',
			[{ ...choice, options: [...choice.options!, { name: 'One', value: '1' }] as never }],
		],
		['appears twice', [text, { ...text, type: 'number', default: 0 }]],
		[
			'no loadOptions method "getNothing"',
			[{ ...choice, default: '', typeOptions: { loadOptionsMethod: 'getNothing' } }],
		],
		[
			'loadOptionsDependsOn names',
			[{ ...text, typeOptions: { loadOptionsDependsOn: ['nothing.value'] } }],
		],
		[
			'not in Title Case',
			[
				{
					...text,
					type: 'fixedCollection',
					default: {},
					options: [
						{ displayName: 'Group', name: 'group', values: [{ ...text, displayName: 'a b' }] },
					],
				},
			],
		],
	])('report what %s', (expected, properties) => {
		expect(checkNode(sample(properties)).join('\n')).toContain(expected);
	});

	it('report a secret in clear', () => {
		const credential = {
			name: 'sampleApi',
			displayName: 'Sample API',
			documentationUrl: 'https://example.com',
			icon: 'file:sample.svg',
			properties: [
				{ ...text, displayName: 'Secret', name: 'clientSecret' },
				{ ...text, type: 'hidden', name: 'session', typeOptions: { expirable: true } },
			],
		} as ICredentialType;
		expect(checkCredential(credential)).toEqual([
			'sampleApi/clientSecret: is shown in clear: typeOptions.password is missing',
			'sampleApi/session: is shown in clear: typeOptions.password is missing',
		]);
	});
});

describe('the package', () => {
	const { name: packageName, n8n } = readManifest();
	const files = [...n8n.nodes, ...n8n.credentials];
	const findings = new Map<string, string[]>();
	let sampleFindings: string[];

	beforeAll(async () => {
		demandBuild();
		const texts = n8n.nodes.map((file) => {
			const { className, made } = load<INodeType>(file);
			findings.set(file, checkNode(made));
			const source = nodeSource(className, made.description);
			return { filePath: `nodes/Afas/${className}.node.ts`, source };
		});
		for (const file of n8n.credentials) {
			const { className, made } = load<ICredentialType>(file);
			findings.set(file, checkCredential(made));
			const source = credentialSource(className, made);
			texts.push({ filePath: `credentials/${className}.credentials.ts`, source });
		}
		const wrong = sample([{ ...text, displayName: 'Some text' }]);
		const source = nodeSource('Sample', wrong.description);
		texts.push({ filePath: 'nodes/Sample/Sample.node.ts', source });
		const linted = await lint(texts);
		files.forEach((file, index) => findings.get(file)?.push(...linted[index]));
		sampleFindings = linted.at(-1) ?? [];
	}, 300_000);

	it.each(files)('follows the rules in %s', (file) => {
		const isException = (finding: string) =>
			[...EXCEPTIONS.keys()].some((key) => finding.startsWith(key));
		expect(findings.get(file)?.filter((finding) => !isException(finding))).toEqual([]);
	});

	it.each(files)('has no regular expression for n8n to run for every call in %s', (file) => {
		const { made } = load<INodeType | ICredentialType>(file);
		const { properties } = 'description' in made ? made.description : made;
		const conditions = properties.map(({ displayOptions }) => displayOptions);
		expect(JSON.stringify(conditions)).not.toContain('"regex"');
	});

	it('needs its exceptions', () => {
		const all = [...findings.values()].flat();
		const needless = [...EXCEPTIONS.keys()].filter(
			(key) => !all.some((finding) => finding.startsWith(key)),
		);
		expect(needless).toEqual([]);
	});

	it("is read by n8n's lint rules as evaluated, with the place of each finding", () => {
		expect(sampleFindings).toEqual([
			expect.stringContaining('sample/text: node-param-display-name-miscased'),
		]);
	});

	it.each(n8n.nodes)('has a codex for %s', (file) => {
		const codex = createRequire(__filename)(join(checkout, `${file}on`)) as Codex;
		const { made } = load<INodeType>(file);
		expect(codex.node).toBe(`${packageName}.${made.description.name}`);
		expect(codex.alias).toEqual(expect.arrayContaining(SEARCHED_WORDS));
	});
});
