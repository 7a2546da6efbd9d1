import type { Environment } from '../environment.mts';
import { badParameters, unexplained } from '../failure.mts';
import type { SoapMethods } from './soapService.mts';
import { readXml } from './xml.mts';

/** The conditions of a filter, each `field operator value` (docs/afas.md 3.6). */
function conditions(filtersXml: string | undefined): string[] {
	if (!filtersXml) return [];
	const filters = readXml(filtersXml);
	if (!filters) throw badParameters('filtersXml is not valid');
	return filters.children
		.flatMap(({ children }) => children)
		.map(
			({ attributes, text }) =>
				`${attributes.get('FieldId')} ${attributes.get('OperatorType')} ${text}`,
		);
}

/** AppConnectorReport.asmx (docs/afas.md 3.1). */
export function reportMethods(environment: Environment): SoapMethods {
	return {
		Execute(parameters) {
			const id = parameters.get('reportID') ?? '';
			const make = environment.documents.reports.get(id.toUpperCase());
			if (make) return make(conditions(parameters.get('filtersXml'))).toString('base64');
			throw unexplained(`There is no report ${id}`);
		},
	};
}
