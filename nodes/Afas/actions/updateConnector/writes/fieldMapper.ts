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

/** What differs between forms. */
interface Form extends Shown {
	/** The node's method that lists its columns. */
	columns: 'getColumns' | 'getKeyColumns';
	heading: string;
	/** What the editor calls a column. */
	words: ResourceMapperTypeOptionsBase['fieldWords'];
	/** Whether it supports automatic mapping by field name. */
	fromItem: boolean;
}

/**
 * The values of a form by column, without untouched boxes; undefined where an expression gave nothing. `fromItem` means
 * automatic mapping from the input item.
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
				// n8n shows this text for every cause.
				noFieldsError:
					'The fields could not be read. Check the credential, and in Profit that the app connector lists this UpdateConnector.',
			},
		},
		// While no UpdateConnector is chosen, there are no fields, and n8n would show the text above.
		displayOptions: { ...displayOptions, hide: { connector: [''] } },
	};
	return parameter(property, ({ value, raw }, name) => {
		const { mappingMode, value: boxes } = membersOf(value, name, 'a form');
		// Checked first, because n8n keeps the old values of the boxes.
		if (fromItem && mappingMode === 'autoMapInputData') return 'fromItem';
		if (mappingMode !== 'defineBelow') {
			throw wrongValue(`The mapping mode of ${name}`, mappingMode, 'one of those in the list');
		}
		return filledIn(readRecord(boxes ?? {}, texts.displayName), rawMember(raw, 'value'));
	});
}

/** An empty expression. */
const EMPTY_EXPRESSION = /^=\s*$/;

/** Drops untouched and cleared boxes: only an expression makes a field empty. */
function filledIn(boxes: SimpleRecord, raw: unknown): SimpleRecord {
	const filled: SimpleRecord = {};
	for (const [name, content] of Object.entries(boxes)) {
		const box = rawMember(raw, name);
		const isLeftAlone = isEmpty(box) || (typeof box === 'string' && EMPTY_EXPRESSION.test(box));
		if (!isLeftAlone) setOwn(filled, name, content);
	}
	return filled;
}
