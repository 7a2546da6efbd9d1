import { Workflow, type INode, type INodeType, type INodeTypes } from 'n8n-workflow';
import { Afas } from '../../../nodes/Afas/Afas.node';
import { resources } from '../../../nodes/Afas/actions/menu/resources';
import { AfasTrigger } from '../../../nodes/Afas/AfasTrigger.node';
import { AfasWebhookTrigger } from '../../../nodes/Afas/AfasWebhookTrigger.node';

/** The line under a node on the canvas, evaluated as the editor does. */
function subtitleOf(type: INodeType, parameters: INode['parameters']): unknown {
	const node: INode = {
		id: 'one',
		name: 'One',
		type: 'one',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const nodeTypes: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const { subtitle } = type.description;
	return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
}

const connector = (value: string, mode = 'id') => ({
	connector: { __rl: true, mode, value, cachedResultName: 'Sim_Debtors (Debiteuren)' },
});
const getMany = { resource: 'getConnector', operation: 'getMany' };
const record = { resource: 'updateConnector', operation: 'upsert' };

describe('the subtitle', () => {
	const node = new Afas();

	it.each([
		[
			'a choice from the list',
			{ ...getMany, ...connector('Sim_Debtors', 'list') },
			'Get Many: Sim_Debtors',
		],
		['an ID', { ...record, ...connector('FbSales') }, 'Create or Update: FbSales'],
		['an expression', { ...getMany, ...connector('={{ "Sim_" + "X" }}') }, 'Get Many: Sim_X'],
		[
			'an expression on an item',
			{ ...getMany, ...connector('={{ $json.id }}') },
			'Get Many: GetConnector',
		],
		[
			'nothing chosen',
			{ ...record, ...connector('', 'list') },
			'Create or Update: UpdateConnector',
		],
		[
			'a BI model',
			{ resource: 'biModel', operation: 'getMany', model: 'Budget' },
			'Get Many: Budget',
		],
		[
			'another resource',
			{ resource: 'environment', operation: 'getVersion' },
			'Get Version: Environment',
		],
		[
			"n8n's own operation",
			{ ...getMany, operation: '__CUSTOM_API_CALL__' },
			'Custom API Call: GetConnector',
		],
	])('shows %s in words', (_, parameters, expected) => {
		expect(subtitleOf(node, parameters)).toBe(expected);
	});

	it('has one name for an operation, whatever the resource', () => {
		const names = new Map(
			resources.flatMap(({ operations }) => operations).map(({ value, name }) => [value, name]),
		);
		for (const { operations } of resources) {
			for (const { value, name } of operations) expect(names.get(value)).toBe(name);
		}
	});

	it('of the triggers names the events as the user chose them', () => {
		const change = { event: 'createdOrUpdated', ...connector('Sim_Debtors') };
		expect(subtitleOf(new AfasTrigger(), change)).toBe('Row Created or Updated: Sim_Debtors');
		const events = { events: ['subject.created', 'workflow.task.entered'] };
		expect(subtitleOf(new AfasWebhookTrigger(), events)).toBe(
			'Dossier Item Created, Workflow Task Entered',
		);
		expect(subtitleOf(new AfasWebhookTrigger(), { events: '={{ $json.events }}' })).toBe('');
	});
});
