// `node test/run.mjs test/e2e/install.mts [old]`: brings the n8n for demo and e2e, or the old one, if it is not there yet.
import { installN8n } from './host/install.mts';
import { startProgress } from './host/progress.mts';
import { CURRENT_N8N, OLD_N8N } from './host/versions.mts';

const progress = startProgress();
const wanted = process.argv[2] === 'old' ? OLD_N8N : CURRENT_N8N;
installN8n(progress, wanted).then(
	({ version, folder }) => {
		progress.note(`n8n ${version} is ready in ${folder}`);
		process.exit(0);
	},
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
