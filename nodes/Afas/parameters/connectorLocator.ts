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
		description:
			'What kind of record to write, for example FbSales for sales orders. The list shows the UpdateConnectors of your app connector.',
		...shown,
	});
}

/** The GetConnector to read. */
export const getConnector: Parameter<string> = getConnectorChoice({});

/** The UpdateConnector to write to. */
export const updateConnector: Parameter<string> = updateConnectorChoice({});
