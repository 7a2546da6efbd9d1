import type { INodeProperties, ResourceMapperTypeOptionsBase } from 'n8n-workflow';
import { readRecord, type SimpleRecord } from '../../../profit/records/simpleRecord';
import { setOwn } from '../../../profit/values/ownProperty';
import { membersOf } from '../../../parameters/kinds/collection';
import {
	isEmpty,
	parameter,
	rawMember,
	wrongValue,
	type Parameter,
	type Shown,
} from '../../../parameters/kinds/parameter';

/** What one form has of its own. */
interface Form extends Shown {
	/** Which columns it has: a method of the node. */
	columns: 'getColumns' | 'getKeyColumns';
	/** Its heading. */
	heading: string;
	/** What a column is called. */
	words: ResourceMapperTypeOptionsBase['fieldWords'];
	/** Whether values may come from the input item by the names of fields. */
	fromItem: boolean;
}

/**
 * What a form holds: column id to value, without boxes that were left alone; undefined where an expression gave nothing; `fromItem` when the values come from the
 * input item by the names of fields.
 */
export type Filled = SimpleRecord | 'fromItem';

/** A form of the fields of the chosen UpdateConnector. */
export function fieldMapper({
	columns,
	heading,
	words,
	fromItem,
	displayOptions,
	...texts
}: Form): Parameter<Filled> {
	const property: INodeProperties = {
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
	return parameter(property, ({ value, raw }, name) => {
		const { mappingMode, value: boxes } = membersOf(value, name, 'a form');
		// n8n keeps what the boxes held before.
		if (fromItem && mappingMode === 'autoMapInputData') return 'fromItem';
		if (mappingMode !== 'defineBelow') {
			throw wrongValue(`The mapping mode of ${name}`, mappingMode, 'one of those in the list');
		}
		return filledIn(readRecord(boxes ?? {}, texts.displayName), rawMember(raw, 'value'));
	});
}

/** An expression in which nothing was written. */
const EMPTY_EXPRESSION = /^=\s*$/;

/** Only an expression makes a field empty: a box that was left alone, or cleared in the editor, does not. */
function filledIn(boxes: SimpleRecord, raw: unknown): SimpleRecord {
	const filled: SimpleRecord = {};
	for (const [name, content] of Object.entries(boxes)) {
		const box = rawMember(raw, name);
		const isLeftAlone = isEmpty(box) || (typeof box === 'string' && EMPTY_EXPRESSION.test(box));
		if (!isLeftAlone) setOwn(filled, name, content);
	}
	return filled;
}
