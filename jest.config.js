// One project per kind of test: unit runs pure code only, integration starts the simulator and the real n8n-core.
const shared = {
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'json'],
	// One copy of n8n-workflow for the node and for n8n-core, so that `instanceof NodeApiError` holds.
	modulePaths: ['<rootDir>/node_modules'],
	transform: {
		'\\.m?ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
	testPathIgnorePatterns: ['/node_modules/', '/dist/'],
};

module.exports = {
	// Many tests wait, as the node does; jest would leave one core idle.
	maxWorkers: '100%',
	testSequencer: '<rootDir>/test/longestFirst.cjs',
	// Some tests wait as the node does before it tries again; machines may be busy.
	testTimeout: 60_000,
	projects: [
		{ ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.(ts|mts)'] },
		{
			...shared,
			displayName: 'integration',
			testMatch: ['<rootDir>/test/integration/**/*.test.(ts|mts)'],
		},
	],
};
