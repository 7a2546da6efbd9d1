import { parseArgs } from 'node:util';
import { startSimulator } from './simulator.mts';

/** Starts a Profit environment to try the nodes on: `node test/run.mjs test/simulator/main.mts --port 5050`. */
const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '5050' },
		seed: { type: 'string', default: '1' },
		'big-rows': { type: 'string', default: '200000' },
		delay: { type: 'string', default: '0' },
	},
});

const simulator = await startSimulator({
	port: Number(values.port),
	seed: Number(values.seed),
	bigRows: Number(values['big-rows']),
	settings: { delayMs: Number(values.delay) },
	oauth: { clients: [{ clientId: 'n8n', secret: 'a client secret' }] },
});

process.stdout.write(
	[
		'A Profit environment is running. Paste into the AFAS Profit API credential in n8n:',
		`  Tenant          ${simulator.tenant}`,
		'  Environment     Custom',
		`  REST URL        ${simulator.restUrl}`,
		`  SOAP URL        ${simulator.soapUrl}`,
		`  Integration ID  ${simulator.integrationId}`,
		`  Token           ${simulator.token}`,
		...simulator.oauth.settings.clients.map(
			({ clientId, secret }) => `  or OAuth        Client ID ${clientId}, Client Secret ${secret}`,
		),
		`GetConnectors: ${simulator.environment.getConnectors.map(({ id }) => id).join(', ')}`,
		`UpdateConnectors: ${simulator.environment.updateConnectors.map(({ id }) => id).join(', ')}`,
		'Stop with Ctrl+C.',
		'',
	].join('\n'),
);

process.on('SIGINT', () => void simulator.close().then(() => process.exit(0)));
process.on('SIGTERM', () => void simulator.close().then(() => process.exit(0)));
