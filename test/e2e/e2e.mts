// `npm run e2e [words of a title]`: checks the packed package in a real n8n against the simulator.
import { CHECK_FILES } from './checks/index.mts';
import { CURRENT_N8N } from './host/versions.mts';
import { runE2e } from './runE2e.mts';

runE2e(CURRENT_N8N, CHECK_FILES);
