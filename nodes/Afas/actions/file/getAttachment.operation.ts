import { serviceOf } from '../../transport/service';
import type { Operation } from '../operation';
import { callOptions, sideBySideProtocolCollection } from '../../parameters/callOptions';
import { fileItem, outputField } from '../../parameters/fileOutput';
import { protocolProperty, readProtocol } from '../../parameters/protocol';
import { fileId, subjectId } from './files/fileIds';

/** Gets one attachment of a dossier item, such as a payslip. AFAS: SubjectConnector. */
export const getAttachment: Operation = {
	name: 'Get Attachment',
	value: 'getAttachment',
	action: 'Get attachment of dossier item',
	description: 'Download one attachment of a dossier item, with the SubjectConnector',
	properties: [
		subjectId.property,
		fileId.property,
		outputField.property,
		protocolProperty,
		sideBySideProtocolCollection,
	],
	async execute({ context, client, itemIndex }) {
		const ids = {
			subjectId: subjectId.read(context, itemIndex),
			fileId: fileId.read(context, itemIndex),
		};
		const field = outputField.read(context, itemIndex);
		const service = serviceOf(client, readProtocol(context, itemIndex));
		const calls = callOptions(context, itemIndex);
		const file = await service.attachment(ids.subjectId, ids.fileId, calls);
		return [await fileItem(context, file, field, ids, ids.fileId)];
	},
};
