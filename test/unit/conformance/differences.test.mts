import { differences } from '../../drift/differences.mts';
import { field, updateObject, type UpdateConnector } from '../../simulator/write/definition.mts';
import type { OpenApi, Schema } from './openApi.mts';

const wrapper = (fields: Record<string, Schema>, objects: Record<string, Schema> = {}): Schema => ({
	properties: {
		Element: {
			properties: {
				Fields: { properties: fields },
				Objects: { items: { properties: objects } },
			},
		},
	},
});

function openApi(bodies: Record<string, Schema>): OpenApi {
	return {
		writes: Object.entries(bodies).map(([connector, schema]) => ({
			name: `post /connectors/${connector}`,
			method: 'post',
			connector,
			schema: { properties: { [connector]: schema } },
			examples: [],
			deleteKeys: [],
		})),
		deletePaths: [],
		resolve: (schema) => schema,
	};
}

const known: UpdateConnector[] = [
	{
		id: 'KnThing',
		description: { nl: 'Ding', en: 'Thing' },
		methods: ['POST'],
		root: updateObject(
			'KnThing',
			[
				field('Nm', 'string', 'Naam', 'Name'),
				field('Tp', 'string', 'Type', 'Type', { values: { '1': 'Een', '2': 'Twee' } }),
			],
			{ objects: [updateObject('KnPart', [field('Nm', 'string', 'Naam', 'Name')])] },
		),
	},
];

describe('what AFAS describes and the simulator does not', () => {
	it('is nothing where both say the same', () => {
		const same = wrapper(
			{ Nm: { type: 'string' }, Tp: { type: 'string', enum: ['1', '2'] } },
			{ KnPart: wrapper({ Nm: { type: 'string' } }) },
		);
		expect(differences(openApi({ KnThing: same }), known)).toEqual([]);
	});

	it('names new connectors, sub-objects, fields and values, on both sides', () => {
		const newer = wrapper(
			{ Nm: { type: 'string' }, Tp: { type: 'string', enum: ['2', '3'] }, Co: { type: 'string' } },
			{ KnPart: wrapper({ Nr: { type: 'integer' } }), KnMore: wrapper({}) },
		);
		expect(differences(openApi({ KnThing: newer, KnOther: wrapper({}) }), known)).toEqual([
			'AFAS: 1 connectors that the simulator lacks: KnOther',
			'KnThing: 1 fields that the simulator lacks: Co',
			'KnThing: 1 sub-objects that the simulator lacks: KnMore',
			'KnThing.Tp: 1 values that the simulator lacks: 3',
			'KnThing.Tp: 1 values that these files do not list: 1',
			'KnThing.KnPart: 1 fields that the simulator lacks: Nr',
			'KnThing.KnPart: 1 fields that these files do not describe: Nm',
		]);
		expect(differences(openApi({}), known)).toEqual([
			'Simulator: 1 connectors that these files do not describe: KnThing',
		]);
	});
});
