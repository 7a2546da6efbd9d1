import { operatorNumber, type Condition, type Filter } from '../query/filter';
import type { SortField } from '../query/rowQuery';
import { element, type XmlElement } from '../xml/element';
import { buildXml } from '../xml/fastXml';
import { writableText } from '../xml/writable';
import { withWildcards } from './wildcards';

function conditionXml({ field, operator, value }: Condition): XmlElement {
	return element('Field', writableText(value, `The filter value for '${field}'`), [
		['FieldId', writableText(field, 'A field name in the filter')],
		['OperatorType', String(operatorNumber(operator))],
	]);
}

/**
 * Writes a filter for SOAP: conditions in one `Filter` are joined by AND, `Filter` elements by OR. Searched texts are
 * in both forms that AFAS may require. docs/afas.md 3.6.
 * @throws ProfitError `input` when a value has a character that XML cannot hold
 */
export function filtersXml(filter: Filter): string {
	const groups = withWildcards(filter).map((conditions, index) =>
		element('Filter', conditions.map(conditionXml), [['FilterId', `Filter ${index + 1}`]]),
	);
	return buildXml(element('Filters', groups));
}

/**
 * Writes the `options` of GetDataWithOptions: XML rows with their empty fields (Outputoptions 3), in this order.
 * `Index` writes ascending as 1 and descending as 0. docs/afas.md 3.4.
 * @param metadata whether the result is to begin with an XSD of the row
 * @throws ProfitError `input` when a field name has a character that XML cannot hold
 */
export function optionsXml(sort: SortField[], metadata: boolean): string {
	const index = sort.map(({ field, descending }) =>
		element('Field', '', [
			['FieldId', writableText(field, 'A field name in the sort')],
			['OperatorType', descending ? '0' : '1'],
		]),
	);
	return buildXml(
		element('options', [
			element('Outputmode', '1'),
			element('Metadata', metadata ? '1' : '0'),
			element('Outputoptions', '3'),
			...(index.length > 0 ? [element('Index', index)] : []),
		]),
	);
}
