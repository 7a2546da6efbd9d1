// `npm run demo`: an example runs in n8n's own engine against a simulated Profit. With --open, in a whole n8n with its editor.
import { startProgress } from '../e2e/host/progress.mts';
import { keepOpen } from './inEditor.mts';
import { runInEngine } from './inEngine.mts';

const EXAMPLE = 'read-getconnector-rows.json';

async function main(): Promise<void> {
	const progress = startProgress();
	await runInEngine(progress, EXAMPLE);
	if (process.argv.includes('--open')) await keepOpen(progress, EXAMPLE);
	else console.log('\nTo see it in the editor of n8n: npm run demo -- --open');
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		console.error(`\nThe demo did not succeed: ${error.message}`);
		process.exit(1);
	},
);
