import type { INodeProperties } from 'n8n-workflow';
import { serviceOf } from '../../transport/service';
import type { Operation } from '../operation';
import { callOptions, callOptionsCollection } from '../../parameters/callOptions';
import { fileItem, outputFieldProperty, readOutputField } from '../../parameters/fileOutput';
import { protocolProperty, readProtocol } from '../../parameters/protocol';
import { parameterText } from '../../parameters/textParameter';
import { fileIdProperty, subjectIdProperty } from './files/fileIds';

/** Gets one attachment of a dossier item, such as a payslip. AFAS: SubjectConnector. */
export const getAttachment: Operation = {
	name: 'Get Attachment',
	value: 'getAttachment',
	action: 'Get attachment of dossier item',
	description: 'Download one attachment of a dossier item, with the SubjectConnector',
	properties: [
		subjectIdProperty,
		fileIdProperty,
		outputFieldProperty,
		protocolProperty,
		callOptionsCollection,
	],
	async execute({ context, client, itemIndex }) {
		const text = ({ name, displayName }: INodeProperties) =>
			parameterText(context.getNodeParameter(name, itemIndex, ''), `'${displayName}'`).trim();
		const ids = { subjectId: text(subjectIdProperty), fileId: text(fileIdProperty) };
		const outputField = readOutputField(context, itemIndex);
		const { subjectId, fileId } = ids;
		const service = serviceOf(client, readProtocol(context, itemIndex));
		const file = await service.attachment(subjectId, fileId, callOptions(context, itemIndex));
		return [await fileItem(context, file, outputField, ids, fileId)];
	},
};
