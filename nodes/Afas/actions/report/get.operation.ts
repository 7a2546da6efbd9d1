import { withAfasMoments } from '../../profit/query/filterValues';
import { serviceOf } from '../../transport/service';
import type { Operation } from '../operation';
import { callOptions, sideBySideProtocolCollection } from '../../parameters/callOptions';
import { fileItem, outputField } from '../../parameters/fileOutput';
import { filterPropertiesOn, readFilter } from '../../parameters/filterParameters';
import { protocolProperty, readProtocol } from '../../parameters/protocol';
import { text } from '../../parameters/kinds/text';

const report = text({
	displayName: 'Report ID',
	name: 'reportId',
	required: true,
	placeholder: 'e.g. CF761B2F7099455B8C5227639C447689',
	description:
		'The ID of the report, from its properties in Profit. A report with a selection screen cannot be generated from outside.',
});

const reportField = text({
	displayName: 'Field Code',
	name: 'field',
	placeholder: 'e.g. U001',
	description: 'The code of the field in the report, not its label',
});

/** Gets a report as a file, such as a PDF. AFAS: ReportConnector. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get report',
	description: 'Generate a report in Profit and download it, usually as a PDF',
	properties: [
		report.property,
		...filterPropertiesOn(reportField.property),
		outputField.property,
		protocolProperty,
		sideBySideProtocolCollection,
	],
	async execute({ context, client, itemIndex }) {
		const reportId = report.read(context, itemIndex);
		const field = outputField.read(context, itemIndex);
		const filter = withAfasMoments(readFilter(context, itemIndex));
		const service = serviceOf(client, readProtocol(context, itemIndex));
		const file = await service.report(reportId, filter, callOptions(context, itemIndex));
		return [await fileItem(context, file, field, { reportId }, reportId)];
	},
};
