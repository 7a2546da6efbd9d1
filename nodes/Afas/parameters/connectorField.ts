import { text, type Text } from './kinds/text';

/** Lists of fields that the editor loads, by the method that loads them. */
type FieldList =
	| 'getConnectorFields'
	| 'getConnectorDateFields'
	| 'getKeyFields'
	| 'getLookupFields'
	| 'getNestedObjects'
	| 'getRecordFields'
	| 'getSubObjects';

/** What differs between choices from such a list. */
type ChosenField = Omit<Text, 'type' | 'typeOptions' | 'description'>;

/**
 * A choice of one field or sub-object from a list that the editor loads, or its ID.
 * @param dependsOn the locator of the connector that has it
 */
export function chosenField(loadedBy: FieldList, dependsOn: string, shown: ChosenField) {
	return text({
		...shown,
		type: 'options',
		typeOptions: { loadOptionsMethod: loadedBy, loadOptionsDependsOn: [`${dependsOn}.value`] },
		// n8n fixes the wording.
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	});
}

/** A choice of one field of the GetConnector to read. */
export const connectorField = chosenField('getConnectorFields', 'connector', {
	displayName: 'Field Name or ID',
	name: 'field',
	empty: 'refused',
});
