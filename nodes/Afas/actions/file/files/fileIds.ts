import { text } from '../../../parameters/kinds/text';

/** The dossier item. */
export const subjectId = text({
	displayName: 'Dossier Item ID',
	name: 'subjectId',
	required: true,
	placeholder: 'e.g. 54286',
	description:
		'The number of the dossier item, such as SubjectId in a GetConnector of dossier items',
});

/** The file in the dossier item. */
export const fileId = text({
	displayName: 'File ID',
	name: 'fileId',
	required: true,
	placeholder: 'e.g. 7CEEE0F54965C99D90764BA09F7606A6',
	description: 'The ID of the file, such as file_id in the GetConnector Profit_Subject_Attachments',
});
