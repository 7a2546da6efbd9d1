import type { Environment } from '../environment.mts';
import { unexplained } from '../failure.mts';
import type { Parameters, SoapMethods } from './soapService.mts';
import { escaped } from './xml.mts';

/** Rows of the supplied GetConnector of attachments that belong to the dossier item. */
function attachmentsOf(environment: Environment, parameters: Parameters) {
	const subject = Number(parameters.get('subjectID'));
	return environment
		.table('Profit_Subject_Attachments')
		.records()
		.filter((row) => row.subject_id === subject);
}

/** AppConnectorSubject.asmx (docs/afas.md 3.10). */
export function subjectMethods(environment: Environment): SoapMethods {
	return {
		GetSubjectAttachmentInfo(parameters) {
			const rows = attachmentsOf(environment, parameters);
			const attachments = rows.map(
				(row) =>
					`<Attachment fileId="${String(row.file_id)}" filename="${escaped(String(row.file_name)).replaceAll('"', '&quot;')}" />`,
			);
			return `<SubjectAttachmentInfo>${attachments.join('')}</SubjectAttachmentInfo>`;
		},
		GetAttachment(parameters) {
			const id = parameters.get('fileId') ?? '';
			const known = attachmentsOf(environment, parameters).some((row) => row.file_id === id);
			const file = known ? environment.documents.file(id) : undefined;
			if (file) return file.data.toString('base64');
			throw unexplained(`There is no attachment ${id}`);
		},
	};
}
