// What n8n's AI builder is told about parameters and operations.
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { checkout, demandBuild, readManifest } from './support/checkout.mts';

type Described = INodeProperties | INodePropertyOptions | INodePropertyCollection;

interface Found {
	name: string;
	hint: string;
	/** The values that can be chosen there. */
	values: string[];
}

function valuesOf(part: Described): string[] {
	const { options = [], modes = [] } = part as INodeProperties;
	const chosen = options.flatMap((option) => ('value' in option ? [String(option.value)] : []));
	return [...chosen, ...modes.map(({ name }) => name)];
}

/** All hints in some properties, at every depth. */
function hintsIn(parts: readonly Described[]): Found[] {
	return parts.flatMap((part) => {
		const inner = 'values' in part ? part.values : ((part as INodeProperties).options ?? []);
		const own = part.builderHint
			? [
					{
						name: 'value' in part ? String(part.value) : part.name,
						hint: part.builderHint.propertyHint,
						values: valuesOf(part),
					},
				]
			: [];
		return [...own, ...hintsIn(inner)];
	});
}

describe('what the AI builder is told', () => {
	let found: Found[];

	beforeAll(() => {
		demandBuild();
		found = readManifest().n8n.nodes.flatMap((file) => {
			const module = createRequire(__filename)(join(checkout, file)) as Record<
				string,
				new () => INodeType
			>;
			return hintsIn(new module[basename(file).split('.')[0]]().description.properties);
		});
	});

	it('is there where a parameter needs knowledge of AFAS', () => {
		const names = new Set(found.map(({ name }) => name));
		const needed = ['connector', 'filterGroups', 'keyFields', 'lookupMatch', 'dataMode', 'record'];
		const operations = ['create', 'upsert', 'lookup', 'getFields'];
		expect([...needed, 'detection', ...operations].filter((name) => !names.has(name))).toEqual([]);
	});

	it('is short, and whole sentences', () => {
		const wrong = found.filter(({ hint }) => hint.length > 350 || !/^['A-Z].*\.$/.test(hint));
		expect(wrong).toEqual([]);
	});

	it('names only values that can be chosen', () => {
		const wrong = found.flatMap(({ name, hint, values }) =>
			[...hint.matchAll(/(?<!\w)'(\w+)'/g)]
				.filter(([, value]) => !values.includes(value))
				.map(([, value]) => `${name}: ${value}`),
		);
		expect(wrong).toEqual([]);
	});
});
