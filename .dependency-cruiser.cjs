// The rooms of the house and the order in which they stand (docs/afas.md, CONTRIBUTING: the map).
// An import points from a room to one below it. `npx depcruise nodes credentials` lists what does not.

const AFAS = '^nodes/Afas';
const profit = (...rooms) => `${AFAS}/profit/(${rooms.join('|')})/`;

// Floors of profit/, the lowest first. A room uses rooms of its own floor and of the floors below.
const FLOORS = [
	['errors', 'values', 'xml', 'files'],
	['answers', 'metainfo', 'credential', 'rows', 'query', 'records'],
	['paging', 'rest', 'soap', 'changes', 'webhook', 'remote'],
];

// The rooms around profit/, each with the rooms that it may use.
const ROOMS = {
	profit: ['profit'],
	transport: ['transport', 'profit'],
	n8n: ['n8n', 'profit'],
	parameters: ['parameters', 'n8n', 'profit'],
	methods: ['methods', 'parameters', 'n8n', 'transport', 'profit'],
	actions: ['actions', 'parameters', 'n8n', 'transport', 'profit'],
	triggers: ['triggers', 'parameters', 'n8n', 'transport', 'profit'],
};

module.exports = {
	forbidden: [
		{ name: 'no circle', severity: 'error', from: {}, to: { circular: true } },
		{
			name: 'no circle of rooms',
			severity: 'error',
			scope: 'folder',
			from: {},
			to: { circular: true },
		},
		...FLOORS.slice(0, -1).map((floor, index) => ({
			name: `nothing above is used by ${floor.join(', ')}`,
			severity: 'error',
			from: { path: profit(...floor) },
			to: { path: profit(...FLOORS.slice(index + 1).flat()) },
		})),
		{
			name: 'every room of profit has a floor',
			severity: 'error',
			from: { path: `${AFAS}/profit/`, pathNot: profit(...FLOORS.flat()) },
			to: {},
		},
		{
			name: 'profit knows neither n8n nor input and output',
			severity: 'error',
			from: { path: `${AFAS}/profit/` },
			to: { path: 'n8n-workflow|n8n-core' },
		},
		...Object.entries(ROOMS).map(([room, uses]) => ({
			name: `${room} uses only ${uses.join(', ')}`,
			severity: 'error',
			from: { path: `${AFAS}/${room}/` },
			to: { path: `${AFAS}/`, pathNot: `${AFAS}/(${uses.join('|')})/` },
		})),
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
	},
};
