// The rooms of the house and the order in which they stand (CONTRIBUTING: the map).
// An import points from a room to one below it. `npx depcruise nodes credentials` lists what does not.

const AFAS = '^nodes/Afas';
const room = (...names) => `${AFAS}/(${names.join('|')})/`;
const profit = (...names) => `${AFAS}/profit/(${names.join('|')})/`;

// Floors of profit/, the lowest first. A room uses rooms of its own floor and of the floors below.
const FLOORS = [
	['errors', 'values', 'xml', 'files'],
	['answers', 'metainfo', 'credential', 'rows', 'query', 'records'],
	['paging', 'rest', 'soap', 'changes', 'comparison', 'webhook', 'setup', 'remote', 'lookups'],
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

const rules = [
	{ name: 'no circle', from: {}, to: { circular: true } },
	{ name: 'no circle of rooms', scope: 'folder', from: {}, to: { circular: true } },
	{
		name: 'every room has its place',
		from: { path: `${AFAS}/[^/]+/`, pathNot: room(...Object.keys(ROOMS)) },
		to: {},
	},
	{
		name: 'every room of profit has a floor',
		from: { path: `${AFAS}/profit/`, pathNot: profit(...FLOORS.flat()) },
		to: {},
	},
	// A room that uses nothing shows only where it is used.
	{
		name: 'only rooms that have a place are used',
		from: {},
		to: { path: `${AFAS}/[^/]+/`, pathNot: room(...Object.keys(ROOMS)) },
	},
	{
		name: 'only rooms of profit that have a floor are used',
		from: {},
		to: { path: `${AFAS}/profit/`, pathNot: profit(...FLOORS.flat()) },
	},
	...FLOORS.slice(0, -1).map((floor, index) => ({
		name: `nothing above is used by ${floor.join(', ')}`,
		from: { path: profit(...floor) },
		to: { path: profit(...FLOORS.slice(index + 1).flat()) },
	})),
	{
		name: 'profit knows neither n8n nor input and output',
		from: { path: room('profit') },
		to: { path: 'n8n-workflow|n8n-core' },
	},
	...Object.entries(ROOMS).map(([name, uses]) => ({
		name: `${name} uses only ${uses.join(', ')}`,
		from: { path: room(name) },
		to: { path: `${AFAS}/`, pathNot: room(...uses) },
	})),
	{
		name: 'a resource uses no other resource',
		from: { path: `${AFAS}/actions/([^/]+)/`, pathNot: `${AFAS}/actions/menu/` },
		to: { path: `${AFAS}/actions/[^/]+/`, pathNot: `${AFAS}/actions/$1/` },
	},
	{
		name: 'the credential uses only transport and profit/credential',
		from: { path: '^credentials/' },
		to: { path: `${AFAS}/`, pathNot: `${AFAS}/(transport|profit/credential)/` },
	},
];

module.exports = {
	forbidden: rules.map((rule) => ({ severity: 'error', ...rule })),
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
	},
};
