import type { INodeProperties } from 'n8n-workflow';

/** Which dossier item. */
export const subjectIdProperty: INodeProperties = {
	displayName: 'Dossier Item ID',
	name: 'subjectId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 54286',
	description:
		'The number of the dossier item, such as SubjectId in a GetConnector of dossier items',
};

/** Which file. */
export const fileIdProperty: INodeProperties = {
	displayName: 'File ID',
	name: 'fileId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 7CEEE0F54965C99D90764BA09F7606A6',
	description: 'The ID of the file, such as file_id in the GetConnector Profit_Subject_Attachments',
};
