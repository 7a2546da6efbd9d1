// `node test/run.mjs test/e2e/install.mts`: brings the n8n for demo and e2e, if it is not there yet.
import { installN8n } from './host/install.mts';
import { startProgress } from './host/progress.mts';

const progress = startProgress();
installN8n(progress).then(
	({ version, folder }) => {
		progress.note(`n8n ${version} is ready in ${folder}`);
		process.exit(0);
	},
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
