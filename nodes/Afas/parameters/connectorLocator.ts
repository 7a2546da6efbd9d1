import { locator, type Locator } from './kinds/locator';
import type { Parameter } from './kinds/parameter';

const getConnectorList = {
	foundBy: 'searchGetConnectors',
	what: 'a GetConnector',
	example: 'MyApp_Debtors',
} as const;

/** A choice of a GetConnector from the list of the app connector, or by its ID. */
export function getConnectorChoice(
	shown: Omit<Locator, keyof typeof getConnectorList>,
): Parameter<string> {
	return locator({ ...getConnectorList, ...shown });
}

/** The GetConnector to read. */
export const getConnector: Parameter<string> = getConnectorChoice({
	displayName: 'GetConnector',
	name: 'connector',
	description:
		'A list of rows that a Profit administrator has put together. The list shows the GetConnectors of your app connector.',
});

/** The UpdateConnector to write to. */
export const updateConnector: Parameter<string> = locator({
	foundBy: 'searchUpdateConnectors',
	what: 'an UpdateConnector',
	example: 'FbSales',
	displayName: 'UpdateConnector',
	name: 'connector',
	description:
		'What kind of record to write, for example FbSales for sales orders. The list shows the UpdateConnectors of your app connector.',
});
