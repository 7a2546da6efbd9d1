// A small environment to change: a GetConnector of debtors, one of orders, and the UpdateConnector of orders.
import type {
	GetConnectorInfo,
	GetField,
	UpdateConnectorInfo,
	UpdateField,
} from '../../../../nodes/Afas/profit/metainfo/types';
import type { EnvironmentSetup } from '../../../../nodes/Afas/profit/setup/environmentSetup';

export type Language = 'nl' | 'en';

export const LANGUAGES: Language[] = ['nl', 'en'];

export function getField(id: string, label: string, more: Partial<GetField> = {}): GetField {
	return {
		id,
		fieldId: 'U001',
		label,
		dataType: 'string',
		length: 20,
		decimals: 0,
		controlType: 1,
		...more,
	};
}

export function updateField(
	fieldId: string,
	label: string,
	more: Partial<UpdateField> = {},
): UpdateField {
	return {
		fieldId,
		label,
		dataType: 'string',
		primaryKey: false,
		mandatory: false,
		length: 20,
		decimals: 0,
		notZero: false,
		controlType: 1,
		values: null,
		...more,
	};
}

export interface Parts {
	debtors: GetConnectorInfo;
	orders: GetConnectorInfo;
	sales: UpdateConnectorInfo;
	/** More GetConnectors by ID. */
	more: Record<string, GetField[]>;
	info: Record<string, unknown>;
}

/** What the environment is made of, in a language of AFAS, for a test to change. */
export function parts(language: Language): Parts {
	const words = (nl: string, en: string) => (language === 'nl' ? nl : en);
	return {
		debtors: {
			name: 'MyApp_Debtors',
			description: words('Debiteuren', 'Debtors'),
			fields: [
				getField('DebtorId', words('Debiteur', 'Debtor'), { length: 16 }),
				getField('DebtorName', words('Naam', 'Name'), { length: 80 }),
				getField('CreditLimit', words('Kredietlimiet', 'Credit limit'), {
					dataType: 'decimal',
					length: 16,
					decimals: 2,
				}),
				getField('CreateDate', words('Aangemaakt op', 'Created on'), {
					dataType: 'date',
					length: 8,
				}),
			],
		},
		orders: {
			name: 'MyApp_Orders',
			description: words('Verkooporders', 'Sales orders'),
			fields: [
				getField('OrderNumber', words('Ordernummer', 'Order number')),
				getField('DebtorId', words('Debiteur', 'Debtor'), { length: 16 }),
			],
		},
		sales: {
			id: 'FbSales',
			name: 'FbSales',
			description: words('Verkooporder', 'Sales order'),
			fields: [
				updateField('OrNu', words('Nummer', 'Number'), { primaryKey: true, length: 12 }),
				updateField('DbId', words('Verkooprelatie', 'Sales relation'), { mandatory: true }),
				updateField('Prio', words('Prioriteit', 'Priority'), {
					values: [
						{ id: '1', description: words('Laag', 'Low') },
						{ id: '2', description: words('Hoog', 'High') },
					],
				}),
			],
			objects: [
				{
					name: 'FbSalesLines',
					fields: [
						updateField('ItCd', words('Itemcode', 'Item code')),
						updateField('QuUn', words('Aantal eenheden', 'Number of units'), {
							dataType: 'decimal',
							length: 16,
							decimals: 4,
						}),
					],
					objects: [],
				},
			],
		},
		more: {},
		info: { envid: 'O12345AA', appName: 'MyApp', group: 'MyApp', tokenExpiry: 0 },
	};
}

/** The environment that the parts make. */
export function setupOf({ debtors, orders, sales, more, info }: Parts): EnvironmentSetup {
	const getConnectors = [
		...[debtors, orders].map((is) => ({ id: is.name, description: is.description, info: is })),
		...Object.entries(more).map(([id, fields]) => ({
			id,
			description: id,
			info: { name: id, description: id, fields },
		})),
	];
	const updateConnectors = [{ id: sales.id, description: sales.description, info: sales }];
	const summaries = (list: Array<{ id: string; description: string }>) =>
		list.map(({ id, description }) => ({ id, description }));
	return {
		environment: {
			getConnectors: summaries(getConnectors),
			updateConnectors: summaries(updateConnectors),
			info,
		},
		chosen: [],
		getConnectors,
		updateConnectors,
	};
}

export const NOW = Date.UTC(2026, 10, 29);
