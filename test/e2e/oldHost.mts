// `npm run e2e:old [words of a title]`: checks the packed package in the last n8n of major version 1.
import { CHECK_FILES } from './checks/index.mts';
import { OLD_N8N } from './host/versions.mts';
import { runE2e } from './runE2e.mts';

runE2e(OLD_N8N, CHECK_FILES);
