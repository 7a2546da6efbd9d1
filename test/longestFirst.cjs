// The order of the test files: the longest first, so that none runs alone at the end. Jest knows how long they take only where it
// has run them before; elsewhere it goes by their size, and the longest is a small file.
const { default: Sequencer } = require('@jest/test-sequencer');

const LONGEST = ['faults', 'expressions', 'fuzz', 'downloads', 'customers', 'changeReader'].map(
	(name) => new RegExp(`/${name}\\.test\\.m?ts$`),
);

module.exports = class extends Sequencer {
	async sort(tests) {
		const rank = ({ path }) => {
			const at = LONGEST.findIndex((name) => name.test(path));
			return at < 0 ? LONGEST.length : at;
		};
		return (await super.sort(tests)).sort((one, other) => rank(one) - rank(other));
	}
};
