import type { INodeProperties, ResourceMapperTypeOptionsBase } from 'n8n-workflow';

/** What one form has of its own. */
interface Form
	extends Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'displayOptions'> {
	/** Which columns it has: a method of the node. */
	columns: 'getColumns' | 'getKeyColumns';
	/** Its heading. */
	heading: string;
	/** What a column is called. */
	words: ResourceMapperTypeOptionsBase['fieldWords'];
	/** Whether values may come from the input item by the names of fields. */
	fromItem: boolean;
}

/** A form of the fields of the chosen UpdateConnector. */
export function fieldMapper({
	columns,
	heading,
	words,
	fromItem,
	displayOptions,
	...texts
}: Form): INodeProperties {
	return {
		...texts,
		type: 'resourceMapper',
		noDataExpression: true,
		required: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			loadOptionsDependsOn: ['connector.value'],
			resourceMapper: {
				resourceMapperMethod: columns,
				mode: 'add',
				valuesLabel: heading,
				fieldWords: words,
				addAllFields: true,
				supportAutoMap: fromItem,
				// n8n shows this whatever the reason is.
				noFieldsError:
					'The fields could not be read. Check the credential, and in Profit that the app connector lists this UpdateConnector.',
			},
		},
		// While no UpdateConnector is chosen, there are no fields, and n8n would show the text above.
		displayOptions: { ...displayOptions, hide: { connector: [''] } },
	};
}
