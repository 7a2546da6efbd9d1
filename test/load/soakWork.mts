import type { IDataObject } from 'n8n-workflow';
import type { N8n, NodeResult, StoredCredential } from '../integration/support/n8n.mts';
import { byId } from '../integration/support/profit.mts';

/** Where the executions of a soak run. */
export interface SoakStage {
	n8n: N8n;
	token: StoredCredential;
	oauth: StoredCredential;
}

/** A kind of execution, by its number. */
interface SoakWork {
	name: string;
	credential: 'token' | 'oauth';
	parameters(number: number): IDataObject;
	items?: IDataObject[];
	continueOnFail?: boolean;
	/** Whether the execution ended as it must. */
	isRight(result: NodeResult): boolean;
}

const ROWS = 20;

const reading = (connector: string, more: IDataObject = {}): IDataObject => ({
	resource: 'getConnector',
	operation: 'getMany',
	connector: byId(connector),
	limit: ROWS,
	...more,
});
const ordering = (operation: 'create' | 'upsert', debtor: string, reference: string) => ({
	resource: 'updateConnector',
	operation,
	connector: byId('FbSales'),
	dataMode: 'record',
	record: JSON.stringify({ DbId: debtor, RfCs: reference }),
});

const hasRows = ({ items, error }: NodeResult) => !error && items[0]?.length === ROWS;
const isWritten = ({ items, error }: NodeResult) =>
	!error && items[0]?.length === 1 && typeof items[0][0].json.action === 'string';

/** References that upserts share, so that most of them find an order. */
const UPSERTED = 50;

const WORKS: SoakWork[] = [
	{
		name: 'Get Many',
		credential: 'token',
		parameters: () => reading('Sim_Debtors', { keyFields: ['DebtorId'] }),
		isRight: hasRows,
	},
	{
		name: 'Get Many with an OAuth credential',
		credential: 'oauth',
		parameters: () => reading('Sim_Subjects'),
		isRight: hasRows,
	},
	{
		name: 'Get Many over SOAP',
		credential: 'token',
		parameters: () => reading('Sim_Articles', { protocol: 'soap' }),
		isRight: hasRows,
	},
	{
		name: 'Create',
		credential: 'token',
		parameters: (number) => ordering('create', '000010', `created ${number}`),
		isRight: isWritten,
	},
	{
		name: 'a Create that AFAS refuses, with Continue On Fail',
		credential: 'token',
		parameters: (number) => ordering('create', 'nobody', `refused ${number}`),
		continueOnFail: true,
		isRight: ({ items, error }) => !error && items[0]?.[0].json.error !== undefined,
	},
	{
		name: 'an unknown connector, which fails the execution',
		credential: 'token',
		parameters: () => reading('Nothing'),
		isRight: ({ error }) => error !== undefined,
	},
	{
		name: 'Create or Update',
		credential: 'oauth',
		parameters: (number) => ({
			...ordering('upsert', '000010', `upserted ${number % UPSERTED}`),
			lookupConnector: byId('Sim_SalesOrders'),
			lookupMatch: {
				field: [{ field: 'CustomerReference', value: `upserted ${number % UPSERTED}` }],
			},
			lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
		}),
		isRight: isWritten,
	},
];

/**
 * Runs one execution; which kind depends on its number.
 * @returns what went otherwise than it must; undefined when nothing did
 */
export async function soak(stage: SoakStage, number: number): Promise<string | undefined> {
	const { name, credential, parameters, continueOnFail, isRight } = WORKS[number % WORKS.length];
	const result = await stage.n8n.runNode({
		credential: stage[credential],
		parameters: parameters(Math.floor(number / WORKS.length)),
		continueOnFail,
	});
	if (isRight(result)) return undefined;
	return `execution ${number}, ${name}: ${result.error?.message ?? JSON.stringify(result.items).slice(0, 200)}`;
}
