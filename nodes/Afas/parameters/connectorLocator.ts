import { locator, type Locator } from './kinds/locator';
import type { Parameter } from './kinds/parameter';

const getConnectorList = {
	foundBy: 'searchGetConnectors',
	what: 'a GetConnector',
	example: 'MyApp_Debtors',
} as const;

/** A choice of a GetConnector from the list of the app connector, or by its ID. */
export function getConnectorChoice(
	shown: Partial<Omit<Locator, keyof typeof getConnectorList>>,
): Parameter<string> {
	return locator({
		...getConnectorList,
		displayName: 'GetConnector',
		name: 'connector',
		builderHint: {
			propertyHint:
				"Each environment has its own. Use mode 'id' only with an ID that the user named or that was listed; else mode 'list' with an empty value, for the user to choose from. AFAS's own begin with Profit_.",
		},
		description:
			'A list of rows that a Profit administrator has composed. The list shows the GetConnectors of your app connector.',
		...shown,
	});
}

/** A choice of an UpdateConnector from the list of the app connector, or by its ID. */
export function updateConnectorChoice(shown: Pick<Locator, 'displayOptions'>): Parameter<string> {
	return locator({
		foundBy: 'searchUpdateConnectors',
		what: 'an UpdateConnector',
		example: 'FbSales',
		displayName: 'UpdateConnector',
		name: 'connector',
		builderHint: {
			propertyHint:
				"AFAS's own ID, in mode 'id': FbSales is a sales order, KnSalesRelationOrg a customer that is an organisation, KnSubject a dossier item, FbItemArticle an article. It works when the app connector lists it.",
		},
		description:
			'What kind of record to write, for example FbSales for sales orders. The list shows the UpdateConnectors of your app connector.',
		...shown,
	});
}

/** The GetConnector to read. */
export const getConnector: Parameter<string> = getConnectorChoice({});

/** The UpdateConnector to write to. */
export const updateConnector: Parameter<string> = updateConnectorChoice({});
