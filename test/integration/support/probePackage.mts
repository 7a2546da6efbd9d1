// A tiny community package, written into a temporary folder: shows what the harness does apart from the real nodes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const credential = `
class ProbeApi {
	name = 'probeApi';
	displayName = 'Probe API';
	properties = [
		{ displayName: 'Session', name: 'session', type: 'hidden', typeOptions: { expirable: true }, default: '' },
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{ displayName: 'Method', name: 'method', type: 'options', default: 'plain', options: [
			{ name: 'Plain', value: 'plain' }, { name: 'Signed', value: 'signed' } ] },
		{ displayName: 'Secret', name: 'secret', type: 'string', default: 'by default',
			displayOptions: { show: { method: ['signed'] } } },
	];
	async preAuthentication(credentials) {
		const { session } = await this.helpers.httpRequest({ method: 'POST', url: credentials.baseUrl + '/login', json: true });
		return { session };
	}
	authenticate = async (credentials, options) => {
		options.headers = { ...options.headers, session: credentials.session, secret: String(credentials.secret) };
		return options;
	};
	test = {
		request: { baseURL: '={{ $credentials.baseUrl }}', url: '/rows' },
		rules: [{ type: 'responseCode', properties: { value: 403, message: 'Not from this address.' } }],
	};
}
module.exports = { ProbeApi };
`;

const node = `
const { NodeConnectionTypes, NodeApiError } = require('n8n-workflow');
class Probe {
	description = {
		displayName: 'Probe', name: 'probe', group: ['transform'], version: 1, description: 'Probe',
		defaults: { name: 'Probe' }, inputs: [NodeConnectionTypes.Main], outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'probeApi', required: true }],
		properties: [
			{ displayName: 'Path', name: 'path', type: 'string', default: '/rows' },
			{ displayName: 'Spoil', name: 'spoil', type: 'boolean', default: false },
		],
	};
	methods = {
		listSearch: { async rows(filter) {
			const found = await this.helpers.httpRequestWithAuthentication.call(this, 'probeApi',
				{ url: (await this.getCredentials('probeApi')).baseUrl + this.getCurrentNodeParameter('path') });
			return { results: found.filter((row) => row.name.includes(filter ?? '')).map(({ name }) => ({ name, value: name })) };
		} },
		loadOptions: { async paths() { return [{ name: this.getCurrentNodeParameter('path'), value: 1 }]; } },
		resourceMapping: { async columns() { return { fields: [{ id: 'a' }, { id: 'a' }, { id: 'b' }] }; } },
	};
	async execute() {
		const out = [];
		const { baseUrl } = await this.getCredentials('probeApi');
		for (const [index, item] of this.getInputData().entries()) {
			try {
				const path = this.getNodeParameter('path', index);
				const body = await this.helpers.httpRequestWithAuthentication.call(this, 'probeApi', { url: baseUrl + path });
				if (this.getNodeParameter('spoil', index)) item.json.spoilt = true;
				const binary = { data: await this.helpers.prepareBinaryData(Buffer.from(JSON.stringify(body)), 'rows.json') };
				out.push({ json: { path, body }, binary, pairedItem: index });
			} catch (error) {
				if (!this.continueOnFail()) throw error;
				out.push({ json: { error: error.message, isApiError: error instanceof NodeApiError }, pairedItem: index });
			}
		}
		this.addExecutionHints({ message: 'Probed', location: 'outputPane' });
		return [out];
	}
}
module.exports = { Probe };
`;

const trigger = `
const { NodeConnectionTypes } = require('n8n-workflow');
class ProbeTrigger {
	description = {
		displayName: 'Probe Trigger', name: 'probeTrigger', group: ['trigger'], version: 1, description: 'Probe',
		polling: true, defaults: { name: 'Probe Trigger' }, inputs: [], outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Fail', name: 'fail', type: 'boolean', default: false }],
	};
	async poll() {
		const data = this.getWorkflowStaticData('node');
		data.polls = (data.polls ?? 0) + 1;
		if (this.getNodeParameter('fail')) throw new Error('The source is away');
		if (data.polls === 1 && this.getMode() !== 'manual') return null;
		return [[{ json: { polls: data.polls, budget: this.getPollBudgetMs() } }]];
	}
}
module.exports = { ProbeTrigger };
`;

/** Writes the package and gives its folder. */
export function writeProbePackage(): { folder: string; remove: () => void } {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-probe-'));
	mkdirSync(join(folder, 'dist'));
	const manifest = {
		name: 'n8n-nodes-probe',
		version: '1.0.0',
		n8n: {
			n8nNodesApiVersion: 1,
			credentials: ['dist/ProbeApi.credentials.js'],
			nodes: ['dist/Probe.node.js', 'dist/ProbeTrigger.node.js'],
		},
	};
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	writeFileSync(join(folder, 'dist/ProbeApi.credentials.js'), credential);
	writeFileSync(join(folder, 'dist/Probe.node.js'), node);
	writeFileSync(join(folder, 'dist/ProbeTrigger.node.js'), trigger);
	return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
