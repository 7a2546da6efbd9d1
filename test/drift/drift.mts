// `npm run drift -- FOLDER`: compares AFAS's OpenAPI files with the UpdateConnectors that the simulator knows.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { updateConnectors } from '../simulator/write/connectors/index.mts';
import { readOpenApi } from '../unit/conformance/openApi.mts';
import { differences } from './differences.mts';

function main(): number {
	const [folder] = process.argv.slice(2);
	if (folder === undefined || !existsSync(folder)) {
		console.error('Name the folder that holds the OpenAPI files of AFAS: npm run drift -- FOLDER');
		return 1;
	}
	const lines = differences(readOpenApi(resolve(folder)), updateConnectors());
	for (const line of lines) console.log(line);
	return 0;
}

process.exit(main());
